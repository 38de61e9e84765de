import type { Ipv4 } from "../net/ipv4.ts";
import type { Packet } from "./packet.ts";

// The capture file format "pcapng" (IETF draft-ietf-opsawg-pcapng): blocks of type · length · body · length, little-endian here.

/** Raw IPv4 begins at its header: what lay around it on the wire is not known to a UDP socket, and not invented. */
const LINKTYPE_IPV4 = 228;
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER = 0x1a2b3c4d;
const IPV4_HEAD = 20;
const UDP_HEAD = 8;
const UDP = 17;

/** A file that tcpdump and Wireshark read: one section, one interface, one packet after the other. */
export function pcapng(packets: readonly Packet[]): Buffer {
  return Buffer.concat([
    block(SECTION_HEADER, Buffer.concat([u32(BYTE_ORDER), u16(1), u16(0), Buffer.alloc(8, 0xff)])),
    block(INTERFACE_DESCRIPTION, Buffer.concat([u16(LINKTYPE_IPV4), u16(0), u32(0)])),
    ...packets.map(packetBlock),
  ]);
}

function packetBlock(packet: Packet): Buffer {
  const bytes = datagram(packet);
  const micros = BigInt(Math.round(packet.at * 1000)); // the interface's resolution, when it says none, is a microsecond
  const captured = bytes.length;
  const original = IPV4_HEAD + UDP_HEAD + Math.max(packet.length, packet.bytes.length);
  const head = [u32(0), u32(Number(micros >> 32n)), u32(Number(micros & 0xffffffffn)), u32(captured), u32(original)];
  return block(ENHANCED_PACKET, Buffer.concat([...head, padded(bytes)]));
}

/** IPv4 and UDP headers in front of the payload, with their checksums.                              RFC 791 §3.1, RFC 768 */
export function datagram({ from, to, bytes, length }: Packet): Buffer {
  const whole = Math.max(length, bytes.length);
  const head = Buffer.alloc(IPV4_HEAD + UDP_HEAD);
  head.writeUInt8(0x45, 0);
  head.writeUInt16BE(IPV4_HEAD + UDP_HEAD + whole, 2);
  head.writeUInt8(64, 8);
  head.writeUInt8(UDP, 9);
  addressBytes(from.address).copy(head, 12);
  addressBytes(to.address).copy(head, 16);
  head.writeUInt16BE(checksum(head.subarray(0, IPV4_HEAD)), 10);
  head.writeUInt16BE(from.port, 20);
  head.writeUInt16BE(to.port, 22);
  head.writeUInt16BE(UDP_HEAD + whole, 24);
  // Zero says "none was made" (RFC 768): so it is where the data was left out, and nobody could check it.
  if (whole === bytes.length) head.writeUInt16BE(udpChecksum(head, bytes), 26);
  return Buffer.concat([head, bytes]);
}

function udpChecksum(head: Buffer, bytes: Buffer): number {
  const pseudo = Buffer.concat([head.subarray(12, 20), Buffer.from([0, UDP]), head.subarray(24, 26)]);
  return checksum(Buffer.concat([pseudo, head.subarray(20), bytes])) || 0xffff;
}

/** The one's complement of the one's complement sum of 16-bit words.                                           RFC 1071 */
export function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    sum += at + 1 < bytes.length ? bytes.readUInt16BE(at) : bytes.readUInt8(at) << 8;
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function block(type: number, body: Buffer): Buffer {
  const length = u32(12 + body.length);
  return Buffer.concat([u32(type), length, body, length]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const addressBytes = (address: Ipv4): Buffer => Buffer.from(address.split(".").map(Number));

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
