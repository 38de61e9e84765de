import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readlinkSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { after, test } from "node:test";
import type { Content } from "../../../appliance/bytes/content.ts";
import { encodePacket } from "../../../appliance/tftp/packet.ts";
import { pause, RawClient, serve } from "./wire.ts";

const folder = mkdtempSync(path.join(tmpdir(), "rackseed-tftp-"));
after(() => rmSync(folder, { recursive: true }));

const bytes = (length: number, seed = 31): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, index) => (index * seed + (index >> 8)) & 0xff));

const inMemory = (length: number): Content => ({ kind: "bytes", bytes: bytes(length) });

function onDisk(name: string, content: Buffer): Content & { kind: "file" } {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return { kind: "file", path: file, start: 0, size: content.length };
}

/** How often this process has a file below our folder open. */
const openHandles = (): number =>
  readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  }).length;

test("F1, F9: a transfer of its own port; a stranger hears ERROR 5 and the transfer goes on", async () => {
  await using box = await serve({ a: inMemory(1000) });
  using client = await RawClient.open(box.server.port);
  using samePlace = await RawClient.open(box.server.port);
  using otherAddress = await RawClient.open(box.server.port, "127.0.0.2");
  client.request("a");
  const first = await client.next();
  assert.ok(first?.packet.kind === "data" && first.from.port !== box.server.port);
  for (const stranger of [samePlace, otherAddress]) {
    stranger.ack(1, first.from.port);
    assert.deepEqual(await stranger.listen(), ["ERROR 5"]);
    stranger.raw(encodePacket({ kind: "error", code: 0, text: "" }), first.from.port);
    assert.deepEqual(await stranger.listen(), [], "an ERROR is never answered");
  }
  client.ack(1, first.from.port);
  assert.deepEqual(await client.listen(), ["DATA 2 (488)"]);
  client.ack(2, first.from.port);
  assert.equal((await box.reported("finished")).bytes, 1000);
});

test("F10, N9: an unanswered block comes again after one second", async () => {
  await using box = await serve({ a: inMemory(10) });
  using client = await RawClient.open(box.server.port);
  client.request("a");
  await client.next();
  const since = performance.now();
  await client.next();
  const waited = performance.now() - since;
  assert.ok(waited > 900 && waited < 1400, `${waited} ms`);
});

test("F13: the size probe of UEFI firmware is an end without a failure, and the next request is served", async () => {
  await using box = await serve({ "shimx64.efi": inMemory(5000) });
  using client = await RawClient.open(box.server.port);
  client.request("shimx64.efi", { tsize: 0, blksize: 1468, windowsize: 4 });
  const oack = await client.next();
  client.raw(encodePacket({ kind: "error", code: 8, text: "User aborted the transfer" }), oack?.from.port);
  const end = await box.reported("aborted");
  assert.deepEqual([end.probe, end.reason], [true, "client aborted (8) User aborted the transfer"]);
  assert.deepEqual(await client.read("shimx64.efi", { blksize: 1468, windowsize: 4 }), bytes(5000));
});

test("F14: the same request three times within 100 ms is one transfer", async () => {
  await using box = await serve({ a: inMemory(2000) });
  using client = await RawClient.open(box.server.port);
  client.request("a");
  client.request("a");
  client.request("a");
  assert.deepEqual(await client.listen(), ["DATA 1 (512)"]);
  assert.equal(box.server.transfers, 1);
});

test("F15: the same file from another port is another transfer; from the same port it replaces the old one", async () => {
  await using box = await serve({ a: inMemory(2000), b: inMemory(3) });
  using client = await RawClient.open(box.server.port);
  using rebooted = await RawClient.open(box.server.port);
  client.request("a");
  rebooted.request("a");
  const [one, other] = [await client.next(), await rebooted.next()];
  assert.notEqual(one?.from.port, other?.from.port);
  assert.equal(box.server.transfers, 2);
  client.request("b");
  assert.deepEqual(await client.listen(), ["DATA 1 (3)"]);
  assert.equal(box.server.transfers, 2);
});

