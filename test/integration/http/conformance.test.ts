import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import type { BootFile } from "../../../appliance/http/needs.ts";
import { SEND_LIMITS } from "../../../appliance/http/send.ts";
import { ask, bodyOf, memoryFile, MemoryHouse, raw, serve, statusOf } from "./fakes.ts";

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), "rackseed-http-"));
after(() => rm(folder, { recursive: true }));

const HOST = "Host: 127.0.0.1";
const PATH = "/1010.5.0/coreos_production_image.bin.bz2";
const bytes = randomBytes(3 * 1024 * 1024 + 17);
const onDisk = join(folder, "image");
await writeFile(onDisk, bytes);
const etag = createHash("sha256").update(bytes).digest("hex");

/** A house with one image on disk, and what its track was told. */
function houseWithImage(more: Partial<BootFile> = {}): {
  house: MemoryHouse;
  told: { start: number; end: number }[];
  lost: string[];
} {
  const house = new MemoryHouse();
  const told: { start: number; end: number }[] = [];
  const lost: string[] = [];
  house.files.set(PATH.slice(1), {
    content: { kind: "file", path: onDisk, start: 0, size: bytes.length },
    etag,
    track: (sent) => told.push(sent),
    lost: (because) => lost.push(because),
    ...more,
  });
  return { house, told, lost };
}
const small = (): MemoryHouse => {
  const house = new MemoryHouse();
  house.files.set("v/file", memoryFile("0123456789".repeat(100)));
  return house;
};
const lengthOf = (told: readonly { start: number; end: number }[]): number =>
  told.reduce((sum, { start, end }) => sum + end - start, 0);

test("conformance 3.17 H1: a whole image comes with length, strong ETag and Accept-Ranges, and is told byte for byte", async () => {
  const { house, told } = houseWithImage();
  await using at = await serve(house);
  const answer = await fetch(at.url + PATH);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-length"), String(bytes.length));
  assert.equal(answer.headers.get("etag"), `"${etag}"`);
  assert.equal(answer.headers.get("accept-ranges"), "bytes");
  assert.ok(bytes.equals(Buffer.from(await answer.arrayBuffer())));
  await until(() => lengthOf(told) === bytes.length);
  told.forEach((stretch, index) => assert.equal(stretch.start, told[index - 1]?.end ?? 0));
});

test("conformance 3.17 H2: HEAD gives the same headers, no body, and counts for nothing", async () => {
  const { house, told } = houseWithImage();
  await using at = await serve(house);
  const [head, get] = [
    await ask(at.port, `HEAD ${PATH} HTTP/1.1`, HOST),
    await ask(at.port, `GET ${PATH} HTTP/1.1`, HOST),
  ];
  const headers = (text: string): string[] =>
    text
      .slice(0, text.indexOf("\r\n\r\n"))
      .split("\r\n")
      .filter((line) => !line.startsWith("Date"));
  assert.deepEqual(headers(head), headers(get));
  assert.equal(bodyOf(head), "");
  assert.equal(lengthOf(told), bytes.length);
});

const ranges: Record<string, { fields: string[]; status: number; body?: string; header?: RegExp }> = {
  "conformance 3.17 H3: bytes=0-0": {
    fields: ["Range: bytes=0-0"],
    status: 206,
    body: "0",
    header: /Content-Range: bytes 0-0\/1000\r\n/,
  },
  "conformance 3.17 H4: bytes=-5": { fields: ["Range: bytes=-5"], status: 206, body: "56789" },
  "conformance 3.17 H4: bytes=997-": {
    fields: ["Range: bytes=997-"],
    status: 206,
    body: "789",
    header: /Content-Length: 3\r\n/,
  },
  "conformance 3.17 H5: bytes=len-": {
    fields: ["Range: bytes=1000-"],
    status: 416,
    header: /Content-Range: bytes \*\/1000\r\n/,
  },
  "conformance 3.17 H6: bytes=5-2": { fields: ["Range: bytes=5-2"], status: 200, body: "0123456789".repeat(100) },
  "conformance 3.17 H9: overlapping": { fields: ["Range: bytes=0-9,5-14"], status: 206, body: "012345678901234" },
  "conformance 3.17 H10: If-Range matches": { fields: ["Range: bytes=0-0", 'If-Range: "tag"'], status: 206, body: "0" },
  "conformance 3.17 H10: If-Range is old": { fields: ["Range: bytes=0-0", 'If-Range: "old"'], status: 200 },
  "conformance 3.17 H10: If-Range is weak": { fields: ["Range: bytes=0-0", 'If-Range: W/"tag"'], status: 200 },
  "conformance 3.17 H11: If-None-Match": { fields: ['If-None-Match: "tag"'], status: 304, body: "" },
};
for (const [sentence, { fields, status, body, header }] of Object.entries(ranges)) {
  test(`${sentence} is answered ${status}`, async () => {
    await using at = await serve(small());
    const answer = await ask(at.port, "GET /v/file HTTP/1.1", HOST, ...fields);
    assert.equal(statusOf(answer), status);
    if (body !== undefined) assert.equal(bodyOf(answer), body);
    if (header !== undefined) assert.match(answer, header);
  });
}

