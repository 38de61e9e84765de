/**
 * POSIX ustar, plain files only: what `tar --zstd -tf` shows of a backup. Our own, because reading must refuse everything
 * that a library would politely understand: links, devices, folders, long names, sparse files.
 *
 * Header, 512 bytes: name 100 · mode 8 · uid 8 · gid 8 · size 12 · mtime 12 · sum 8 · type 1 · link 100 · "ustar\0" 6 · "00" 2 · …
 */
const BLOCK = 512;

export function tarHeader(name: string, size: number, mtime: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, "0");
  if (Buffer.byteLength(name) > 100) throw new RangeError(`${name} is too long for an entry.`);
  header.write(name, 0, "utf8");
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(mtime, 12), 136);
  header.write("        ", 148); // the sum is made with blanks in its place
  header.write("0", 156);
  header.write("ustar\0" + "00", 257, "latin1");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
export const TAR_END = Buffer.alloc(2 * BLOCK);

export class TarError extends Error {
  override name = "TarError";
}

export interface TarPiece {
  readonly name: string;
  readonly size: number;
  /** Some of its bytes; every entry has at least one piece, perhaps empty, and `last` on the one that completes it. */
  readonly bytes: Buffer;
  readonly first: boolean;
  readonly last: boolean;
}

/** Entry by entry, as the bytes come. Throws a TarError when it is not what we write ourselves, or ends early. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarPiece> {
  const bytes = new Pull(source);
  for (;;) {
    const header = await bytes.exactly(BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const { name, size } = readHeader(header);
    let left = size;
    let first = true;
    do {
      const piece = left === 0 ? Buffer.alloc(0) : await bytes.atMost(left);
      left -= piece.length;
      yield { name, size, bytes: piece, first, last: left === 0 };
      first = false;
    } while (left > 0);
    await bytes.exactly(tarPadding(size).length);
  }
}

function readHeader(header: Buffer): { name: string; size: number } {
  const text = (start: number, length: number): string =>
    header.toString("utf8", start, start + length).replace(/\0.*$/s, "");
  const sum = Number.parseInt(text(148, 8), 8);
  const blank = Buffer.from(header).fill(" ", 148, 156);
  if (text(257, 6) !== "ustar" || sum !== blank.reduce((total, byte) => total + byte, 0))
    throw new TarError("is damaged");
  const name = text(0, 100);
  if (text(156, 1) !== "0" || text(345, 155) !== "")
    throw new TarError(`holds ${JSON.stringify(name)}, which is no plain file`);
  const size = Number.parseInt(text(124, 12), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new TarError("is damaged");
  return { name, size };
}

class Pull {
  readonly #source: AsyncIterator<Buffer, undefined>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  }

  async atMost(count: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const { done, value }: IteratorResult<Buffer, undefined> = await this.#source.next();
      if (done === true) throw new TarError("ends early");
      this.#rest = value;
    }
    const piece = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  async exactly(count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let have = 0; have < count;) {
      const piece = await this.atMost(count - have);
      pieces.push(piece);
      have += piece.length;
    }
    return Buffer.concat(pieces);
  }
}