const answers: Record<string, [send: (client: RawClient) => void, heard: string[]]> = {
  "F4 mode mail": [(client) => client.request("a", {}, "mail"), ["ERROR 4"]],
  "F4 mode xyz": [(client) => client.request("a", {}, "xyz"), ["ERROR 4"]],
  "F4 mode OcTeT": [(client) => client.request("a", {}, "OcTeT"), ["DATA 1 (10)"]],
  "F16 a write": [(client) => client.request("a", {}, "octet", "wrq"), ["ERROR 2"]],
  "F17 a missing file": [(client) => client.request("nix"), ["ERROR 1"]],
  "N1 an unknown option alone": [(client) => client.request("a", { foo: 1 }), ["DATA 1 (10)"]],
  "N4 an option without a value": [(client) => client.raw(Buffer.from("\0\x01a\0octet\0blksize\0")), ["ERROR 4"]],
  "N5 an option twice": [(client) => client.raw(Buffer.from("\0\x01a\0octet\0tsize\x000\0tsize\x000\0")), ["ERROR 8"]],
  "N11 a request of 600 bytes": [(client) => client.request("a".repeat(600)), ["ERROR 4"]],
  "K7 an MTU of 1280": [(client) => client.request("a", { blksize: 1468 }), ["OACK blksize=1248"]],
  "Z1 the size": [(client) => client.request("a", { tsize: 0 }), ["OACK tsize=10"]],
  "Z10 the size of a missing file": [(client) => client.request("nix", { tsize: 0 }), ["ERROR 1"]],
  "Z12 a write with a size": [(client) => client.request("a", { tsize: 2 ** 40 }, "octet", "wrq"), ["ERROR 2"]],
  "trust 36 control characters in the name": [(client) => client.request("a\nb"), ["ERROR 4"]],
  "trust 41 an OACK to the main port": [
    (client) => client.raw(encodePacket({ kind: "oack", options: [{ name: "blksize", value: "8" }] })),
    [],
  ],
  "an ACK, an ERROR, an unknown opcode and nothing at all to the main port": [
    (client) => {
      client.ack(1, client.to);
      client.raw(encodePacket({ kind: "error", code: 1, text: "" }));
      client.raw(Buffer.from([0, 77]));
      client.raw(Buffer.alloc(0));
    },
    [],
  ],
};
for (const [sentence, [send, heard]] of Object.entries(answers)) {
  test(sentence, async () => {
    await using box = await serve({ a: inMemory(10) }, { mtu: sentence.startsWith("K7") ? 1280 : 1500 });
    using client = await RawClient.open(box.server.port);
    send(client);
    // A busy computer takes its time; an unanswered block comes again after a second.
    assert.deepEqual(await client.listen(60, heard.length > 0 ? 900 : 60), heard);
  });
}

test("F17, F25: fifteen misses are answered within 5 ms each (median), from the main port, without a path", async () => {
  await using box = await serve({});
  using client = await RawClient.open(box.server.port);
  const times: number[] = [];
  for (let count = 0; count < 15; count += 1) {
    const since = performance.now();
    client.request(`pxelinux.cfg/${count}`);
    const got = await client.next();
    times.push(performance.now() - since);
    assert.ok(got?.packet.kind === "error" && got.packet.text === "no such file" && got.from.port === box.server.port);
  }
  const median = times.sort((a, b) => a - b)[7] ?? Infinity;
  assert.ok(median < 5, `${median} ms`);
  assert.equal(box.reports.filter((report) => report.kind === "missed").length, 15);
});

test("F18, trust 40: ports that would answer back hear nothing (67, 69, 53, 123)", async (t) => {
  await using box = await serve({ a: inMemory(10) });
  for (const port of [67, 69, 53, 123]) {
    using client = await RawClient.open(box.server.port, "127.0.0.3", port).catch((error: unknown) => {
      t.skip(`needs the right to bind port ${port}: ${String(error)}`);
      throw error;
    });
    client.request("a");
    client.request("nix");
    assert.deepEqual(await client.listen(), []);
  }
});