test("conformance 3.17 H7: two ranges come as multipart/byteranges with the promised length", async () => {
  await using at = await serve(small());
  const answer = await fetch(`${at.url}/v/file`, { headers: { Range: "bytes=0-2,500-501" } });
  const body = await answer.text();
  const boundary = /boundary=(.+)$/.exec(answer.headers.get("content-type") ?? "")?.[1] ?? "";
  assert.equal(answer.status, 206);
  assert.equal(Number(answer.headers.get("content-length")), body.length);
  const parts = body
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .map((part) => [/bytes [^\r]*/.exec(part)?.[0], bodyOf(part)]);
  assert.deepEqual(parts, [
    ["bytes 0-2/1000", "012"],
    ["bytes 500-501/1000", "01"],
  ]);
});

test("conformance 3.17 H8: a thousand ranges cost no more than the whole", async () => {
  await using at = await serve(small());
  const range = Array.from({ length: 1000 }, (_, i) => `${i}-${i}`).join(",");
  assert.equal(statusOf(await ask(at.port, "GET /v/file HTTP/1.1", HOST, `Range: bytes=${range}`)), 206);
  const apart = Array.from({ length: 1000 }, (_, i) => `${i * 200}-${i * 200}`).join(",");
  assert.equal(statusOf(await ask(at.port, `GET /v/file HTTP/1.1`, HOST, `Range: bytes=${apart}`)), 206);
});

test("conformance 3.17 H12: POST to a file is refused, with Range or without", async () => {
  await using at = await serve(small());
  const answer = await ask(at.port, "POST /v/file HTTP/1.1", HOST, "Range: bytes=0-0", "Content-Length: 0");
  assert.equal(statusOf(answer), 405);
  assert.match(answer, /Allow: GET, HEAD\r\n/);
});

test("conformance 3.17 H13: a file behind 4 GiB of an ISO gives the right bytes", async () => {
  const iso = join(folder, "sparse.iso");
  const start = 5 * 1024 ** 3 + 2048;
  await writeFile(iso, "");
  await truncate(iso, start + 4096);
  await using handle = await open(iso, "r+");
  await handle.write("deep inside", start + 100);
  const { house } = houseWithImage({ content: { kind: "file", path: iso, start, size: 4096 } });
  await using at = await serve(house);
  const answer = await fetch(at.url + PATH, { headers: { Range: "bytes=100-110" } });
  assert.equal(await answer.text(), "deep inside");
});

test("conformance 3.17 H14: five hundred clients that leave in the middle leave no handle behind", async () => {
  const collected: string[] = []; // Node closes a forgotten handle when it is garbage, and warns: that does not count
  const onWarning = (warning: Error): void => void collected.push(warning.message);
  process.on("warning", onWarning);
  const { house, told } = houseWithImage();
  await using at = await serve(house);
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 25 }, () => leaveEarly(at.port, `GET ${PATH} HTTP/1.1\r\n${HOST}\r\n\r\n`)));
  }
  const handles = async (): Promise<number> => {
    const links = await readdir("/proc/self/fd");
    const paths = await Promise.all(links.map((fd) => readLinkOrNothing(`/proc/self/fd/${fd}`)));
    return paths.filter((path) => path === onDisk).length;
  };
  await until(async () => (await handles()) === 0);
  process.off("warning", onWarning);
  assert.deepEqual(
    collected.filter((text) => /file descriptor|FileHandle/i.test(text)),
    [],
  );
  assert.ok(told.every(({ start, end }) => start < end && end <= bytes.length));
});

