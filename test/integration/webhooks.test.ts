import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { type EventLog, eventLog } from "../../appliance/event-log.ts";
import { openDatabase } from "../../appliance/store/database.ts";
import { eventStore } from "../../appliance/store/events.ts";
import { schema } from "../../appliance/store/schema.ts";
import { webhookStore } from "../../appliance/store/webhooks.ts";
import { addressRefusal } from "../../appliance/webhooks/address.ts";
import { deliver } from "../../appliance/webhooks/delivery.ts";
import { type NewWebhook, openWebhooks, type Webhooks } from "../../appliance/webhooks/service.ts";

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly body: string;
}

/** A receiver on loopback that keeps what it got. */
async function receiver(answer: (response: ServerResponse, got: Got) => void) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const one = { headers: request.headers, url: request.url ?? "", body: Buffer.concat(chunks).toString() };
      got.push(one);
      answer(response, one);
    })();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    got,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Opened {
  readonly hooks: Webhooks;
  readonly log: EventLog;
  readonly clock: { seconds: number };
  stop(): Promise<void>;
}

/** The service on a database file; loopback is allowed here, where the receivers are. */
function open(
  path: string,
  clock: { seconds: number },
  refusal: (address: string) => string | undefined = () => undefined,
): Opened {
  const problem = (error: unknown): never => {
    throw error as Error;
  };
  const db = openDatabase(path, schema);
  const log = eventLog(eventStore(db), () => new Date(), problem);
  const hooks = openWebhooks({
    store: webhookStore(db),
    log,
    deliver: (message, template, signal) =>
      deliver(message, template, { refusal, lookup: () => Promise.resolve(["127.0.0.1"]), patience: 10_000 }, signal),
    nameOf: () => "node-01",
    appliance: "box",
    now: () => clock.seconds,
    wallClock: () => new Date(),
    problem,
  });
  return {
    hooks,
    log,
    clock,
    async stop() {
      await hooks.stop();
      db.close();
    },
  };
}

