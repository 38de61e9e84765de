import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { MalformedError } from "../../appliance/bytes/reader.ts";
import { clientOf } from "../../appliance/dhcp/client.ts";
import { decode } from "../../appliance/dhcp/decode.ts";
import { encode } from "../../appliance/dhcp/encode.ts";
import { explain } from "../../appliance/dhcp/explain.ts";
import { Scene } from "../unit/dhcp/scene.ts";
import { datagrams } from "./pcap.ts";

const folder = new URL("./captures/", import.meta.url);
const captures = readdirSync(folder).filter((name) => name.endsWith(".pcap"));
const messagesOf = (name: string): Buffer[] =>
  datagrams(new URL(name, folder))
    .filter(({ sourcePort, destinationPort }) => [67, 68].includes(sourcePort) && [67, 68].includes(destinationPort))
    .map(({ payload }) => payload);

/** Decodes, explains and decides; damage is a MalformedError and nothing else. True when it was a message. */
function survives(bytes: Buffer, scene: Scene): boolean {
  scene.hearBytes(bytes);
  try {
    const message = decode(bytes);
    explain(message);
    return true;
  } catch (thrown) {
    if (thrown instanceof MalformedError) return false;
    throw thrown;
  }
}

for (const name of captures) {
  test(`every DHCP message of ${name} explains itself as before`, () => {
    const text = `${messagesOf(name).map((bytes) => explain(decode(bytes))).join("\n---\n")}\n`;
    const golden = new URL(name.replace(/\.pcap$/, ".dhcp.txt"), folder);
    if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"));
  });

  test(`every DHCP message of ${name} encodes to the bytes that were captured`, () => {
    const messages = messagesOf(name);
    assert.ok(messages.length > 0);
    for (const bytes of messages) assert.deepEqual(encode(decode(bytes)).toString("hex"), bytes.toString("hex"));
  });

  test(`no cut and no flipped byte in ${name} crashes anything`, () => {
    const scene = new Scene();
    for (const bytes of distinct(messagesOf(name))) {
      for (let cut = 0; cut < bytes.length; cut += 1) survives(bytes.subarray(0, cut), scene);
      for (let at = 0; at < bytes.length; at += 1) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
        survives(flipped, scene);
      }
    }
  });
}

/** Messages that differ in more than transaction and time, so that the loops above stay short. */
function distinct(messages: readonly Buffer[]): Buffer[] {
  return [...new Map(messages.map((bytes) => [`${bytes.length} ${bytes.subarray(28, 34).toString("hex")}`, bytes])).values()].slice(0, 4);
}

test("a message cut before its options says in which field it ended", () => {
  const [first] = messagesOf("uefi-sb.pcap");
  assert.ok(first);
  assert.throws(() => decode(first.subarray(0, 40)), /packet ends inside "chaddr"/);
});

test("any bytes either decode or are malformed, and what decodes comes back equal from its encoding", () => {
  const head = messagesOf("uefi-sb.pcap")[0]?.subarray(0, 240) ?? Buffer.alloc(0);
  const scene = new Scene();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (random) => {
      const bytes = Buffer.concat([head, random]);
      if (!survives(bytes, scene)) return;
      const once = decode(bytes);
      assert.deepEqual(decode(encode(once)), once);
    }),
    { numRuns: 2000 },
  );
});

test("any options of any lengths survive encode and decode", () => {
  const piece = fc.record({ code: fc.integer({ min: 1, max: 254 }).filter((code) => code !== 52), value: fc.uint8Array({ maxLength: 60 }) });
  const first = messagesOf("uefi-sb.pcap")[0];
  assert.ok(first);
  const message = decode(first);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (list) => {
      const pieces = list.map(({ code, value }) => ({ code, value: Buffer.from(value) }));
      assert.deepEqual(decode(encode({ ...message, pieces })).pieces, pieces);
    }),
  );
});

test("iPXE, OVMF and AAVMF are recognised in their captures", () => {
  const seen = (name: string): string[] =>
    messagesOf(name)
      .map(decode)
      .filter(({ op }) => op === 1)
      .map(clientOf)
      .map((client) => `${client?.boot ?? "-"} ${String(client?.architectures)} ${client?.ipxe === true ? "iPXE" : "ROM"}`);
  assert.ok(seen("bios-ipxe.pcap").every((line) => line === "PXEClient 0 iPXE"));
  assert.ok(seen("uefi-sb.pcap").every((line) => line === "PXEClient 7 ROM"));
  assert.ok(seen("arm64.pcap").every((line) => line === "PXEClient 11 ROM"));
});