test("a client that closes early is not reported as having got it all", async () => {
  const big = join(folder, "big");
  await writeFile(big, "");
  await truncate(big, 64 * 1024 * 1024);
  const { house, told } = houseWithImage({ content: { kind: "file", path: big, start: 0, size: 64 * 1024 * 1024 } });
  await using at = await serve(house);
  await leaveEarly(at.port, `GET ${PATH} HTTP/1.1\r\n${HOST}\r\n\r\n`);
  await until(() => at.house.asked.length === 1 && told.length > 0);
  await sleep(50);
  assert.ok(lengthOf(told) < 64 * 1024 * 1024);
});

test("conformance 3.17 H15: a reader that stands still is cut off, and others do not notice", async () => {
  const { house } = houseWithImage({ content: { kind: "bytes", bytes: Buffer.alloc(32 * 1024 * 1024) } });
  house.files.set("v/file", memoryFile("quick"));
  await using at = await serve(house, { sending: { ...SEND_LIMITS, stall: 300 } });
  const slow = connect(at.port, "127.0.0.1");
  slow.on("error", () => undefined);
  slow.pause();
  slow.write(`GET ${PATH} HTTP/1.1\r\n${HOST}\r\n\r\n`);
  await until(() => house.asked.length === 1);
  assert.equal(await (await fetch(`${at.url}/v/file`)).text(), "quick");
  await sleep(700);
  slow.resume();
  let got = 0;
  slow.on("data", (chunk: Buffer) => (got += chunk.length));
  await once(slow, "close");
  assert.ok(got < 32 * 1024 * 1024);
});

for (const path of [
  "/v/../x",
  "/%2e%2e%2fetc/passwd",
  "/v/%00",
  "/v/%5cx",
  "/v;x/file",
  "/%c0%ae%c0%ae/file",
  "/..%2f",
  "/v/%252e",
  "/v/\\x",
]) {
  test(`conformance 3.17 H16: ${path} is refused and never looked up`, async () => {
    await using at = await serve(small());
    assert.equal(statusOf(await ask(at.port, `GET ${path} HTTP/1.1`, HOST)), 400);
    assert.deepEqual(at.house.asked, []);
  });
}

test("conformance 3.17 H16: double slashes are one (coreos-install -b BASE/)", async () => {
  await using at = await serve(small());
  assert.equal(statusOf(await ask(at.port, "GET //v//file HTTP/1.1", HOST)), 200);
  assert.equal(statusOf(await ask(at.port, "GET /v HTTP/1.1", HOST)), 404);
});