async function inFolder(use: (path: string) => Promise<void> | void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "webhooks-"));
  try {
    await use(join(folder, "rackseed.db"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const SECRET = "seven lamps in the harbour";
const hook = (url: string): NewWebhook => ({
  name: "rack chat",
  url: `${url}/services/T0K3N0123`,
  secret: SECRET,
  events: ["problems"],
  template: "generic",
  language: "en",
  enabled: true,
});
/** Events are gathered until the end of the turn. */
const settled = async ({ hooks }: Opened): Promise<void> => {
  await new Promise(setImmediate);
  await hooks.tick();
};
const states = ({ hooks }: Opened): string[] => hooks.deliveries().map(({ state }) => state);

test("a receiver proves the signature over the bytes it got, and neither URL nor secret is shown", () =>
  inFolder(async (path) => {
    await using there = await receiver((response) => response.end());
    const at = open(path, { seconds: 0 });
    at.hooks.add(hook(there.url));
    at.log.add("RS_HEALTH", "warning", "The card is nearly full.");
    at.log.add("RS_MACHINE_NEW", "info", "Not of this group.");
    at.log.flush();
    await settled(at);
    assert.equal(there.got.length, 1);
    const [{ headers, body, url }] = there.got as [Got];
    assert.equal(url, "/services/T0K3N0123");
    const signed = `${String(headers["x-rackseed-timestamp"])}.${body}`;
    assert.equal(headers["x-rackseed-signature"], `v1=${createHmac("sha256", SECRET).update(signed).digest("hex")}`);
    assert.equal((JSON.parse(body) as { text: string }).text, "The card is nearly full.");
    assert.deepEqual(states(at), ["delivered"]);
    const shown = JSON.stringify([at.hooks.list(), at.hooks.deliveries(), at.log.since(0, 100)]);
    assert.doesNotMatch(shown, /lamps|T0K3N/);
    await at.stop();
  }));

test("a 500 is tried again when its time has come, and after the last try the person is told once", () =>
  inFolder(async (path) => {
    await using there = await receiver((response, { url }) => response.writeHead(500, url).end());
    const at = open(path, { seconds: 0 });
    at.hooks.add(hook(there.url));
    at.log.add("RS_HEALTH", "warning", "one");
    at.log.add("RS_HEALTH", "warning", "two");
    await settled(at);
    assert.equal(there.got.length, 2);
    at.clock.seconds = 9;
    await settled(at);
    assert.equal(there.got.length, 2, "10 seconds are not over");
    for (const [tries, wait] of [10, 60, 300, 1800, 7200].entries()) {
      at.clock.seconds += tries === 0 ? 1 : wait;
      await settled(at);
      assert.equal(there.got.length, 2 * (tries + 2));
    }
    assert.deepEqual(states(at), ["gave-up", "gave-up"]);
    const told = at.log.since(0, 100).filter(({ code }) => code === "RS_WEBHOOK_GAVE_UP");
    assert.equal(told.length, 1);
    assert.doesNotMatch(JSON.stringify(told), /lamps|T0K3N/);
    await settled(at);
    assert.equal(at.hooks.deliveries().length, 2, "that it was given up is told to no webhook");
    await at.stop();
  }));

test("a redirect is not followed", () =>
  inFolder(async (path) => {
    await using elsewhere = await receiver((response) => response.end());
    await using there = await receiver((response) => response.writeHead(302, { Location: elsewhere.url }).end());
    const at = open(path, { seconds: 0 });
    const { id } = at.hooks.add(hook(there.url));
    assert.deepEqual(await at.hooks.test(id), {
      ok: false,
      status: 302,
      because: "It answered 302, a redirect; redirects are not followed.",
    });
    assert.equal(elsewhere.got.length, 0);
    await at.stop();
  }));

test("what waits survives a restart of the service, and a message on its way when it stops is sent again", () =>
  inFolder(async (path) => {
    let hangs = true;
    let arrived = (): void => undefined;
    await using there = await receiver((response) => (hangs ? arrived() : void response.end()));
    const clock = { seconds: 0 };
    const before = open(path, clock);
    before.hooks.add(hook(there.url));
    const came = new Promise<void>((resolve) => (arrived = resolve));
    before.log.add("RS_HEALTH", "warning", "hangs");
    before.log.add("RS_HEALTH", "warning", "behind it");
    await came;
    assert.equal(there.got.length, 1, "one at a time");
    await before.stop();
    hangs = false;
    const after = open(path, clock);
    assert.deepEqual(states(after), ["waiting", "waiting"]);
    await settled(after);
    assert.deepEqual(states(after), ["delivered", "delivered"]);
    assert.deepEqual(
      there.got.map(({ body }) => (JSON.parse(body) as { text: string }).text),
      ["hangs", "hangs", "behind it"],
    );
    await after.stop();
  }));

test("trust 2.8: a name that points to the appliance gets nothing", () =>
  inFolder(async (path) => {
    await using there = await receiver((response) => response.end());
    const at = open(path, { seconds: 0 }, (address) => addressRefusal(address, []));
    const { id } = at.hooks.add(hook(there.url.replace("127.0.0.1", "chat.example")));
    assert.match((await at.hooks.test(id)).because ?? "", /chat\.example \(127\.0\.0\.1\): it is the appliance itself/);
    assert.equal(there.got.length, 0);
    await at.stop();
  }));

test("a queue that is full drops the oldest of the webhook that has most, and the log keeps 200", () =>
  inFolder((path) => {
    const db = openDatabase(path, schema);
    const store = webhookStore(db);
    const base = { url: "http://x.example/", secret: null, events: ["all"], template: "generic", language: "en", enabled: true } as const; // prettier-ignore
    store.save({ ...base, id: "a", name: "dead" });
    store.save({ ...base, id: "b", name: "alive" });
    const notice = (id: number) => ({ id, at: "", code: "RS_X", severity: "info", text: "" }) as const;
    const many = Array.from({ length: 1300 }, (_, id) => ({ webhook: "a", notice: notice(id) }));
    store.enqueue([{ webhook: "b", notice: notice(0) }, ...many], 0, "2026-11-21T14:00:00.000Z");
    const all = store.deliveries(5000);
    const waiting = all.filter(({ state }) => state === "waiting");
    assert.equal(waiting.length, 1000);
    assert.equal(all.filter(({ state }) => state === "dropped").length, 200);
    assert.ok(waiting.some(({ webhook }) => webhook === "b"));
    assert.equal(store.due("a", 0)?.notice.id, 301);
    db.close();
  }));
