import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "../errors.ts";
import { gigabytes } from "./catalog.ts";
import { freeBytes, isFull, syncFolder, writeAll } from "./source.ts";

export interface Upload {
  readonly file: string;
  /** Bytes that are here. */
  readonly offset: number;
  readonly size: number;
}

/** A stretch of a file that somebody sends. `size` is that of the whole file; undefined when nobody knows before the end. */
export interface Slice {
  readonly start: number;
  readonly size: number | undefined;
  readonly body: AsyncIterable<Buffer>;
}

export interface Uploads {
  list(): Promise<Upload[]>;
  get(file: string): Promise<Upload | undefined>;
  /** Writes a slice; when the file is whole it becomes an image, whose name comes back. */
  put(file: string, slice: Slice): Promise<{ upload: Upload; image?: string }>;
  remove(file: string): Promise<boolean>;
  /** At the start: what is whole becomes an image, what nobody has sent to for a week goes. */
  resume(): Promise<void>;
  /** An import is over: its upload is not needed any more. */
  drop(path: string): Promise<void>;
}

interface Needs {
  /** DATA/uploads */
  readonly folder: string;
  readonly reserveBytes: number;
  /** Of the file when it is whole: ".iso" unless it says otherwise. */
  readonly ending?: string;
  /** Gives up what was removed until so many bytes are free above the reserve, or nothing is left. */
  makeRoom?(bytes: number): Promise<void>;
  now(): Date;
  /** `written`: SHA-256 of the bytes as they were written, when they came in one life. */
  whole(path: string, file: string, written: string | undefined): string;
  /** What became of it: an import is under way or waits, is over, or nobody has begun one. */
  stateOf(path: string): "wanted" | "settled" | "unknown";
}

const STALE_MS = 7 * 86_400_000;
/** The look at the free space is repeated after so many bytes, for a body that does not say how long it is. */
const LOOK_AGAIN = 64 * 1024 * 1024;