const protocol: Record<string, { bytes: string; status: number }> = {
  "H17: absolute-form": {
    bytes: `GET http://127.0.0.1/ HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`,
    status: 400,
  },
  "H17: two Hosts": { bytes: `GET / HTTP/1.1\r\n${HOST}\r\nHost: evil\r\nConnection: close\r\n\r\n`, status: 400 },
  "H17: no Host": { bytes: "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", status: 400 },
  "H17: no Host in HTTP/1.0": { bytes: "GET / HTTP/1.0\r\n\r\n", status: 400 },
  "H17: foreign Host": { bytes: "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", status: 421 },
  "H18: Content-Length and Transfer-Encoding": {
    bytes: `POST /runs/good/done HTTP/1.1\r\n${HOST}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    status: 400,
  },
  "H18: two Content-Lengths": {
    bytes: `POST /runs/good/done HTTP/1.1\r\n${HOST}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    status: 400,
  },
  "H18: bare LF": { bytes: `GET / HTTP/1.1\n${HOST}\n\n`, status: 400 },
  "H18: bare LF behind one field": { bytes: `GET / HTTP/1.1\r\n${HOST}\nX: y\r\n\r\n`, status: 400 },
  "H18: TE: xchunked": {
    bytes: `POST /runs/good/done HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    status: 400,
  },
  "H18: TE: gzip, chunked": {
    bytes: `POST /runs/good/done HTTP/1.1\r\n${HOST}\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    status: 400,
  },
  "H19: 17 KiB of header": { bytes: `GET / HTTP/1.1\r\n${HOST}\r\nX: ${"x".repeat(17 * 1024)}\r\n\r\n`, status: 431 },
  "H20: TRACE": { bytes: `TRACE / HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`, status: 405 },
  "H20: CONNECT": { bytes: `CONNECT evil.example:443 HTTP/1.1\r\n${HOST}\r\n\r\n`, status: 405 },
  "H20: FOO": { bytes: `FOO / HTTP/1.1\r\n${HOST}\r\n\r\n`, status: 501 },
  "H20: PROPFIND": { bytes: `PROPFIND / HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`, status: 405 },
  "no HTTP at all": { bytes: "\x16\x03\x01\x02\x00\x01\x00", status: 400 },
};
for (const [sentence, { bytes: sent, status }] of Object.entries(protocol)) {
  test(`conformance 3.17 ${sentence} is answered ${status}, and nothing is done`, async () => {
    await using at = await serve();
    const answer = await raw(at.port, sent);
    assert.equal(statusOf(answer), status);
    if (status === 421) assert.equal(bodyOf(answer), "");
    assert.deepEqual([at.house.asked, at.house.reports, at.house.logged], [[], [], []]);
  });
}

test("conformance 3.17 H21: a hundred pipelined GETs are answered in order", async () => {
  const house = new MemoryHouse();
  for (let i = 0; i < 100; i++) house.files.set(`v/${i}`, memoryFile(`file ${i};`));
  await using at = await serve(house);
  const all = Array.from(
    { length: 100 },
    (_, i) => `GET /v/${i} HTTP/1.1\r\n${HOST}\r\n${i === 99 ? "Connection: close\r\n" : ""}\r\n`,
  ).join("");
  const order = [...(await raw(at.port, all)).matchAll(/file (\d+);/g)].map((match) => Number(match[1]));
  assert.deepEqual(
    order,
    Array.from({ length: 100 }, (_, i) => i),
  );
});

test("conformance 3.17 H22: a medium that ends mid-body resets the connection; one that is gone is 503 with Retry-After", async () => {
  const stick = join(folder, "stick");
  await writeFile(stick, Buffer.alloc(8 * 1024 * 1024));
  const size = 64 * 1024 * 1024;
  const { house, lost } = houseWithImage({ content: { kind: "file", path: stick, start: 0, size } });
  await using at = await serve(house);
  await assert.rejects(async () => (await fetch(at.url + PATH)).arrayBuffer());
  assert.match(lost[0] ?? "", /it ended at byte 8388608 and ends \d+ bytes too early/);
  await rm(stick);
  const answer = await fetch(at.url + PATH);
  assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "10"]);
  assert.equal(lost.length, 2);
  assert.deepEqual(house.logged, []);
});

test("a stranger, curl, resumes and takes two ranges; wget continues; both get the very bytes", async () => {
  const { house } = houseWithImage();
  await using at = await serve(house);
  const [byCurl, byWget] = [join(folder, "by-curl"), join(folder, "by-wget")];
  for (const half of [byCurl, byWget]) await writeFile(half, bytes.subarray(0, 1_000_000));
  await run("curl", ["-sSf", "-C", "-", "-o", byCurl, at.url + PATH]);
  await run("wget", ["-q", "--continue", "-O", byWget, at.url + PATH]);
  await run("wget", ["-q", "--spider", at.url + PATH]);
  for (const file of [byCurl, byWget]) assert.ok(bytes.equals(await readFile(file)));
  const { stdout } = await run("curl", ["-sSf", "-r", "0-1,3000000-3000001", at.url + PATH], { encoding: "buffer" });
  assert.ok(stdout.includes(Buffer.from("Content-Range: bytes 3000000-3000001/3145745")));
});

async function leaveEarly(port: number, request: string): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(request);
  await once(socket, "data");
  socket.resetAndDestroy();
  await once(socket, "close");
}

async function readLinkOrNothing(path: string): Promise<string> {
  const { readlink } = await import("node:fs/promises");
  return readlink(path).catch(() => "");
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}
