import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { STREAM_LIMITS } from "../../../appliance/http/streams.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { MemoryHouse, NODE_01, serve, TOKEN, withToken } from "./fakes.ts";

interface Message {
  id?: number;
  event: string;
  data: { id?: number | string; bytes?: number };
}

/** Reads server-sent events until told to stop. */
async function* listen(url: string, headers: Record<string, string> = {}): AsyncGenerator<Message> {
  const answer = await fetch(url, withToken({ headers: { Accept: "text/event-stream", ...headers } }));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/event-stream/);
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
      const id = field("id");
      const data = field("data");
      if (data === undefined) continue;
      yield {
        ...(id === undefined ? {} : { id: Number(id) }),
        event: field("event") ?? "",
        data: JSON.parse(data) as Message["data"],
      };
    }
  }
}

async function take(stream: AsyncGenerator<Message>, count: number): Promise<number[]> {
  const ids: number[] = [];
  while (ids.length < count) {
    const next = await stream.next();
    if (next.done === true) break;
    if (next.value.event === "event") ids.push(next.value.id ?? -1);
  }
  return ids;
}

const counting = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const withEvents = (count: number, text = "event"): MemoryHouse => {
  const house = new MemoryHouse();
  for (let i = 0; i < count; i++) house.journal.add("RS_TEST", text);
  return house;
};

test("events are a list with a cursor, or only the newest", async () => {
  await using at = await serve(withEvents(30));
  const get = async (query: string): Promise<{ items: { id: number }[]; next?: string }> =>
    (await (await fetch(`${at.url}/api/v1/events${query}`, withToken())).json()) as {
      items: { id: number }[];
      next?: string;
    };
  const first = await get("?limit=20");
  assert.deepEqual([first.items.length, first.next], [20, "20"]);
  assert.deepEqual(
    (await get("?after=20")).items.map((event) => event.id),
    counting(21, 30),
  );
  assert.deepEqual(
    (await get("?last=3")).items.map((event) => event.id),
    [28, 29, 30],
  );
});

test("a stream without a starting point begins now", async () => {
  const house = withEvents(5);
  await using at = await serve(house);
  const stream = listen(`${at.url}/api/v1/events`);
  const next = take(stream, 1);
  await until(() => house.journal.listeners.size === 1);
  house.journal.add("RS_TEST", "new");
  assert.deepEqual(await next, [6]);
  await stream.return(undefined);
});

for (const [how, query, headers] of [
  ["?after=", "?after=700", {}],
  ["Last-Event-ID", "", { "Last-Event-ID": "700" }],
  ["Last-Event-ID over ?after=", "?after=3", { "Last-Event-ID": "700" }],
] as const) {
  test(`a stream resumed by ${how} replays without a gap or a double while events go on`, async () => {
    const house = withEvents(2000, "x".repeat(8192)); // so long that the replay waits for the reader
    await using at = await serve(house);
    const stream = listen(`${at.url}/api/v1/events${query}`, headers);
    const ids = take(stream, 1600);
    for (let i = 0; i < 300; i++) {
      house.journal.add("RS_TEST", "while it replays");
      if (i % 20 === 0) await sleep(1);
    }
    assert.deepEqual(await ids, counting(701, 2300));
    await stream.return(undefined);
  });
}

test("an id from a journal that is gone begins now instead of never", async () => {
  const house = withEvents(5);
  await using at = await serve(house);
  const stream = listen(`${at.url}/api/v1/events`, { "Last-Event-ID": "999" });
  const next = take(stream, 1);
  await until(() => house.journal.listeners.size === 1);
  house.journal.add("RS_TEST", "new");
  assert.deepEqual(await next, [6]);
  await stream.return(undefined);
});

test("machines that were seen on the wire are told together, without an id, while somebody listens", async () => {
  const house = new MemoryHouse();
  await using at = await serve(house, { streams: { ...STREAM_LIMITS, progress: 20 } });
  const stream = listen(`${at.url}/api/v1/events`);
  const next = stream.next();
  await sleep(100);
  const other = parseMac("52:54:00:77:00:02");
  for (const mac of [NODE_01, other, NODE_01]) house.onSight(mac);
  const { value } = (await next) as { value: Message };
  assert.equal(value.event, "seen");
  assert.equal(value.id, undefined);
  assert.deepEqual(value.data, [NODE_01, other]);
  await stream.return(undefined);
});

test("the progress of a run arrives as its state, without an id", async () => {
  const house = new MemoryHouse();
  house.run("1", NODE_01, { state: "installing", bytes: 10 });
  await using at = await serve(house, { streams: { ...STREAM_LIMITS, progress: 20 } });
  const stream = listen(`${at.url}/api/v1/events`);
  for (const bytes of [10, 20]) {
    const { value } = (await stream.next()) as { value: Message };
    assert.deepEqual([value.event, value.id, value.data.bytes], ["run", undefined, bytes]);
    house.run("1", NODE_01, { bytes: 20 });
  }
  await stream.return(undefined);
});

test("trust row 72: a stream that is never read is dropped at its backlog, and unsubscribed", async () => {
  const house = new MemoryHouse();
  await using at = await serve(house, { streams: { ...STREAM_LIMITS, backlog: 64 * 1024 } });
  const socket = connect(at.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.pause();
  socket.write(
    `GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${TOKEN}\r\nAccept: text/event-stream\r\n\r\n`,
  );
  await until(() => house.journal.listeners.size === 1);
  await until(async () => {
    for (let i = 0; i < 50; i++) house.journal.add("RS_TEST", "x".repeat(4096));
    await sleep(1);
    return house.journal.listeners.size === 0;
  });
  socket.destroy();
});

test("trust row 73: streams beyond the cap are refused with the reason, and a place that is left is free again", async () => {
  const house = new MemoryHouse();
  await using at = await serve(house, { streams: { ...STREAM_LIMITS, most: 2 } });
  const open = (stop: AbortController): Promise<Response> =>
    fetch(`${at.url}/api/v1/events`, withToken({ signal: stop.signal, headers: { Accept: "text/event-stream" } }));
  const stops = [new AbortController(), new AbortController(), new AbortController()];
  const [first, second, third] = stops as [AbortController, AbortController, AbortController];
  await open(first);
  await open(second);
  const refused = await open(third);
  assert.equal(refused.status, 503);
  assert.match(((await refused.json()) as { detail: string }).detail, /2 event streams are open/);
  first.abort();
  await until(() => house.journal.listeners.size === 1);
  assert.equal((await open(third)).status, 200);
  second.abort();
  third.abort();
});

test("a quiet stream says that it is still here", async () => {
  await using at = await serve(new MemoryHouse(), { streams: { ...STREAM_LIMITS, heartbeat: 20 } });
  const socket = connect(at.port, "127.0.0.1");
  socket.write(
    `GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${TOKEN}\r\nAccept: text/event-stream\r\n\r\n`,
  );
  let text = "";
  while (!text.includes(": still here")) text += String((await once(socket, "data"))[0]);
  socket.destroy();
});

test("stopping the server ends its streams", async () => {
  const at = await serve();
  const stream = listen(`${at.url}/api/v1/events`);
  const end = stream.next();
  await until(() => at.house.journal.listeners.size === 1);
  await at.server.stop();
  assert.equal((await end).done, true);
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(5);
}
