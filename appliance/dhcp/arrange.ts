import { ByteWriter } from "../bytes/writer.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { join } from "./decode.ts";
import { encodePieces } from "./encode.ts";
import { FILE_BYTES, HEAD_BYTES, type Message, type OptionPiece, REPLY, SNAME_BYTES } from "./message.ts";
import { OPTION, type OptionMap } from "./options/table.ts";

/** A reply before it is settled which option lies where. */
export interface Draft {
  readonly request: Message;
  readonly flags: number;
  readonly ciaddr: Ipv4;
  readonly yiaddr: Ipv4;
  readonly siaddr: Ipv4;
  /** Server name and boot file as text; each is left out where its field is lent to options. */
  readonly sname: string;
  readonly file: string;
  readonly options: OptionMap;
  /** Bytes of DHCP message that the client takes. */
  readonly limit: number;
}

export interface Arranged {
  readonly message: Message;
  /** Options that found no room. */
  readonly dropped: readonly number[];
}

/** What comes first stays longest when room is short. 1 before 3 is a MUST (RFC 2132 §3.3); 82 is always last (RFC 3046). */
const ORDER = [53, 52, 54, 51, 56, 1, 3, 6, 58, 59, 61, 60, 67, 66, 43, 97, 93, 94, 15, 28, 12, 2, 17, 42];
const MUST_FIT = new Set([53, 54, 51, 56, 61]);
const rank = (code: number): number =>
  ORDER.includes(code) ? ORDER.indexOf(code) : code === 150 ? 1000 : ORDER.length + code;

interface Field {
  room: number;
  readonly pieces: OptionPiece[];
}

/** Lays options into the options field, and where that is too small into `file`, then `sname` (option 52, RFC 2132 §9.3). */
export function arrange(draft: Draft): Arranged {
  const relay = draft.options.get(OPTION.relayInformation.code);
  const rest = [...draft.options]
    .filter(([code]) => code !== OPTION.relayInformation.code)
    .sort(([a], [b]) => rank(a) - rank(b));
  const room = draft.limit - HEAD_BYTES - 1;
  const needed = rest.filter(([code]) => MUST_FIT.has(code)).reduce((sum, [, value]) => sum + sizeOf(value), 0);
  const echo = relay !== undefined && needed + sizeOf(relay) <= room ? relay : undefined;
  const roomy = [0, 1]
    .map((lent) => attempt(draft, rest, echo, room, lent))
    .find(({ dropped }) => dropped.length === 0);
  const best = roomy ?? attempt(draft, rest, echo, room, 3);
  return {
    message: best.message,
    dropped: relay === echo ? best.dropped : [...best.dropped, OPTION.relayInformation.code],
  };
}

function attempt(
  draft: Draft,
  rest: [number, Buffer][],
  echo: Buffer | undefined,
  room: number,
  lent: number,
): Arranged {
  const options: Field = { room: room - (echo === undefined ? 0 : sizeOf(echo)), pieces: [] };
  const file: Field = { room: FILE_BYTES - 1, pieces: [] };
  const sname: Field = { room: SNAME_BYTES - 1, pieces: [] };
  const fields = [options, ...(lent === 0 ? [] : [file]), ...(lent === 3 ? [sname] : [])];
  const all: [number, Buffer][] = lent === 0 ? rest : [...rest, [OPTION.overload.code, Buffer.from([lent])]];
  const dropped = all
    .sort(([a], [b]) => rank(a) - rank(b))
    .filter(([code, value]) => !place(code, value, fields))
    .map(([code]) => code);
  if (echo !== undefined) options.pieces.push(...split(OPTION.relayInformation.code, echo));
  const fieldBytes = (field: Field, text: string, used: boolean, size: number): Buffer =>
    new ByteWriter().fixed(used ? encodePieces(field.pieces) : Buffer.from(text, "latin1"), size).toBuffer();
  const { request, flags, ciaddr, yiaddr, siaddr } = draft;
  const message: Message = {
    op: REPLY,
    htype: request.htype,
    hlen: request.hlen,
    hops: 0,
    xid: request.xid,
    secs: 0,
    flags,
    ciaddr,
    yiaddr,
    siaddr,
    giaddr: request.giaddr,
    chaddr: request.chaddr,
    sname: fieldBytes(sname, draft.sname, lent === 3, SNAME_BYTES),
    // A name without room for its NUL stands in option 67 only (conformance 3.11 X16).
    file: fieldBytes(file, draft.file.length < FILE_BYTES ? draft.file : "", lent !== 0, FILE_BYTES),
    pieces: options.pieces,
    options: join([...options.pieces, ...file.pieces, ...sname.pieces]),
  };
  return { message, dropped };
}

/** Whole into the first field with room; only a value that no piece could hold is spread over fields (RFC 3396 §5). */
function place(code: number, value: Buffer, fields: readonly Field[]): boolean {
  const field = fields.find((one) => one.room >= sizeOf(value));
  if (field !== undefined) {
    put(field, split(code, value));
    return true;
  }
  const spread = value.length > 255 ? spreadOver(code, value, fields) : undefined;
  fields.forEach((one, index) => put(one, spread?.[index] ?? []));
  return spread !== undefined;
}

function spreadOver(code: number, value: Buffer, fields: readonly Field[]): OptionPiece[][] | undefined {
  let offset = 0;
  const spread = fields.map(({ room }) => {
    const pieces: OptionPiece[] = [];
    for (let left = room; left > 2 && offset < value.length;) {
      const part = value.subarray(offset, offset + Math.min(255, left - 2));
      pieces.push({ code, value: part });
      offset += part.length;
      left -= part.length + 2;
    }
    return pieces;
  });
  return offset === value.length ? spread : undefined;
}

function put(field: Field, pieces: readonly OptionPiece[]): void {
  field.pieces.push(...pieces);
  field.room -= pieces.reduce((sum, { value }) => sum + value.length + 2, 0);
}

const sizeOf = (value: Buffer): number => value.length + 2 * Math.max(1, Math.ceil(value.length / 255));

/** A value of more than 255 bytes becomes adjacent pieces of one code, in order.                       RFC 3396 §5 */
export function split(code: number, value: Buffer): OptionPiece[] {
  const count = Math.max(1, Math.ceil(value.length / 255));
  return Array.from({ length: count }, (_, index) => ({ code, value: value.subarray(index * 255, (index + 1) * 255) }));
}
