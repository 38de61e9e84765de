// HTTP requests out of a packet capture: classic pcap, Ethernet, IPv4, TCP. A request is taken from the one segment
// that it fits in, which holds for every client that matters here.
import { readFile } from "node:fs/promises";

export interface HttpRequest {
  method: string;
  path: string;
  headers: readonly (readonly [name: string, value: string])[];
}

export async function httpRequests(pcapFile: string): Promise<HttpRequest[]> {
  const segments = [...tcpPayloads(await readFile(pcapFile))];
  return segments.map(parseRequest).filter((request) => request !== undefined);
}

// pcap: 24 bytes of file header, then for each packet 16 bytes (seconds, microseconds, captured length, length) and itself
function* tcpPayloads(pcap: Buffer): Generator<Buffer> {
  if (pcap.readUInt32LE(0) !== 0xa1b2c3d4) throw new Error("not a little-endian pcap file");
  for (let at = 24; at + 16 <= pcap.length; ) {
    const length = pcap.readUInt32LE(at + 8);
    const payload = tcpPayload(pcap.subarray(at + 16, at + 16 + length));
    if (payload !== undefined) yield payload;
    at += 16 + length;
  }
}

function tcpPayload(frame: Buffer): Buffer | undefined {
  if (frame.length < 54 || frame.readUInt16BE(12) !== 0x0800 || frame[23] !== 6) return undefined;
  const packet = frame.subarray(14, 14 + frame.readUInt16BE(16));
  const segment = packet.subarray((packet.readUInt8(0) & 0x0f) * 4); // IHL, in words
  return segment.subarray((segment.readUInt8(12) >> 4) * 4); // data offset, in words
}

function parseRequest(payload: Buffer): HttpRequest | undefined {
  const [head = ""] = payload.toString("latin1").split("\r\n\r\n");
  const [line = "", ...rows] = head.split("\r\n");
  const [, method, path] = /^(GET|HEAD|POST) (\S+) HTTP\/1\.[01]$/.exec(line) ?? [];
  if (method === undefined || path === undefined) return undefined;
  const headers = rows.map((row) => [row.slice(0, row.indexOf(":")), row.slice(row.indexOf(":") + 1).trim()] as const);
  return { method, path, headers };
}
