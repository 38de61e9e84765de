// Hostile load at the HTTP ports, by the numbers of the trust document: what drips, never ends, never reads, or comes in crowds.
import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";

import { API_RATE } from "../../../appliance/http/rate-limit.ts";
import { STREAM_LIMITS } from "../../../appliance/http/streams.ts";
import { MemoryHouse, NODE_01, serve, statusOf, TOKEN, withToken } from "./fakes.ts";
import { serveSecure } from "./secure.ts";

const NODE = `/api/v1/machines/${NODE_01}`;
const BEARER = `Authorization: Bearer ${TOKEN}`;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(5);
}

test("trust 4.46: five hundred connections that drip their headers are cut, and others are served meanwhile", async () => {
  await using at = await serve(new MemoryHouse(), { headers: 1500 });
  const drips = Array.from({ length: 500 }, () => connect(at.port, "127.0.0.1"));
  let cut = 0;
  for (const socket of drips) {
    socket.on("error", () => undefined).on("close", () => cut++);
    socket.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
    socket.resume();
  }
  const drip = setInterval(() => {
    for (const socket of drips) if (socket.writable) socket.write("x");
  }, 50);
  try {
    assert.equal((await fetch(`${at.url}/healthz`)).status, 200);
    await until(() => cut === drips.length);
  } finally {
    clearInterval(drip);
  }
  assert.equal((await fetch(`${at.url}/healthz`)).status, 200);
});

test("trust 4.48: a body that never ends is 413 at 1 MiB, and the sender cannot go on", async () => {
  await using at = await serve();
  const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" };
  const sending = request({ port: at.port, path: NODE, method: "PUT", headers });
  const answered = once(sending, "response") as Promise<[{ statusCode: number }]>;
  sending.on("error", () => undefined);
  const sent = pour(sending);
  const [{ statusCode }] = await answered;
  assert.equal(statusCode, 413);
  assert.ok((await sent) < 64 * 1024 * 1024);
  assert.equal(at.house.machines.size, 0);
});

/** Writes for as long as the other side takes it; gives back how many bytes it took, at most 1 GB. */
async function pour(sending: ClientRequest): Promise<number> {
  const piece = Buffer.alloc(64 * 1024, "x");
  sending.write('{"name":"');
  let bytes = 0;
  const gone = new Promise<void>((resolve) => sending.once("close", () => resolve()));
  while (!sending.destroyed && bytes < 1e9) {
    bytes += piece.length;
    if (!sending.write(piece)) await Promise.race([once(sending, "drain").catch(() => undefined), gone]);
  }
  sending.destroy();
  return bytes;
}

test("trust 4.72: an event stream by TLS that is never read is dropped at 1 MiB of backlog", async () => {
  await using at = await serveSecure();
  const socket = connectTls({ port: at.port, host: "127.0.0.1", rejectUnauthorized: false });
  socket.on("error", () => undefined);
  await once(socket, "secureConnect");
  socket.pause();
  socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n${BEARER}\r\nAccept: text/event-stream\r\n\r\n`);
  const { listeners } = at.house.journal;
  await until(() => listeners.size === 1);
  let bytes = 0;
  await until(async () => {
    for (let i = 0; i < 50 && listeners.size > 0; i++) {
      at.house.journal.add("RS_TEST", "x".repeat(4096));
      bytes += 4096;
    }
    await sleep(1);
    return listeners.size === 0;
  });
  assert.equal(STREAM_LIMITS.backlog, 1024 * 1024);
  // What the kernels of both sides hold comes on top.
  assert.ok(bytes >= 1024 * 1024 && bytes < 64 * 1024 * 1024, `${bytes} bytes`);
  socket.destroy();
});

test("trust 4.73: of a thousand event streams 64 are kept, the others are told why and when to come back", async () => {
  const house = new MemoryHouse();
  await using at = await serve(house, { rate: { perSecond: 2000, burst: 2000 } });
  const answers: string[] = [];
  const sockets: Socket[] = [];
  for (let i = 0; i < 1000; i++) {
    const socket = connect(at.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.once("data", (bytes: Buffer) => answers.push(bytes.toString("latin1")));
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n${BEARER}\r\nAccept: text/event-stream\r\n\r\n`);
    sockets.push(socket);
  }
  await until(() => answers.length === 1000);
  const kept = answers.filter((answer) => statusOf(answer) === 200);
  const refused = answers.filter((answer) => statusOf(answer) === 503);
  assert.deepEqual([kept.length, refused.length, house.journal.listeners.size], [64, 936, 64]);
  assert.match(refused[0] ?? "", /Retry-After: 30[\s\S]*64 event streams are open, the most that are kept/);
  for (const socket of sockets) socket.destroy();
  await until(() => house.journal.listeners.size === 0);
});

test("trust 2.7: the 101st request in one moment is 429 with Retry-After; boot files are not counted", async () => {
  await using at = await serve(new MemoryHouse(), { rate: { ...API_RATE, perSecond: 0.001 } });
  const get = (path: string): Promise<Response> => fetch(at.url + path, withToken());
  for (let i = 0; i < 100; i++) assert.equal((await get("/api/v1/runs")).status, 200);
  const late = await get("/api/v1/runs");
  assert.deepEqual([late.status, ((await late.json()) as { code: string }).code], [429, "RS_HTTP_TOO_FAST"]);
  assert.ok(Number(late.headers.get("retry-after")) > 0);
  assert.equal((await get("/boot.ipxe")).status, 200);
  assert.equal((await fetch(`${at.url}/healthz`)).status, 200);
  assert.equal((await fetch(`${at.url}/api/v1/hello`)).status, 200, "nobody is another caller");
});
