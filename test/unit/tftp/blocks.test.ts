import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type BlockSource,
  bytesBlocks,
  CHUNK,
  type ChunkReader,
  fileBlocks,
  netasciiBlocks,
} from "../../../appliance/tftp/blocks.ts";
import { toNetascii } from "../../../appliance/tftp/netascii.ts";

/** A file that is never in memory before it was loaded, and forgets at once unless told to keep. */
const forgetfulFile = (bytes: Buffer): ChunkReader & { loads: number } => ({
  size: bytes.length,
  loads: 0,
  at: () => undefined,
  load(index) {
    this.loads += 1;
    return Promise.resolve(Buffer.from(bytes.subarray(index * CHUNK, (index + 1) * CHUNK)));
  },
  close: () => undefined,
});

async function readAll(source: BlockSource, blksize: number): Promise<Buffer[]> {
  const blocks: Buffer[] = [];
  for (let number = 1; ;) {
    const block = source.block(number);
    if (block === undefined) {
      await source.load(number);
      continue;
    }
    blocks.push(block);
    number += 1;
    await new Promise(setImmediate); // a client would take longer
    if (block.length < blksize) {
      return blocks;
    }
  }
}

const pattern = (length: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff));

const lengths: Record<string, [size: number, blksize: number, blocks: number]> = {
  "F1 3,000 bytes are five blocks of 512 and one of 440": [3000, 512, 6],
  "F2 1,024 bytes end with an empty third block": [1024, 512, 3],
  "F3 an empty file is one empty block": [0, 512, 1],
  "K1 3,000 bytes in blocks of 8": [3000, 8, 376],
  "K8 a multiple of the block size ends with an empty block": [1468 * 3, 1468, 4],
  "blocks across the edges of chunks": [3 * CHUNK + 5, 1468, Math.floor((3 * CHUNK + 5) / 1468) + 1],
};
for (const [sentence, [size, blksize, count]] of Object.entries(lengths)) {
  test(sentence, async () => {
    const bytes = pattern(size);
    for (const source of [bytesBlocks(bytes, blksize), fileBlocks(forgetfulFile(bytes), blksize)]) {
      const blocks = await readAll(source, blksize);
      assert.equal(blocks.length, count);
      assert.deepEqual(Buffer.concat(blocks), bytes);
    }
  });
}

test("each chunk of a file is read once when its blocks are asked for in order", async () => {
  const file = forgetfulFile(pattern(5 * CHUNK));
  await readAll(fileBlocks(file, 1408), 1408);
  assert.ok(file.loads <= 6, `${file.loads} reads`);
});

test("F5 netascii: a line feed becomes CR LF, a carriage return CR NUL", () => {
  assert.equal(toNetascii(Buffer.from("a\nb\rc\r\n")).toString("latin1"), "a\r\nb\r\0c\r\0\r\n");
});

test("F5 and K10 netascii is cut after it is translated, also across the edges of blocks and chunks", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("\n", "\r", "a", "b"), { maxLength: 300 }),
      fc.integer({ min: 8, max: 60 }),
      async (characters, blksize) => {
        const text = Buffer.from(characters.join(""));
        const blocks = await readAll(netasciiBlocks(forgetfulFile(text), blksize, 4), blksize);
        assert.deepEqual(Buffer.concat(blocks), toNetascii(text));
        assert.ok(blocks.slice(0, -1).every((block) => block.length === blksize));
      },
    ),
  );
  const large = Buffer.from("line\n".repeat(CHUNK));
  const source = netasciiBlocks(forgetfulFile(large), 1468, 1);
  assert.deepEqual(Buffer.concat(await readAll(source, 1468)), toNetascii(large));
  assert.equal(source.size, toNetascii(large).length);
});

test("netascii: the blocks of the present window can be had again", async () => {
  const source = netasciiBlocks(forgetfulFile(pattern(4000)), 512, 4);
  await source.load(1);
  const first = source.block(1);
  source.block(4);
  assert.deepEqual(source.block(1), first);
});
