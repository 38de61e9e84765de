import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import tftp2 from "tftp2";
import type { Content } from "../../../appliance/bytes/content.ts";
import { pause, serve } from "./wire.ts";

// Other people's clients, as they are in Debian and on npm, each against the real server on loopback.

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), "rackseed-tftp-clients-"));
after(() => rmSync(folder, { recursive: true }));

const small = Buffer.from(Uint8Array.from({ length: 300_001 }, (_, index) => (index * 31 + (index >> 8)) & 0xff));
const smallPath = path.join(folder, "small");
writeFileSync(smallPath, small);

/** 100 MB: at blksize 1408 the block numbers pass 65535. Sparse but for marks that tell its stretches apart. */
const LARGE = 100_000_001;
const largePath = path.join(folder, "large");
{
  const file = openSync(largePath, "w");
  for (let at = 0; at < LARGE; at += 999_983) {
    writeSync(file, `mark ${at}`, at);
  }
  truncateSync(largePath, LARGE);
}

const files: Record<string, Content> = {
  small: { kind: "file", path: smallPath, start: 0, size: small.length },
  "a/stretch": { kind: "file", path: smallPath, start: 1000, size: 2048 },
  large: { kind: "file", path: largePath, start: 0, size: LARGE },
  text: { kind: "bytes", bytes: Buffer.from("one\ntwo\r\nthree\rfour") },
  empty: { kind: "bytes", bytes: Buffer.alloc(0) },
};

type Fetch = (port: number, name: string, to: string) => Promise<unknown>;
const host = "127.0.0.1";

const clients: Record<string, Fetch> = {
  "tftp-hpa": (port, name, to) => run("tftp", ["-m", "binary", host, `${port}`, "-c", "get", name, to]),
  atftp: (port, name, to) => run("atftp", ["-g", "-r", name, "-l", to, host, `${port}`]),
  "atftp with blksize, tsize and timeout": (port, name, to) =>
    run("atftp", [
      ...["blksize 1408", "tsize 0", "timeout 2"].flatMap((option) => ["--option", option]),
      "-g",
      "-r",
      name,
      "-l",
      to,
      host,
      `${port}`,
    ]),
  "atftp with windowsize": (port, name, to) =>
    run("atftp", [
      "--option",
      "blksize 1468",
      "--option",
      "windowsize 16",
      "-g",
      "-r",
      name,
      "-l",
      to,
      host,
      `${port}`,
    ]),
  curl: (port, name, to) => run("curl", ["-sS", "--tftp-blksize", "1428", "-o", to, `tftp://${host}:${port}/${name}`]),
  "curl without options": (port, name, to) =>
    run("curl", ["-sS", "--tftp-no-options", "-o", to, `tftp://${host}:${port}/${name}`]),
  busybox: (port, name, to) => run("busybox", ["tftp", "-g", "-r", name, "-l", to, host, `${port}`]),
  "busybox with a block size": (port, name, to) =>
    run("busybox", ["tftp", "-b", "1024", "-g", "-r", name, "-l", to, host, `${port}`]),
  "npm's tftp2 (RFC 1350 only)": async (port, name, to) => {
    const parts: Buffer[] = [];
    const client = tftp2(host, port);
    await client.read(
      name,
      (part) => void parts.push(part),
      () => undefined,
    );
    client.close();
    writeFileSync(to, Buffer.concat(parts));
  },
};

for (const [name, fetch] of Object.entries(clients)) {
  test(`${name} reads a file, a stretch of a file and an empty one`, { timeout: 60_000 }, async () => {
    await using box = await serve(files);
    const to = path.join(folder, "got");
    await fetch(box.server.port, "small", to);
    assert.ok(readFileSync(to).equals(small));
    await fetch(box.server.port, "a/stretch", to);
    assert.ok(readFileSync(to).equals(small.subarray(1000, 3048)));
    if (name !== "curl") {
      writeFileSync(to, ""); // curl 7.88 takes tsize 0 for an error (lib/tftp.c), without options it reads an empty file
      await fetch(box.server.port, "empty", to);
      assert.equal(statSync(to).size, 0);
    }
    for (let tries = 0; box.server.transfers > 0 && tries < 200; tries += 1) {
      await pause(5); // the last ACK may still be on its way
    }
    assert.equal(box.server.transfers, 0);
  });
}

for (const name of ["tftp-hpa", "atftp", "curl", "busybox"]) {
  test(`${name} is told at once that a file is missing`, { timeout: 60_000 }, async () => {
    await using box = await serve(files);
    const since = performance.now();
    await clients[name]?.(box.server.port, "missing", path.join(folder, "missing")).catch(() => undefined);
    assert.ok(performance.now() - since < 3000);
    assert.equal((await box.reported("missed")).name, "missing");
  });
}

test("F5: tftp-hpa reads text in netascii and gets its own line ends back", { timeout: 60_000 }, async () => {
  await using box = await serve(files);
  const to = path.join(folder, "text");
  await run("tftp", [host, `${box.server.port}`, "-c", "get", "text", to]);
  assert.equal(readFileSync(to, "latin1"), "one\ntwo\r\nthree\rfour");
  await run("tftp", [host, `${box.server.port}`, "-c", "get", "small", to]);
  assert.ok(readFileSync(to).equals(small));
});

const windows: Record<string, string[]> = { "in lockstep": [], "in windows of 16": ["--option", "windowsize 16"] };
for (const [how, options] of Object.entries(windows)) {
  test(`F11, W9: atftp reads 100 MB at blksize 1408 ${how}, beyond block 65535`, { timeout: 120_000 }, async () => {
    await using box = await serve(files);
    const to = path.join(folder, "large-copy");
    await run("atftp", [
      "--option",
      "blksize 1408",
      ...options,
      "-g",
      "-r",
      "large",
      "-l",
      to,
      host,
      `${box.server.port}`,
    ]);
    await run("cmp", [largePath, to]);
    rmSync(to);
  });
}

test("F12: memory stays flat while 100 MB go out", { timeout: 120_000 }, async () => {
  await using box = await serve(files);
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const to = path.join(folder, "large-copy");
  await run("atftp", [
    "--option",
    "blksize 1468",
    "--option",
    "windowsize 64",
    "-g",
    "-r",
    "large",
    "-l",
    to,
    host,
    `${box.server.port}`,
  ]);
  clearInterval(watch);
  rmSync(to);
  assert.ok(most - before < 60e6, `${Math.round((most - before) / 1e6)} MB more`);
});
