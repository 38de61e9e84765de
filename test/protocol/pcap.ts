import { readFileSync } from "node:fs";
import { ByteReader } from "../../appliance/bytes/reader.ts";
import { type Ipv4, ipv4FromBytes } from "../../appliance/net/ipv4.ts";

/** One UDP datagram out of a capture. */
export interface CapturedDatagram {
  readonly source: Ipv4;
  readonly destination: Ipv4;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Buffer;
  /** When it was seen, in seconds since 1970. */
  readonly seconds: number;
}

const LITTLE_ENDIAN_MAGIC = 0xd4c3b2a1;
const ETHERNET = 1;
const IPV4 = 0x0800;
const UDP = 17;

/** The UDP datagrams of a capture file: pcap → Ethernet → IPv4 (no fragments) → UDP. All else in it is passed over. */
export function datagrams(path: string | URL): CapturedDatagram[] {
  const capture = new ByteReader(readFileSync(path));
  if (capture.u32("magic") !== LITTLE_ENDIAN_MAGIC) throw new Error(`${String(path)} is no little-endian pcap`);
  capture.take(16, "version, zone, accuracy, length");
  if (capture.take(4, "link type").readUInt32LE(0) !== ETHERNET) throw new Error(`${String(path)} is not of an Ethernet`);
  const found: CapturedDatagram[] = [];
  while (capture.remaining > 0) {
    const seconds = capture.take(4, "seconds").readUInt32LE(0) + capture.take(4, "microseconds").readUInt32LE(0) / 1e6;
    const length = capture.take(4, "captured length").readUInt32LE(0);
    capture.take(4, "original length");
    const datagram = udpOf(capture.take(length, "frame"));
    if (datagram !== undefined) found.push({ ...datagram, seconds });
  }
  return found;
}

function udpOf(bytes: Buffer): Omit<CapturedDatagram, "seconds"> | undefined {
  const frame = new ByteReader(bytes);
  frame.take(12, "destination and source");
  if (frame.u16("type") !== IPV4) return undefined;
  const headerBytes = (frame.u8("version and length") & 0x0f) * 4;
  frame.take(8, "service to time to live");
  if (frame.u8("protocol") !== UDP) return undefined;
  frame.take(2, "checksum");
  const source = ipv4FromBytes(frame.take(4, "source"));
  const destination = ipv4FromBytes(frame.take(4, "destination"));
  frame.take(headerBytes - 20, "IP options");
  const sourcePort = frame.u16("source port");
  const destinationPort = frame.u16("destination port");
  const length = frame.u16("UDP length");
  frame.take(2, "UDP checksum");
  return { source, destination, sourcePort, destinationPort, payload: frame.take(length - 8, "payload") };
}
