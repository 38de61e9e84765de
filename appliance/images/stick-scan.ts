import type { Dirent } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { folderMedium, recognise } from "../systems/recognise.ts";

/** Something on a stick that can become an image. */
export interface StickFile {
  /** Below the stick. */
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly kind: "iso" | "release";
  /** Name, size and time: the same file is known again, whichever port the stick is in. */
  readonly seen: string;
  /** The whole device is this ISO; `path` is only what it is called. Bytes. */
  readonly device?: { readonly path: string; readonly size: number };
}

export interface ScanLimits {
  readonly ms: number;
  readonly depth: number;
  readonly entries: number;
  readonly files: number;
}

/** A stick may hold a million files, or fold back into itself (trust 4.95): what is found by then is listed, and that there is more. */
export const SCAN_LIMITS: ScanLimits = { ms: 5000, depth: 4, entries: 10_000, files: 200 };

export interface Scan {
  readonly files: readonly StickFile[];
  readonly more: boolean;
}

/** What is on a stick. Only names and sizes are read; links are not followed. `deeper` false: this folder alone. */
export async function scanStick(
  root: string,
  now: () => number,
  deeper = true,
  limits: ScanLimits = SCAN_LIMITS,
): Promise<Scan> {
  const look: Look = { root, limits, deeper, now, until: now() + limits.ms, entries: 0, files: [], more: false };
  const folders: Folder[] = [{ path: root, depth: 0 }];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    if (isEnough(look)) {
      look.more = true;
      break;
    }
    folders.push(...(await scanFolder(look, folder)));
  }
  const files = look.files.sort((a, b) => a.path.localeCompare(b.path, "en", { numeric: true }));
  return { files, more: look.more };
}

interface Folder {
  readonly path: string;
  readonly depth: number;
}

interface Look {
  readonly root: string;
  readonly limits: ScanLimits;
  readonly deeper: boolean;
  readonly now: () => number;
  readonly until: number;
  entries: number;
  files: StickFile[];
  more: boolean;
}

const isEnough = ({ now, until, entries, files, limits }: Look): boolean =>
  now() >= until || entries >= limits.entries || files.length >= limits.files;

/** Lists one folder; what comes back are the folders in it that are still to be looked at. */
async function scanFolder(look: Look, folder: Folder): Promise<Folder[]> {
  const folders: Folder[] = [];
  const names: string[] = [];
  // A folder that cannot be read, or not to its end, is skipped: the rest of a damaged stick may still be good.
  const listing = await opendir(folder.path).catch(() => undefined);
  try {
    for await (const entry of listing ?? []) {
      if (isEnough(look)) {
        look.more = true;
        break;
      }
      look.entries++;
      await lookAtEntry(look, folder, entry, folders);
      if (entry.isFile()) names.push(entry.name);
    }
  } catch {
    look.more = true;
  }
  if (listing === undefined) look.more = true;
  const release = names.length > 0 ? await releaseIn(look.root, folder.path, names) : undefined;
  if (release !== undefined) look.files.push(release);
  return folders;
}

async function lookAtEntry(look: Look, { path, depth }: Folder, entry: Dirent, folders: Folder[]): Promise<void> {
  const own = join(path, entry.name);
  if (entry.isDirectory() && !entry.name.startsWith(".") && look.deeper) {
    if (depth < look.limits.depth) folders.push({ path: own, depth: depth + 1 });
    else look.more = true;
  }
  if (entry.isFile() && /\.iso$/i.test(entry.name) && !entry.name.startsWith("._")) await addIso(look, own);
}

async function addIso({ root, files }: Look, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined) files.push(entryOf(root, path, "iso", found.size, found.mtimeMs));
}

async function releaseIn(root: string, path: string, names: readonly string[]): Promise<StickFile | undefined> {
  const found = recognise(folderMedium(basename(path), names, () => undefined));
  if (found.kind !== "recognised") return undefined;
  const { kernel = "", initrds, diskImages } = found.release;
  let [size, newest] = [0, 0];
  for (const name of [kernel, ...initrds, ...diskImages]) {
    const is = await stat(join(path, name)).catch(() => undefined);
    size += is?.size ?? 0;
    newest = Math.max(newest, is?.mtimeMs ?? 0);
  }
  return entryOf(root, path, "release", size, newest);
}

const entryOf = (root: string, path: string, kind: StickFile["kind"], size: number, modified: number): StickFile => ({
  path: relative(root, path),
  name: basename(path),
  size,
  kind,
  seen: JSON.stringify([basename(path), size, Math.floor(modified)]),
});
