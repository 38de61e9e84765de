import assert from "node:assert/strict";
import { it } from "node:test";

import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { explainPacket } from "../../../appliance/trace/explain-packet.ts";
import type { Packet } from "../../../appliance/trace/packet.ts";
import { checksum, datagram, pcapng } from "../../../appliance/trace/pcapng.ts";
import { Packets } from "../../../appliance/trace/packets.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const packet = (bytes: Buffer, more: Partial<Packet> = {}): Packet => ({
  at: 1_795_269_731_204.5,
  direction: "in",
  protocol: "tftp",
  from: { address: parseIpv4("10.77.0.9"), port: 2070 },
  to: { address: parseIpv4("10.77.0.1"), port: 69 },
  bytes,
  length: bytes.length,
  ...more,
});
const ack = Buffer.from([0, 4, 0, 1]);

it("blocks follow each other to the end, each with its length before and behind it", () => {
  const file = pcapng([packet(ack), packet(Buffer.from("odd"))]);
  const types: string[] = [];
  for (let at = 0; at < file.length;) {
    const length = file.readUInt32LE(at + 4);
    types.push(file.readUInt32LE(at).toString(16));
    assert.equal(length % 4, 0);
    assert.equal(file.readUInt32LE(at + length - 4), length);
    at += length;
  }
  assert.deepEqual(types, ["a0d0d0a", "1", "6", "6"]);
});

it("a capture's time is in microseconds", () => {
  const file = pcapng([packet(ack)]);
  const block = 28 + 20;
  const micros = (BigInt(file.readUInt32LE(block + 12)) << 32n) | BigInt(file.readUInt32LE(block + 16));
  assert.equal(micros, 1_795_269_731_204_500n);
});

it("the checksums are the ones that a receiver computes (RFC 791, RFC 768, RFC 1071)", () => {
  const example = Buffer.from("4500003044224000800600008c7c19acae241e2b", "hex");
  assert.equal(checksum(example), 0x442e);
  const sent = datagram(packet(Buffer.from("odd")));
  assert.equal(checksum(sent.subarray(0, 20)), 0, "the header sums up to zero with its own checksum");
  const pseudo = Buffer.concat([sent.subarray(12, 20), Buffer.from([0, 17]), sent.subarray(24, 26)]);
  assert.equal(checksum(Buffer.concat([pseudo, sent.subarray(20)])), 0);
});

it("file data that was left out is missing in the capture and counted in its length, without a checksum", () => {
  const sent = datagram(packet(Buffer.from([0, 3, 0, 1]), { length: 1472 }));
  assert.equal(sent.readUInt16BE(2), 1500);
  assert.equal(sent.readUInt16BE(26), 0);
  assert.equal(sent.length, 32);
});

it("packets are explained, damaged ones too", () => {
  assert.equal(explainPacket(packet(ack)), "ACK block 1");
  assert.equal(
    explainPacket(packet(Buffer.from([0, 3, 0, 1]), { length: 1472 })),
    "DATA block 1, 1468 bytes, not kept",
  );
  assert.equal(explainPacket(packet(Buffer.from("\0\x01shim\x1b.efi\0octet\0", "latin1"))).slice(0, 8), "damaged:");
  assert.match(explainPacket(packet(Buffer.from("short"), { protocol: "dhcp" })), /^damaged: /);
});

it("64 packets of a machine are kept, of 500 machines", () => {
  const packets = new Packets();
  const mac = (index: number): ReturnType<typeof parseMac> =>
    parseMac(
      `52:54:00:00:${(index >> 8).toString(16).padStart(2, "0")}:${(index & 255).toString(16).padStart(2, "0")}`,
    );
  for (let index = 0; index < 100; index++) packets.add(mac(0), packet(ack, { at: index }));
  assert.deepEqual([packets.of(mac(0)).length, packets.of(mac(0))[0]?.at], [64, 36]);
  for (let index = 1; index <= 500; index++) packets.add(mac(index), packet(ack));
  assert.equal(packets.of(mac(0)).length, 0);
  assert.equal(packets.of(mac(500)).length, 1);
});
