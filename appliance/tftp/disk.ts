import { type FileHandle, open, stat } from "node:fs/promises";
import { CHUNK, type ChunkReader } from "./blocks.ts";

/** A stretch of a file, as in `Content`. */
export interface FilePart {
  readonly path: string;
  readonly start: number;
  readonly size: number;
}

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

  function load(key: string, file: SharedFile, from: number, length: number): Promise<Buffer> {
    const known = cached(key);
    if (known !== undefined) {
      return Promise.resolve(known);
    }
    const pending = loading.get(key);
    if (pending !== undefined) {
      return pending;
    }
    const reading = readFully(file.handle, from, length).finally(() => loading.delete(key));
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
    async open({ path, start, size }) {
      const file = await acquire(path);
      if (start + size > file.size) {
        release(file);
        throw new Error(`it has ${file.size} bytes, ${start + size} were expected`);
      }
      const key = (index: number): string => `${file.id}:${start}:${size}:${index}`;
      let closed = false;
      return {
        size,
        at: (index) => cached(key(index)),
        load: (index) => load(key(index), file, start + index * CHUNK, Math.min(CHUNK, size - index * CHUNK)),
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

async function readFully(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) {
      throw new Error(`it ended at byte ${from + done} while it was being read`);
    }
    done += bytesRead;
  }
  return bytes;
}
