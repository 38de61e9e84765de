import { ByteReader, MalformedError } from "../bytes/reader.ts";
import { ByteWriter } from "../bytes/writer.ts";

export interface TftpOption {
  readonly name: string;
  readonly value: string;
}

export interface TftpRequest {
  readonly kind: "rrq" | "wrq";
  readonly name: string;
  readonly mode: string;
  readonly options: readonly TftpOption[];
}

export type TftpPacket =
  | TftpRequest
  | { readonly kind: "data"; readonly block: number; readonly bytes: Buffer }
  | { readonly kind: "ack"; readonly block: number }
  | { readonly kind: "error"; readonly code: number; readonly text: string }
  | { readonly kind: "oack"; readonly options: readonly TftpOption[] };

/** RFC 1350 appendix I and RFC 2347: the number after the opcode of an ERROR. */
export const TFTP_ERROR = {
  undefined: 0,
  notFound: 1,
  accessViolation: 2,
  diskFull: 3,
  illegalOperation: 4,
  unknownTransfer: 5,
  optionRefused: 8,
} as const;

const OPCODE = { rrq: 1, wrq: 2, data: 3, ack: 4, error: 5, oack: 6 } as const;

/** RFC 2347: a request with all its options fits in 512 bytes. */
const LONGEST_REQUEST = 512;

const isRequest = (opcode: number): boolean => opcode === OPCODE.rrq || opcode === OPCODE.wrq;

/** Does the datagram at least claim to be a request? Only a request, however damaged, is worth an ERROR 4. */
export const claimsRequest = (datagram: Buffer): boolean => datagram.length >= 2 && isRequest(datagram.readUInt16BE(0));

export function decodePacket(datagram: Buffer): TftpPacket {
  const packet = new ByteReader(datagram);
  const opcode = packet.u16("opcode");
  switch (opcode) {
    case OPCODE.rrq:
      return { kind: "rrq", ...decodeRequest(packet) };
    case OPCODE.wrq:
      return { kind: "wrq", ...decodeRequest(packet) };
    case OPCODE.data:
      return { kind: "data", block: packet.u16("block"), bytes: packet.rest() };
    case OPCODE.ack:
      return { kind: "ack", block: packet.u16("block") };
    case OPCODE.error:
      return { kind: "error", code: packet.u16("error code"), text: decodeErrorText(packet.rest()) };
    case OPCODE.oack:
      return { kind: "oack", options: decodeOptions(packet) };
    default:
      throw new MalformedError(`opcode ${opcode} is not a TFTP operation`);
  }
}

// RRQ, WRQ: opcode 1 or 2 (2 bytes) · name · 0 · mode · 0 · { option · 0 · value · 0 }      RFC 1350 §5, RFC 2347
function decodeRequest(packet: ByteReader): Omit<TftpRequest, "kind"> {
  if (packet.bytes.length > LONGEST_REQUEST) {
    throw new MalformedError(`a request has at most ${LONGEST_REQUEST} bytes, this one has ${packet.bytes.length}`);
  }
  return { name: text(packet, "file name"), mode: text(packet, "mode").toLowerCase(), options: decodeOptions(packet) };
}

function decodeOptions(packet: ByteReader): TftpOption[] {
  const options: TftpOption[] = [];
  // What follows the last NUL is not a string: old ROMs send a buffer of fixed length with rubbish at its end.
  while (packet.bytes.indexOf(0, packet.offset) >= 0) {
    const name = text(packet, "option name");
    options.push({ name, value: text(packet, `value of option ${name}`) });
  }
  return options;
}

/** A string up to its NUL. Names in UTF-8 are fine; control characters in one are an attack on somebody's terminal. */
function text(packet: ByteReader, field: string): string {
  const end = packet.bytes.indexOf(0, packet.offset);
  if (end < 0) {
    throw new MalformedError(`packet ends inside "${field}" (offset ${packet.offset}, no NUL)`);
  }
  const bytes = packet.take(end - packet.offset, field);
  packet.take(1, `NUL behind ${field}`);
  const decoded = bytes.toString("utf8");
  if (/[\p{Cc}\ufffd]/u.test(decoded)) {
    throw new MalformedError(`"${field}" holds control characters or bytes that are no text`);
  }
  return decoded;
}

/** The client's own words, for the log only: whatever they are, they must not make us drop the ERROR. */
function decodeErrorText(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end < 0 ? bytes.length : end).toString("latin1");
}

export function encodePacket(packet: TftpPacket): Buffer {
  const writer = new ByteWriter().u16(OPCODE[packet.kind]);
  switch (packet.kind) {
    case "rrq":
    case "wrq":
      writeText(writeText(writer, packet.name), packet.mode);
      return writeOptions(writer, packet.options).toBuffer();
    case "data":
      return writer.u16(packet.block).bytes(packet.bytes).toBuffer();
    case "ack":
      return writer.u16(packet.block).toBuffer();
    case "error":
      return writeText(writer.u16(packet.code), packet.text).toBuffer();
    case "oack":
      return writeOptions(writer, packet.options).toBuffer();
  }
}

// DATA: opcode 3 (2 bytes) · block number (2 bytes) · 0 to blksize bytes                     RFC 1350 §5
/** The head alone: the bytes behind it are a view of a cached chunk, and the kernel joins the two. */
export function dataHead(block: number): Buffer {
  // RFC 1350 does not say what follows block 65535; PXE ROMs, GRUB, pxelinux and every client in our tests expect 0.
  return Buffer.from([0, OPCODE.data, (block >>> 8) & 0xff, block & 0xff]);
}

/** An ACK without building an object: one arrives for every block of a lockstep transfer. */
export const ackedBlock = (datagram: Buffer): number | undefined =>
  datagram.length >= 4 && datagram.readUInt16BE(0) === OPCODE.ack ? datagram.readUInt16BE(2) : undefined;

const writeText = (writer: ByteWriter, value: string): ByteWriter => writer.bytes(Buffer.from(value, "utf8")).u8(0);

function writeOptions(writer: ByteWriter, options: readonly TftpOption[]): ByteWriter {
  for (const option of options) {
    writeText(writeText(writer, option.name), option.value);
  }
  return writer;
}
