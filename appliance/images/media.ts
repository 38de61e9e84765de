import { createHash } from "node:crypto";
import { watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { gigabytes } from "./catalog.ts";
import { shownName } from "./names.ts";
import { noteSentence, readNotes } from "./stick-notes.ts";
import type { IsoNote, StickNote, UnreadableNote } from "./stick-notes.ts";
import { scanStick } from "./stick-scan.ts";
import type { Scan, StickFile } from "./stick-scan.ts";

/** A mounted stick, the watched folder itself, or a stick that is not mounted and has a note instead. */
export interface Stick extends Scan {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** Why nothing on it can be listed. */
  readonly unreadable?: UnreadableNote;
}

export interface MediaNeeds {
  /** Where the operating system mounts sticks, each in a folder of its own. */
  readonly folder: string;
  readonly pollMs?: number;
  found(stick: Stick): void;
  gone(stick: Stick): void;
  /** Files that look the same as at the look before: nobody is copying them there any more. */
  settled(stick: Stick, files: readonly StickFile[]): void;
  problem(error: unknown): void;
}

export interface Media {
  list(): Stick[];
  stop(): Promise<void>;
}

const POLL_MS = 3000;
/** Deep changes leave no trace at the top of a stick: every so many polls it is listed anew. */
const RESCAN = 10;

/** Watches the folder. A mount makes no inotify event in its parent, so the folder is looked at every few seconds too. Nothing is ever written there. */
export function watchMedia(needs: MediaNeeds): Media {
  const sticks = new Map<string, { stick: Stick; mark: string; age: number }>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const places = await placesIn(needs.folder);
    for (const [path, { stick }] of sticks) {
      if (places.has(path)) continue;
      sticks.delete(path);
      needs.gone(stick);
    }
    for (const [path, { mark, note }] of places) {
      const known = sticks.get(path);
      // The second look comes soon: until then a file may still be growing.
      const fresh = known?.mark === mark && known.age > 1 && known.age % RESCAN !== 0;
      if (known !== undefined && fresh) known.age++;
      else if (note === undefined) await scan(path, mark);
      else seen({ id: idOf(`${path} ${mark}`), ...ofNote(note) }, path, mark);
      if (stopped) return;
    }
  }

  async function scan(path: string, mark: string): Promise<void> {
    const found = await scanStick(path, () => performance.now(), path !== needs.folder);
    const known = sticks.get(path);
    if (path === needs.folder && found.files.length === 0) {
      if (known !== undefined) needs.gone(known.stick);
      sticks.delete(path);
      return;
    }
    seen({ id: idOf(path), name: basename(path), path, ...found }, path, mark);
  }

  function seen(stick: Stick, path: string, mark: string): void {
    const known = sticks.get(path);
    const { files } = stick;
    sticks.set(path, { stick, mark, age: known?.mark === mark ? known.age + 1 : 1 });
    const isNew = (file: StickFile): boolean => known?.stick.files.every(({ seen }) => seen !== file.seen) !== false;
    if (known?.stick.name !== stick.name || files.some(isNew)) needs.found(stick);
    const same = files.filter((file) => !isNew(file));
    if (same.length > 0) needs.settled(stick, same);
  }

  function again(): void {
    if (stopped || looking !== undefined) return;
    clearTimeout(timer);
    looking = look()
      .catch(needs.problem)
      .finally(() => {
        looking = undefined;
        if (!stopped) timer = setTimeout(again, needs.pollMs ?? POLL_MS);
      });
  }

  const watcher = watchQuietly(needs.folder, again);
  again();
  return {
    list: () => [...sticks.values()].map(({ stick }) => stick),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      watcher?.close();
      await looking;
    },
  };
}

/** Only makes it quicker; the poll finds everything. */
function watchQuietly(folder: string, changed: () => void): { close(): void } | undefined {
  try {
    return watch(folder, { persistent: false }, changed).on("error", () => undefined);
  } catch {
    return undefined; // not there yet
  }
}

/** The folders that are sticks, with a mark that changes when another one is mounted there. An empty folder is a mount point without a stick. */
async function placesIn(folder: string): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const root = await stat(folder).catch(() => undefined);
  if (root?.isDirectory() !== true) return places;
  places.set(folder, { mark: `${root.dev}:${root.ino}:${root.mtimeMs}` });
  for (const { path, mark, note } of await readNotes(folder)) places.set(path, { mark, note });
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    const found = await stat(path).catch(() => undefined);
    const names = await readdir(path).catch(() => undefined);
    if (found === undefined || names === undefined || (names.length === 0 && found.dev === root.dev)) continue;
    places.set(path, { mark: `${found.dev}:${found.ino}:${found.mtimeMs}` });
  }
  return places;
}

interface Place {
  readonly mark: string;
  readonly note?: StickNote;
}

const ofNote = (note: StickNote): Omit<Stick, "id"> =>
  note.why === "iso"
    ? { name: note.name, path: note.device, files: [isoOn(note)], more: false }
    : { name: note.name, path: "", files: [], more: false, unreadable: note };

/** An ISO that was written to a whole stick looks like a stick with one file. */
function isoOn({ name, label, device, size, deviceSize, made }: IsoNote): StickFile {
  const fileName = `${label || name}.iso`;
  const seen = JSON.stringify([fileName, size, made]);
  return { path: fileName, name: fileName, size, kind: "iso", seen, device: { path: device, size: deviceSize } };
}

const idOf = (path: string): string => createHash("sha256").update(path).digest("hex").slice(0, 12);

/** What is on a stick, in a sentence. */
export function stickSentence({ name, files, more, unreadable }: Stick): string {
  if (unreadable !== undefined) return `USB stick ${shownName(name)}: ${noteSentence(unreadable)}`;
  if (files.length === 0) return `USB stick ${shownName(name)}: nothing on it that can be installed.`;
  const listed = files.slice(0, 5).map((file) => `${shownName(file.name)} (${gigabytes(file.size)})`);
  const rest = files.length - listed.length;
  const others = rest === 0 ? "" : ` and ${rest} more`;
  return `USB stick ${shownName(name)}: ${listed.join(", ")}${others}${more ? ", and it holds more than was looked at" : ""}.`;
}
