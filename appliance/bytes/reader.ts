/** A datagram ended, or a text in it was damaged, in the middle of a named field. Never fatal: the packet is counted and dropped. */
export class MalformedError extends Error {
  override name = "MalformedError";
}

/** Reads bytes front to back. Each read names its field, so that a short packet says where it ended. */
export class ByteReader {
  readonly bytes: Buffer;
  offset = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get remaining(): number {
    return this.bytes.length - this.offset;
  }

  u8(field: string): number {
    return this.take(1, field).readUInt8(0);
  }

  u16(field: string): number {
    return this.take(2, field).readUInt16BE(0);
  }

  u32(field: string): number {
    return this.take(4, field).readUInt32BE(0);
  }

  /** The next `length` bytes, as a view of the packet (not a copy). */
  take(length: number, field: string): Buffer {
    if (this.remaining < length) {
      throw new MalformedError(
        `packet ends inside "${field}" (offset ${this.offset}, ${length} bytes wanted, ${this.remaining} there)`,
      );
    }
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  rest(): Buffer {
    return this.take(this.remaining, "rest");
  }
}
