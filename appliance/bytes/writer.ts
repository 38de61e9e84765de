/** Collects bytes front to back; the counterpart of ByteReader. */
export class ByteWriter {
  readonly #parts: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  u8(value: number): this {
    return this.bytes(Buffer.from([value]));
  }

  u16(value: number): this {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16BE(value);
    return this.bytes(bytes);
  }

  u32(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return this.bytes(bytes);
  }

  bytes(value: Buffer): this {
    this.#parts.push(value);
    this.#length += value.length;
    return this;
  }

  /** `value` cut or padded with zeros to exactly `length` bytes. */
  fixed(value: Buffer, length: number): this {
    const field = Buffer.alloc(length);
    value.copy(field, 0, 0, length);
    return this.bytes(field);
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.#parts, this.#length);
  }
}
