import { type Codec, wants } from "./codec.ts";

// Whole numbers, big-endian: one byte (52), two (57), four (2, 51, 58, 59).                    RFC 2132 §9.2, §9.3, §9.10
export const u8: Codec<number> = {
  decode(value) {
    wants(value.length === 1, value, "one byte is wanted");
    return value.readUInt8(0);
  },
  encode: (value) => Buffer.from([value]),
  text: String,
};

export const u16: Codec<number> = {
  decode(value) {
    wants(value.length === 2, value, "two bytes are wanted");
    return value.readUInt16BE(0);
  },
  encode(value) {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16BE(value);
    return bytes;
  },
  text: String,
};

export const u32: Codec<number> = {
  decode(value) {
    wants(value.length === 4, value, "four bytes are wanted");
    return value.readUInt32BE(0);
  },
  encode(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  },
  text: String,
};

/** Option 2 counts seconds east of UTC, so it may be negative.                                         RFC 2132 §3.4 */
export const i32: Codec<number> = {
  decode(value) {
    wants(value.length === 4, value, "four bytes are wanted");
    return value.readInt32BE(0);
  },
  encode(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  },
  text: String,
};

/** All ones means "for ever".                                                                          RFC 2131 §3.3 */
export const INFINITE = 0xffffffff;

export const seconds: Codec<number> = { ...u32, text: (value) => (value === INFINITE ? "for ever" : `${value} s`) };
