import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { gigabytes } from "../images/catalog.ts";
import { AppError } from "../errors.ts";

/**
 * A bundle in verity format, from its first byte to its last:
 *
 *   squashfs, padded to 4096 │ hash tree of it, top level first │ CMS signature of the manifest │ its length, 8 bytes
 *
 * The manifest in the signature names the tree's root (verity-hash), its salt and its length. The kernel checks each block with
 * it while the bundle is installed; here it is checked before, so that a damaged file is told before anything is written.
 */
const BLOCK = 4096;
const DIGEST = 32;
const PER_BLOCK = BLOCK / DIGEST;
/** Read at a time. */
const CHUNK = 256 * BLOCK;
const MOST_SIGNATURE = 64 * 1024;
/** squashfs: magic at 0, bytes used at 40, both lowest byte first. */
const SQUASHFS_MAGIC = "hsqs";
const SQUASHFS_HEAD = 96;

interface Parts {
  /** Of the squashfs with its padding: where the tree begins. */
  readonly content: number;
  readonly tree: number;
  readonly salt: Buffer;
  readonly root: string;
}

/** Throws an AppError that says what is wrong with the file itself. Who signed it is rauc's to say. */
export async function checkWhole(path: string, progress: (share: number) => void = () => undefined): Promise<void> {
  await using file = await openBundle(path);
  const parts = await partsOf(file);
  const levels = await leaves(file, parts, progress);
  const wanted = Buffer.alloc(parts.tree);
  await readAt(file, wanted, parts.content);
  const tree = treeOver(levels, parts.salt);
  if (digest(tree.top, parts.salt).toString("hex") !== parts.root || !tree.bytes.equals(wanted)) throw damaged(CHANGED);
}

async function openBundle(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    throw new AppError("RS_UPDATE_NOT_FOUND", 404, `The file cannot be read: ${(error as Error).message}`, "file");
  }
}

async function partsOf(file: FileHandle): Promise<Parts> {
  const { size } = await file.stat();
  const head = Buffer.alloc(SQUASHFS_HEAD);
  await file.read(head, 0, SQUASHFS_HEAD, 0);
  if (head.toString("latin1", 0, 4) !== SQUASHFS_MAGIC)
    throw new AppError(
      "RS_UPDATE_NOT_A_BUNDLE",
      422,
      "This is no update for Rackseed: such a file ends in .raucb and comes beside the image. Nothing was changed.",
    );
  const used = Number(head.readBigUInt64LE(40));
  if (size < used) throw damaged(`it ends early (${gigabytes(size)} of at least ${gigabytes(used)})`);
  const tail = Buffer.alloc(8);
  await readAt(file, tail, size - 8);
  const length = Number(tail.readBigUInt64BE(0));
  // mksquashfs fills its file up to a whole block; that is all of a bundle that nobody signed.
  if (length === 0 && size <= roundUp(used)) throw notSigned();
  if (length === 0 || length > MOST_SIGNATURE || length > size - 8 - used)
    throw damaged("its end is missing or was changed");
  const signature = Buffer.alloc(length);
  await readAt(file, signature, size - 8 - length);
  return partsFrom(signature.toString("latin1"), size - 8 - length, used);
}

function partsFrom(signature: string, end: number, used: number): Parts {
  // Once: rauc has read the signed manifest, and what is found here must be in that and not beside it.
  if (signature.split("verity-hash=").length > 2) throw damaged("its signature says two things");
  const root = /^verity-hash=([0-9a-f]{64})$/m.exec(signature)?.[1];
  const salt = /^verity-salt=([0-9a-f]{64})$/m.exec(signature)?.[1];
  const tree = Number(/^verity-size=(\d{1,12})$/m.exec(signature)?.[1] ?? Number.NaN);
  if (root === undefined || salt === undefined || !Number.isInteger(tree)) throw notSigned();
  const content = end - tree;
  if (content < used || content % BLOCK !== 0 || tree !== treeSize(content / BLOCK))
    throw damaged("its parts do not fit together");
  return { content, tree, salt: Buffer.from(salt, "hex"), root };
}

const roundUp = (bytes: number): number => Math.ceil(bytes / BLOCK) * BLOCK;

function treeSize(blocks: number): number {
  let size = 0;
  for (let level = blocks; level > 1 || size === 0;) {
    level = Math.ceil(level / PER_BLOCK);
    size += level * BLOCK;
  }
  return size;
}

/** The digests of all blocks, as the lowest level of the tree. */
async function leaves(file: FileHandle, { content, salt }: Parts, progress: (share: number) => void): Promise<Buffer> {
  const level = Buffer.alloc(roundUp((content / BLOCK) * DIGEST));
  const chunk = Buffer.alloc(CHUNK);
  for (let at = 0; at < content; at += CHUNK) {
    const length = Math.min(CHUNK, content - at);
    await readAt(file, chunk.subarray(0, length), at);
    for (let block = 0; block < length; block += BLOCK)
      digest(chunk.subarray(block, block + BLOCK), salt).copy(level, ((at + block) / BLOCK) * DIGEST);
    progress((at + length) / content);
  }
  return level;
}

function treeOver(lowest: Buffer, salt: Buffer): { readonly bytes: Buffer; readonly top: Buffer } {
  const levels = [lowest];
  let level = lowest;
  while (level.length > BLOCK) {
    const above = Buffer.alloc(roundUp((level.length / BLOCK) * DIGEST));
    for (let block = 0; block < level.length; block += BLOCK)
      digest(level.subarray(block, block + BLOCK), salt).copy(above, (block / BLOCK) * DIGEST);
    levels.unshift(above);
    level = above;
  }
  return { bytes: Buffer.concat(levels), top: level };
}

const digest = (block: Buffer, salt: Buffer): Buffer => createHash("sha256").update(salt).update(block).digest();

async function readAt(file: FileHandle, into: Buffer, at: number): Promise<void> {
  const { bytesRead } = await file.read(into, 0, into.length, at);
  if (bytesRead < into.length) throw damaged("it ends early");
}

const CHANGED = "some of its bytes are not those that its maker signed";

/** `what`: half a sentence. */
export const damaged = (what: string): AppError =>
  new AppError(
    "RS_UPDATE_DAMAGED",
    422,
    `This update is damaged: ${what}. Nothing was changed. Copy or download it again.`,
  );

export const notSigned = (): AppError =>
  new AppError(
    "RS_UPDATE_NOT_SIGNED",
    422,
    "Nobody has signed this update, so it could be from anyone. Nothing was changed. Use the file that its maker published.",
  );