export function uploads(needs: Needs): Uploads {
  const { folder, reserveBytes, now, whole, stateOf, ending: wholeEnding = ".iso" } = needs;
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const busy = new Set<string>();
  const hashes = new Map<string, { hash: Hash; at: number }>();
  const pathOf = (file: string, ending: string): string => {
    // The name that people gave it never becomes a path.
    return join(folder, `${createHash("sha256").update(file).digest("hex").slice(0, 24)}${ending}`);
  };

  async function get(file: string): Promise<Upload | undefined> {
    const [part, note] = await Promise.all([
      stat(pathOf(file, ".part")).catch(() => undefined),
      readNote(pathOf(file, ".json")),
    ]);
    if (part === undefined || note === undefined) return undefined;
    return { file, offset: part.size, size: Math.max(note.size, part.size) };
  }

  async function refuseFull(more: number): Promise<void> {
    await needs.makeRoom?.(more);
    const free = (await freeBytes(folder)) - reserveBytes;
    if (more <= free) return;
    throw new AppError(
      "RS_UPLOAD_SPACE",
      507,
      `${gigabytes(more)} are still to come, and ${gigabytes(Math.max(0, free))} are free (${gigabytes(reserveBytes)} are kept for leases). Remove an image that is not used, or use a larger card.`,
    );
  }

  async function put(file: string, slice: Slice): Promise<{ upload: Upload; image?: string }> {
    if (busy.has(file))
      throw new AppError("RS_UPLOAD_BUSY", 409, "Somebody is sending this file already. Wait until that ends.", "file");
    busy.add(file);
    try {
      const at = await write(file, slice);
      const size = slice.size ?? at;
      if (at < size) return { upload: { file, offset: at, size } };
      return { upload: { file, offset: at, size }, image: await finish(file, at) };
    } finally {
      busy.delete(file);
    }
  }

  async function write(file: string, { start, size, body }: Slice): Promise<number> {
    if (await isThere(pathOf(file, wholeEnding)))
      throw new AppError(
        "RS_UPLOAD_BUSY",
        409,
        "This file is here already, and its import is not over. Wait until that ends.",
        "file",
      );
    const there = (await get(file))?.offset ?? 0;
    if (start !== 0 && start !== there)
      throw new AppError(
        "RS_UPLOAD_OFFSET",
        409,
        `${there} bytes of this file are here, so the next one is number ${there}, not ${start}.`,
        "Content-Range",
      );
    await refuseFull((size ?? start) - start);
    await saveNote(pathOf(file, ".json"), { file, size: size ?? 0 });
    await using target = await open(pathOf(file, ".part"), start === 0 ? "w" : "r+", 0o640);
    const before = hashes.get(file);
    const hash = start === 0 ? createHash("sha256") : before?.at === start ? before.hash : undefined;
    hashes.delete(file);
    const state = { at: start, hash };
    try {
      await writeBody(target, state, size, body);
    } catch (thrown) {
      if (!isFull(thrown)) throw thrown;
      await target.truncate(0);
      await remove(file);
      throw new AppError("RS_UPLOAD_SPACE", 507, "The card is full. What had come was removed.");
    } finally {
      await target.sync(); // what is told as the offset survives a power cut
      if (hash !== undefined) hashes.set(file, { hash, at: state.at });
    }
    return state.at;
  }

  async function writeBody(
    target: FileHandle,
    state: { at: number; readonly hash: Hash | undefined },
    size: number | undefined,
    body: AsyncIterable<Buffer>,
  ): Promise<void> {
    let looked = state.at;
    for await (const bytes of body) {
      if (size !== undefined && state.at + bytes.length > size)
        throw new AppError("RS_UPLOAD_LENGTH", 400, `More than the ${size} bytes came that were announced.`);
      if (state.at - looked >= LOOK_AGAIN) {
        if (size === undefined) await refuseFull(LOOK_AGAIN);
        looked = state.at;
      }
      await writeAll(target, bytes, state.at);
      state.hash?.update(bytes);
      state.at += bytes.length;
    }
  }

  async function finish(file: string, size: number): Promise<string> {
    const kept = hashes.get(file);
    hashes.delete(file);
    const path = pathOf(file, wholeEnding);
    await rename(pathOf(file, ".part"), path);
    await syncFolder(folder);
    return whole(path, file, kept?.at === size ? kept.hash.digest("hex") : undefined);
  }

  async function remove(file: string): Promise<boolean> {
    const known = (await get(file)) !== undefined;
    hashes.delete(file);
    for (const ending of [".part", ".json"]) await rm(pathOf(file, ending), { force: true });
    return known;
  }

  async function drop(path: string): Promise<void> {
    await rm(path, { force: true });
    await rm(path.slice(0, -wholeEnding.length) + ".json", { force: true });
  }

  async function notes(): Promise<string[]> {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
    const files = await Promise.all(names.map((name) => readNote(join(folder, name))));
    return files.flatMap((note) => note?.file ?? []);
  }

  /** Without its note nobody knows what a file was called, so that it could never go on. */
  async function sweepNameless(): Promise<void> {
    const known = new Set((await notes()).map((file) => basename(pathOf(file, ""))));
    for (const name of await readdir(folder)) {
      const own = /^([0-9a-f]{24})\.(?:part|iso|raucb|json|json\.new)$/.exec(name)?.[1];
      if (own !== undefined && !known.has(own)) await rm(join(folder, name), { force: true });
    }
  }

  return {
    get,
    put,
    async list() {
      return (await Promise.all((await notes()).map(get))).filter((upload) => upload !== undefined);
    },
    async remove(file) {
      if (busy.has(file))
        throw new AppError("RS_UPLOAD_BUSY", 409, "Somebody is sending this file. Stop that first.", "file");
      return remove(file);
    },
    async resume() {
      await sweepNameless();
      for (const file of await notes()) {
        const path = pathOf(file, wholeEnding);
        const [done, part] = [
          await stat(path).catch(() => undefined),
          await stat(pathOf(file, ".part")).catch(() => undefined),
        ];
        if (done !== undefined && stateOf(path) === "unknown") whole(path, file, undefined);
        if (done !== undefined && stateOf(path) === "settled") await drop(path);
        const stale = part !== undefined && now().getTime() - part.mtimeMs > STALE_MS;
        if (stale || (part === undefined && done === undefined)) await remove(file);
      }
    },
    drop,
  };
}

interface Note {
  readonly file: string;
  /** 0 when nobody knows it yet. */
  readonly size: number;
}

/** Whole or not at all, whenever the power goes. */
async function saveNote(path: string, note: Note): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(note), { flush: true });
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

/** Undefined also for one that a failing card has torn: it must not keep the appliance from starting. */
async function readNote(path: string): Promise<Note | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  try {
    return JSON.parse(text) as Note;
  } catch {
    return undefined;
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