test("F19: a file that is replaced during its transfer is read to its end, and the next client gets the new one", async () => {
  const [old, young] = [bytes(300_000), bytes(300_000, 17)];
  const file = onDisk("replaced", old);
  await using box = await serve({ replaced: file });
  using client = await RawClient.open(box.server.port);
  using later = await RawClient.open(box.server.port);
  let packets = 0;
  const reading = client.read("replaced", { blksize: 1024 }, () => {
    packets += 1;
    if (packets === 20) {
      renameSync(onDisk("young", young).path, file.path);
    }
    return false;
  });
  assert.deepEqual(await reading, old);
  assert.deepEqual(await later.read("replaced", { blksize: 1024 }), young);
});

test("F20, trust 44: a file that shrinks or vanishes ends in ERROR 0 and a failure", async () => {
  const file = onDisk("shrinking", bytes(400_000));
  await using box = await serve({ shrinking: file, gone: { ...file, path: path.join(folder, "gone") } });
  using client = await RawClient.open(box.server.port);
  let packets = 0;
  const reading = client.read("shrinking", { blksize: 1024 }, () => {
    packets += 1;
    if (packets === 20) {
      truncateSync(file.path, 1000);
    }
    return false;
  });
  await assert.rejects(reading, /ERROR 0: the file cannot be read/);
  assert.match((await box.reported("failed")).reason, /ended at byte/);
  await assert.rejects(client.read("gone"), /ERROR 0/);
});

test("F21, F22, trust 43: 600 at once are served from one open file, the 601st and a fifth of one address hear nothing", async () => {
  const content = bytes(90_000);
  await using box = await serve({ big: onDisk("big", content) });
  const clients: RawClient[] = [];
  try {
    const firsts = [];
    for (let index = 0; index < 600; index += 1) {
      const client = await RawClient.open(box.server.port, `127.0.1.${1 + (index >> 2)}`);
      clients.push(client);
      client.request("big", { blksize: 1408 });
      firsts.push(await client.next());
    }
    assert.ok(firsts.every((first) => first?.packet.kind === "oack"));
    assert.equal(box.server.transfers, 600);
    assert.equal(openHandles(), 1);
    using late = await RawClient.open(box.server.port, "127.0.2.1");
    late.request("big");
    assert.deepEqual(await late.listen(), []);
    assert.equal((await box.reported("silent")).reason, "600 transfers run");
    await box.server.stop();
  } finally {
    for (const client of clients) {
      client[Symbol.dispose]();
    }
  }
  await using again = await serve({ big: onDisk("big", content) });
  const fifty = Array.from({ length: 200 }, async (_, index) => {
    using client = await RawClient.open(again.server.port, `127.0.1.${1 + (index >> 2)}`);
    assert.ok((await client.read("big", { blksize: 1408 })).equals(content));
  });
  await Promise.all(fifty);
  using crowd = await RawClient.open(again.server.port, "127.0.3.1");
  const others = await Promise.all([1, 2, 3, 4].map(() => RawClient.open(again.server.port, "127.0.3.1")));
  for (const other of others) {
    other.request("big");
    assert.ok(await other.next());
  }
  crowd.request("big");
  assert.deepEqual(await crowd.listen(), []);
  others.forEach((other) => other[Symbol.dispose]());
});

test("F24: a client that closes its port ends the transfer at once (ICMP port unreachable)", async () => {
  await using box = await serve({ a: inMemory(20_000) });
  const client = await RawClient.open(box.server.port);
  client.request("a", { blksize: 512, windowsize: 4 });
  const oack = await client.next();
  client.ack(0, oack?.from.port ?? 0);
  client[Symbol.dispose]();
  const since = performance.now();
  assert.equal((await box.reported("gaveUp")).reason, "the client closed its port");
  assert.ok(performance.now() - since < 500);
  assert.equal(box.server.transfers, 0);
});

