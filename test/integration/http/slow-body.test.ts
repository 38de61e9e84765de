// Bodies that drip: how long a connection is held, and by whom.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { serve, TOKEN } from "./fakes.ts";

const AUTHORIZED = `Authorization: Bearer ${TOKEN}`;
const LIMITS = { request: 600, idle: 1500 };

interface Dripped {
  readonly answer: string;
  readonly ms: number;
}

/** Sends a head and then a byte every 100 ms, `count` of them; then nothing more, until the server closes. */
async function drip(port: number, head: readonly string[], count: number): Promise<Dripped> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
  socket.on("error", () => undefined);
  const began = performance.now();
  socket.write(`${[...head, "Host: 127.0.0.1"].join("\r\n")}\r\n\r\n`);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent++ < count) socket.write("x");
  }, 100);
  const late = setTimeout(() => socket.destroy(), 6000);
  await once(socket, "close");
  clearInterval(timer);
  clearTimeout(late);
  return { answer, ms: performance.now() - began };
}

const head = (method: string, path: string, size: number, ...more: string[]): string[] => [
  `${method} ${path} HTTP/1.1`,
  `Content-Length: ${size}`,
  "Content-Type: application/json",
  ...more,
];

test("a body that drips is cut after the time for a request, with 408", async () => {
  await using at = await serve(undefined, LIMITS);
  const { answer, ms } = await drip(at.port, head("PUT", "/api/v1/machines/52:54:00:00:00:01", 1000, AUTHORIZED), 50);
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.ok(ms < 2000, `${ms} ms`);
});

test("an upload may take longer than that, as long as something comes", async () => {
  await using at = await serve(undefined, LIMITS);
  const path = "/api/v1/uploads/x.iso";
  const { answer } = await drip(at.port, head("PUT", path, 20, AUTHORIZED, "Connection: close"), 20);
  assert.match(answer, /^HTTP\/1\.1 200 /);
  assert.match(answer, /"offset":20/);
});

test("an upload that says nothing more is ended", async () => {
  await using at = await serve(undefined, LIMITS);
  const { ms } = await drip(at.port, head("PUT", "/api/v1/uploads/x.iso", 1000, AUTHORIZED), 5);
  assert.ok(ms > 1500 && ms < 4500, `${ms} ms`);
});

for (const [what, path] of [
  ["an upload", "/api/v1/uploads/x.iso"],
  ["a change", "/api/v1/machines/52:54:00:00:00:01"],
] as const) {
  test(`who may not is told so, and cannot hold the connection with the body of ${what}`, async () => {
    await using at = await serve(undefined, LIMITS);
    const { answer, ms } = await drip(at.port, head("PUT", path, 1000), 50);
    assert.match(answer, /^HTTP\/1\.1 401 /);
    assert.ok(ms < 3000, `${ms} ms`);
  });
}
