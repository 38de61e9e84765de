import { ByteWriter } from "../bytes/writer.ts";
import { ipv4ToBytes } from "../net/ipv4.ts";
import { FILE_BYTES, MAGIC_COOKIE, type Message, type OptionPiece, SMALLEST_REPLY, SNAME_BYTES } from "./message.ts";
import { END } from "./options/table.ts";

/** Message → bytes: the inverse of decode. Which option lies where was settled before (arrange.ts). */
export function encode(message: Omit<Message, "options">): Buffer {
  const packet = new ByteWriter()
    .u8(message.op)
    .u8(message.htype)
    .u8(message.hlen)
    .u8(message.hops)
    .u32(message.xid)
    .u16(message.secs)
    .u16(message.flags)
    .bytes(ipv4ToBytes(message.ciaddr))
    .bytes(ipv4ToBytes(message.yiaddr))
    .bytes(ipv4ToBytes(message.siaddr))
    .bytes(ipv4ToBytes(message.giaddr))
    .fixed(message.chaddr, 16)
    .fixed(message.sname, SNAME_BYTES)
    .fixed(message.file, FILE_BYTES)
    .u32(MAGIC_COOKIE)
    .bytes(encodePieces(message.pieces));
  return packet.bytes(Buffer.alloc(Math.max(0, SMALLEST_REPLY - packet.length))).toBuffer();
}

/** One field of options, closed by END. */
export function encodePieces(pieces: readonly OptionPiece[]): Buffer {
  const field = new ByteWriter();
  for (const { code, value } of pieces) field.u8(code).u8(value.length).bytes(value);
  return field.u8(END).toBuffer();
}
