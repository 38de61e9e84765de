import { ByteReader, MalformedError } from "../bytes/reader.ts";
import { type Ipv4, ipv4FromBytes } from "../net/ipv4.ts";
import { FILE_BYTES, MAGIC_COOKIE, type Message, type OptionPiece, SNAME_BYTES } from "./message.ts";
import { END, OPTION, type OptionMap, PAD } from "./options/table.ts";

/** No client sends more than an Ethernet frame; a reassembled 64 KiB datagram is somebody's test of us. */
const LARGEST_DATAGRAM = 4096;
/** No client sends more than some forty. The limit bounds the work a hostile packet can cause. */
const MOST_OPTIONS = 128;

/** Bytes → message. Damage throws MalformedError, whose message says where the packet ended or what was wrong. */
export function decode(datagram: Buffer): Message {
  if (datagram.length > LARGEST_DATAGRAM) throw new MalformedError(`datagram of ${datagram.length} bytes`);
  const packet = new ByteReader(datagram);
  const head = {
    op: packet.u8("op"),
    htype: packet.u8("htype"),
    hlen: packet.u8("hlen"),
    hops: packet.u8("hops"),
    xid: packet.u32("xid"),
    secs: packet.u16("secs"),
    flags: packet.u16("flags"),
    ciaddr: addressAt(packet, "ciaddr"),
    yiaddr: addressAt(packet, "yiaddr"),
    siaddr: addressAt(packet, "siaddr"),
    giaddr: addressAt(packet, "giaddr"),
    chaddr: packet.take(16, "chaddr"),
    sname: packet.take(SNAME_BYTES, "sname"),
    file: packet.take(FILE_BYTES, "file"),
  };
  if (packet.u32("magic cookie") !== MAGIC_COOKIE) throw new MalformedError("no DHCP magic cookie");
  const pieces = readPieces(packet.rest());
  return { ...head, pieces, options: join([...pieces, ...overloaded(pieces, head.file, head.sname)]) };
}

const addressAt = (packet: ByteReader, field: string): Ipv4 => ipv4FromBytes(packet.take(4, field));

/** Each option lies inside one field; a field may lack END (RFC 2131 §4.1 wants one, firmware forgets it). */
function readPieces(field: Buffer): OptionPiece[] {
  const reader = new ByteReader(field);
  const pieces: OptionPiece[] = [];
  while (reader.remaining > 0) {
    const code = reader.u8("option code");
    if (code === END) break;
    if (code === PAD) continue;
    pieces.push({ code, value: reader.take(reader.u8(`length of option ${code}`), `option ${code}`) });
    if (pieces.length > MOST_OPTIONS) throw new MalformedError(`more than ${MOST_OPTIONS} options`);
  }
  return pieces;
}

/** Option 52 lends `file` (1), `sname` (2) or both (3) to the options; any other value means text as usual. RFC 2132 §9.3 */
function overloaded(pieces: readonly OptionPiece[], file: Buffer, sname: Buffer): OptionPiece[] {
  const value = join(pieces).get(OPTION.overload.code);
  if (value === undefined) return [];
  const lent = OPTION.overload.codec.decode(value);
  const more = [
    ...(lent === 1 || lent === 3 ? readPieces(file) : []),
    ...(lent === 2 || lent === 3 ? readPieces(sname) : []),
  ];
  if (pieces.length + more.length > MOST_OPTIONS) throw new MalformedError(`more than ${MOST_OPTIONS} options`);
  return more.filter((piece) => piece.code !== OPTION.overload.code); // one inside a lent field would lead in circles
}

/** Pieces of one code are one value, in the order options, file, sname.                                     RFC 3396 §7 */
export function join(pieces: readonly OptionPiece[]): OptionMap {
  const joined = new Map<number, Buffer>();
  for (const { code, value } of pieces) {
    const before = joined.get(code);
    joined.set(code, before === undefined ? value : Buffer.concat([before, value]));
  }
  return joined;
}
