import { type FileHandle, open, stat } from "node:fs/promises";
import { type Content, type Extent, extentsOf } from "../bytes/content.ts";
import { readExtents } from "../bytes/read-extents.ts";
import { CHUNK, type ChunkReader } from "./blocks.ts";

/** A content that lies on disk. */
export type FilePart = Exclude<Content, { kind: "bytes" }>;

/** 256 chunks of 64 KiB: what a rack of machines that boot together reads once and sends many times. */
const CACHED_CHUNKS = 256;

interface SharedFile {
  readonly id: string;
  readonly handle: FileHandle;
  readonly size: number;
  users: number;
  closed: boolean;
}

/**
 * Files that transfers read. All transfers of one file share one handle and one cache of chunks (conformance F21); a
 * file that is replaced meanwhile is another file (device, inode, size, time), and the old one is read to its end (F19).
 */
export function diskFiles(): { open(part: FilePart): Promise<ChunkReader>; readonly openFiles: number } {
  const shared = new Map<string, SharedFile>();
  const opening = new Map<string, Promise<SharedFile>>();
  const cache = new Map<string, Buffer>(); // in the order of last use
  const loading = new Map<string, Promise<Buffer>>();
  let opened = 0;

  async function openShared(path: string): Promise<SharedFile> {
    const same = shared.get(identity(path, await stat(path)));
    if (same !== undefined) {
      return same;
    }
    const handle = await open(path, "r");
    const facts = await handle.stat();
    if (!facts.isFile()) {
      await handle.close();
      throw new Error("it is not a regular file");
    }
    opened += 1;
    const file = { id: `${identity(path, facts)}:${opened}`, handle, size: facts.size, users: 0, closed: false };
    shared.set(identity(path, facts), file);
    return file;
  }

  async function acquire(path: string): Promise<SharedFile> {
    const pending = opening.get(path) ?? openShared(path).finally(() => opening.delete(path));
    opening.set(path, pending);
    const file = await pending;
    if (file.closed) {
      return acquire(path); // its last other user left while we were waiting
    }
    file.users += 1;
    return file;
  }

  function release(file: SharedFile): void {
    file.users -= 1;
    if (file.users > 0) {
      return;
    }
    for (const [key, other] of shared) {
      if (other === file) {
        shared.delete(key);
      }
    }
    file.closed = true;
    void file.handle.close().catch(() => undefined);
  }

  function cached(key: string): Buffer | undefined {
    const bytes = cache.get(key);
    if (bytes !== undefined) {
      cache.delete(key);
      cache.set(key, bytes);
    }
    return bytes;
  }

  function remember(key: string, bytes: Buffer): void {
    cache.set(key, bytes);
    for (const oldest of cache.keys()) {
      if (cache.size <= CACHED_CHUNKS) {
        return;
      }
      cache.delete(oldest);
    }
  }

  function load(key: string, file: SharedFile, extents: readonly Extent[], from: number, to: number): Promise<Buffer> {
    const known = cached(key);
    if (known !== undefined) {
      return Promise.resolve(known);
    }
    const pending = loading.get(key);
    if (pending !== undefined) {
      return pending;
    }
    const reading = readExtents(file.handle, extents, from, to).finally(() => loading.delete(key));
    loading.set(key, reading);
    return reading.then((bytes) => {
      remember(key, bytes);
      return bytes;
    });
  }

  return {
    get openFiles() {
      return shared.size;
    },
    async open(part) {
      const { path, size } = part;
      const extents = extentsOf(part);
      const file = await acquire(path);
      const needed = Math.max(...extents.map((extent) => extent.start + extent.size));
      if (needed > file.size) {
        release(file);
        throw new Error(`it has ${file.size} bytes, ${needed} were expected`);
      }
      const key = (index: number): string => `${file.id}:${extents[0]?.start}:${size}:${index}`;
      let closed = false;
      return {
        size,
        at: (index) => cached(key(index)),
        load: (index) => load(key(index), file, extents, index * CHUNK, Math.min((index + 1) * CHUNK, size)),
        close() {
          if (!closed) {
            closed = true;
            release(file);
          }
        },
      };
    },
  };
}

const identity = (path: string, facts: { dev: number; ino: number; size: number; mtimeMs: number }): string =>
  `${path}:${facts.dev}:${facts.ino}:${facts.size}:${facts.mtimeMs}`;