test("F23: no port is used for two transfers within a minute", async () => {
  await using box = await serve({ a: inMemory(3) });
  const ports = new Set<number>();
  for (let index = 0; index < 300; index += 1) {
    using client = await RawClient.open(box.server.port);
    client.request("a");
    const got = await client.next();
    client.ack(1, got?.from.port ?? 0);
    ports.add(got?.from.port ?? 0);
  }
  assert.equal(ports.size, 300);
});

test("W1–W3, W12: nothing but the OACK before ACK 0; then windows, resumed right behind the acknowledged block", async () => {
  await using box = await serve({ a: inMemory(100_000) });
  using client = await RawClient.open(box.server.port);
  client.request("a", { windowsize: 16 });
  const oack = await client.next();
  assert.deepEqual(await client.listen(), []);
  const port = oack?.from.port ?? 0;
  const numbers = (said: string[]): string => `${said[0] ?? ""} … ${said.at(-1) ?? ""}, ${said.length}`;
  client.ack(0, port);
  assert.equal(numbers(await client.listen()), "DATA 1 (512) … DATA 16 (512), 16");
  client.ack(10, port);
  assert.equal(numbers(await client.listen()), "DATA 11 (512) … DATA 26 (512), 16");
  client.ack(26, port);
  assert.equal(numbers(await client.listen()), "DATA 27 (512) … DATA 42 (512), 16");
});

test("trust 2.6: outside the served subnets silence; without a DHCP exchange one packet", async () => {
  await using box = await serve(
    { a: inMemory(10) },
    { mayAsk: (address) => (address === "127.0.0.2" ? "no" : address === "127.0.0.3" ? "once" : "yes") },
  );
  using outside = await RawClient.open(box.server.port, "127.0.0.2");
  outside.request("a");
  outside.request("nix");
  outside.request("a", {}, "mail");
  assert.deepEqual(await outside.listen(), []);
  using once = await RawClient.open(box.server.port, "127.0.0.3");
  once.request("a");
  assert.deepEqual(await once.listen(1600), ["DATA 1 (10)"]);
});

test("trust 39: a storm of ACKs changes nothing and the transfer goes on", async () => {
  await using box = await serve({ a: inMemory(2000) });
  using client = await RawClient.open(box.server.port);
  client.request("a");
  const port = (await client.next())?.from.port ?? 0;
  for (let count = 0; count < 20_000; count += 1) {
    client.ack(count % 3 === 0 ? 0 : 40_000, port);
    if (count % 100 === 0) {
      await pause(0);
    }
  }
  assert.deepEqual(
    (await client.listen(200)).filter((said) => said !== "DATA 1 (512)"),
    [],
  );
  client.ack(1, port);
  assert.deepEqual(await client.listen(), ["DATA 2 (512)"]);
});

test("trust 42, 44: a device or a folder is not served", async () => {
  const device: Content = { kind: "file", path: "/dev/zero", start: 0, size: 0 };
  await using box = await serve({ device, folder: { ...device, path: folder } });
  using client = await RawClient.open(box.server.port);
  await assert.rejects(client.read("device"), /ERROR 0/);
  await assert.rejects(client.read("folder"), /ERROR 0/);
});

test("W11: on a wire that loses 1 % the bytes are right, in lockstep and in windows", async () => {
  const content = bytes(500_000);
  await using box = await serve({ big: onDisk("lossy", content) });
  let seed = 42;
  const lossy = (): boolean => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31 < 0.01;
  };
  for (const windowsize of [4, 16, 64]) {
    using client = await RawClient.open(box.server.port);
    assert.ok((await client.read("big", { blksize: 1468, windowsize }, lossy)).equals(content));
  }
  using lockstep = await RawClient.open(box.server.port);
  assert.ok((await lockstep.read("big", { blksize: 1468 }, lossy)).equals(content));
});
