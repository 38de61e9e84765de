// RFC 764 by way of RFC 1350 §1: a line ends in CR LF, and a lone CR is CR NUL. Octet by octet, so that a chunk's
// edge may fall anywhere.

const LF = 10;
const CR = 13;

/** The bytes as they go over the wire in mode netascii. */
export function toNetascii(bytes: Buffer): Buffer {
  let extra = 0;
  for (const byte of bytes) {
    extra += byte === LF || byte === CR ? 1 : 0;
  }
  const wire = Buffer.alloc(bytes.length + extra);
  let at = 0;
  for (const byte of bytes) {
    if (byte === LF) {
      wire[at++] = CR;
    }
    wire[at++] = byte;
    if (byte === CR) {
      wire[at++] = 0;
    }
  }
  return wire;
}
