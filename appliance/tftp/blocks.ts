import { toNetascii } from "./netascii.ts";

/** The blocks of one transfer, counted from 1. The last one is shorter than blksize, perhaps empty. */
export interface BlockSource {
  /** Bytes that the blocks add up to; undefined as long as only reading can tell. */
  readonly size: number | undefined;
  /** The block, or undefined if it must be loaded first. */
  block(number: number): Buffer | undefined;
  load(number: number): Promise<void>;
  close(): void;
}

/** A stretch of a file in chunks of CHUNK bytes. `at` has only what is in memory, `load` reads. */
export interface ChunkReader {
  readonly size: number;
  at(index: number): Buffer | undefined;
  load(index: number): Promise<Buffer>;
  close(): void;
}

/** Large enough that lockstep never waits for the disk, small enough for 600 transfers (three chunks each) on a Pi. */
export const CHUNK = 64 * 1024;

export function bytesBlocks(bytes: Buffer, blksize: number): BlockSource {
  return {
    size: bytes.length,
    block: (number) => bytes.subarray((number - 1) * blksize, number * blksize),
    load: () => Promise.resolve(),
    close: () => undefined,
  };
}

export function fileBlocks(file: ChunkReader, blksize: number): BlockSource {
  const held = new Map<number, Buffer>(); // the chunk before, this one, the next: ours even if the shared cache drops them
  let reading = -1;

  const chunk = (index: number): Buffer | undefined => {
    const bytes = held.get(index) ?? file.at(index);
    if (bytes !== undefined) {
      held.set(index, bytes);
    }
    return bytes;
  };

  const readAhead = (index: number): void => {
    if (index === reading) {
      return;
    }
    reading = index;
    for (const old of held.keys()) {
      if (old < index - 1 || old > index + 1) {
        held.delete(old);
      }
    }
    if ((index + 1) * CHUNK < file.size && chunk(index + 1) === undefined) {
      // A failure comes up again, and is told, when the block itself is loaded.
      file.load(index + 1).then(
        (bytes) => held.set(index + 1, bytes),
        () => undefined,
      );
    }
  };

  const range = (number: number): { from: number; to: number; first: number; final: number } => {
    const from = Math.min((number - 1) * blksize, file.size);
    const to = Math.min(from + blksize, file.size);
    return { from, to, first: Math.floor(from / CHUNK), final: Math.floor(Math.max(from, to - 1) / CHUNK) };
  };

  return {
    size: file.size,
    block(number) {
      const { from, to, first, final } = range(number);
      if (from === to) {
        return Buffer.alloc(0);
      }
      const head = chunk(first);
      const tail = chunk(final);
      if (head === undefined || tail === undefined) {
        return undefined;
      }
      readAhead(final);
      return first === final
        ? head.subarray(from - first * CHUNK, to - first * CHUNK)
        : Buffer.concat([head.subarray(from - first * CHUNK), tail.subarray(0, to - final * CHUNK)]);
    },
    async load(number) {
      const { first, final } = range(number);
      for (const index of first === final ? [first] : [first, final]) {
        held.set(index, held.get(index) ?? (await file.load(index)));
      }
    },
    close: () => file.close(),
  };
}

/** Mode netascii: translated on the way, front to back; the blocks that a window may ask for again are kept. */
export function netasciiBlocks(file: ChunkReader, blksize: number, windowsize: number): BlockSource {
  const cut = new Map<number, Buffer>();
  let pending = Buffer.alloc(0);
  let chunks = 0;
  let blocks = 0;
  let total: number | undefined;

  const cutNext = (): void => {
    blocks += 1;
    cut.set(blocks, pending.subarray(0, blksize));
    if (pending.length < blksize) {
      total ??= (blocks - 1) * blksize + pending.length;
    }
    pending = pending.subarray(blksize);
    cut.delete(blocks - 2 * windowsize);
  };

  const take = (bytes: Buffer): void => {
    chunks += 1;
    pending = Buffer.concat([pending, toNetascii(bytes)]);
  };

  return {
    get size() {
      return total;
    },
    block(number) {
      while (blocks < number) {
        if (pending.length >= blksize || chunks * CHUNK >= file.size) {
          cutNext();
          continue;
        }
        const bytes = file.at(chunks);
        if (bytes === undefined) {
          return undefined;
        }
        take(bytes);
      }
      return cut.get(number);
    },
    async load() {
      const index = chunks;
      const bytes = await file.load(index);
      if (index === chunks) {
        take(bytes);
      }
    },
    close: () => file.close(),
  };
}
