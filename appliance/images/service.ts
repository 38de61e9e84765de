import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Content } from "../bytes/content.ts";
import type { ImageRow } from "../store/images.ts";
import { isOurFolder, madeBy } from "./catalog.ts";
import type { Image, ImageConfig, ImageFile, Progress } from "./catalog.ts";
import { importImage, refusedRow } from "./import.ts";
import { isoOf, WHOLE_ISO } from "./locate.ts";
import type { Listing } from "./tree.ts";
import { openTrees } from "./tree-reader.ts";
import type { Internet } from "./origin.ts";
import { asRefusal, imageOf, importing, refused, waiting, withProgress } from "./show.ts";
import type { PhaseStart } from "./show.ts";
import { makeFolder, removeFolder } from "./source.ts";

export type { Image, ImageConfig, ImageFile } from "./catalog.ts";

/** What this part needs of the database. */
export interface ImageStore {
  all(): ImageRow[];
  save(row: ImageRow): void;
  remove(name: string): void;
  /** What people added by the API: where it comes from outlives a restart. */
  sources(): ImageConfig[];
  saveSource(config: ImageConfig): void;
}

export interface ImageReport {
  readonly kind: "importStarted" | "importProgressed" | "imageReady" | "imageRefused" | "imageRemoved";
  readonly image: Image;
}

export interface ImageService {
  /** Imports what is new or changed in the background, one at a time. Images that are no longer named stay until removed. */
  applyConfig(images: readonly ImageConfig[]): void;
  /** Imports what a person added, and remembers it. A refused image of that name is tried anew; any other must be removed first. */
  add(config: ImageConfig): Image;
  list(): Image[];
  get(name: string): Image | undefined;
  /** Where an image comes from, if the configuration or a person said so in this life. */
  sourceOf(name: string): ImageConfig | undefined;
  /** A file of a ready image: by any path in its tree if it came from an ISO (`WHOLE_ISO`: the ISO itself), else by its name. */
  content(name: string, file: string): Content | undefined;
  /** What lies in a folder of a ready image; "" is its root. */
  folder(name: string, path: string): Listing | undefined;
  /** Takes an image away: a ready one into the trash if there is one, anything else from the card too. False when there is none of that name. */
  remove(name: string, who?: string): Promise<boolean>;
  /** An image came out of the trash. */
  came(image: Trashed): void;
  /** Takes the folder of an image that left the trash off the card. */
  removeFolder(folder: string): Promise<void>;
  /** When nothing is being imported or waits for it. */
  idle(): Promise<void>;
  /** Gives up what is being imported; the next start begins it anew. */
  stop(): Promise<void>;
}

/** A removed image as the trash keeps it. */
export interface Trashed {
  readonly row: ImageRow;
  readonly source: ImageConfig | null;
}

interface Needs {
  /** DATA/images */
  readonly folder: string;
  readonly store: ImageStore;
  now(): Date;
  report(event: ImageReport): void;
  readonly internet: Internet;
  /** The image is settled or removed: what was kept for its import (an upload) is not needed any more. */
  settled?(config: ImageConfig): void;
  /** Where removed images lie for a while, never served. Without it they are gone at once. */
  readonly trash?: {
    put(image: Trashed, who: string): void;
    folders(): readonly string[];
    /** Gives up what lies there until so many bytes are free above the reserve, or nothing is left. */
    makeRoom(bytes: number): Promise<void>;
  };
  /** Kept free for leases and the database. */
  readonly reserveBytes?: number;
}

interface Entry {
  image: Image;
  row: ImageRow | undefined;
  config: ImageConfig | undefined;
}

export const RESERVE = 512 * 1024 * 1024;
/** A phase of unknown length is told about this often (ms). */
const TELL_MS = 1000;

export function imageService(needs: Needs): ImageService {
  const { folder, store } = needs;
  const entries = new Map<string, Entry>();
  const trees = openTrees();
  const added = new Map(store.sources().map((config) => [config.name, config]));
  for (const row of store.all()) {
    const config = added.get(row.name);
    entries.set(row.name, { image: imageOf(row, config), row, config });
  }
  const queue = new Set<string>();
  let current: { readonly name: string; readonly controller: AbortController } | undefined;
  let working: Promise<void> | undefined;
  let tidied = false;
  let stopped = false;

  const report = (kind: ImageReport["kind"], image: Image): void => needs.report({ kind, image });

  /** Shows `image`, unless the configuration it comes from is no longer the one in force. */
  function change(config: ImageConfig, image: Image, kind: ImageReport["kind"]): void {
    const entry = entries.get(config.name);
    if (entry?.config !== config) return;
    entry.image = image;
    report(kind, image);
  }

  function applyConfig(images: readonly ImageConfig[]): void {
    for (const config of images) {
      const entry = entries.get(config.name);
      const same = JSON.stringify(entry?.config) === JSON.stringify(config);
      if (!same || entry?.image.state === "refused") enqueue(config, entry?.row);
    }
    // What a person added and no import has settled: an earlier life was stopped in the middle of it.
    for (const [name, config] of added) if (!entries.has(name)) enqueue(config, undefined);
    begin();
  }

  function add(config: ImageConfig): Image {
    store.saveSource(config);
    enqueue(config, entries.get(config.name)?.row);
    begin();
    return entries.get(config.name)?.image ?? waiting(config);
  }

  function enqueue(config: ImageConfig, row: ImageRow | undefined): void {
    if (current?.name === config.name) current.controller.abort(new Error("the configuration changed"));
    // What these very settings made stays in use while the source is looked at; anything else waits.
    const image =
      row !== undefined && madeBy(config, row) && row.state === "ready" ? imageOf(row, config) : waiting(config);
    entries.set(config.name, { image, row, config });
    queue.add(config.name);
  }

  function begin(): void {
    if (stopped || working !== undefined) return;
    working = work().finally(() => {
      working = undefined;
      if (queue.size > 0) begin();
    });
  }

  async function work(): Promise<void> {
    // Nothing to import: if sweeping fails now, the next import says so.
    if (queue.size === 0 && !tidied)
      tidied = await tidy().then(
        () => true,
        () => false,
      );
    for (let name = next(); name !== undefined; name = next()) {
      const config = entries.get(name)?.config;
      if (config === undefined) continue;
      try {
        if (!tidied) await tidy();
        tidied = true;
        await importOne(config);
      } catch (thrown) {
        // The data folder or the database does not take what was found out: said here, tried again at the next start.
        change(config, refused(config, asRefusal(thrown)), "imageRefused");
      }
    }
  }

  function next(): string | undefined {
    const [name] = stopped ? [] : queue;
    if (name !== undefined) queue.delete(name);
    return name;
  }

  /** Removes what an earlier life left unfinished, and folders that no row knows. */
  async function tidy(): Promise<void> {
    await makeFolder(folder);
    const known = new Set([
      ...[...entries.values()].map((entry) => entry.row?.folder),
      ...(needs.trash?.folders() ?? []),
    ]);
    for (const name of await readdir(folder)) {
      if (isOurFolder(name) && !known.has(name)) await removeFolder(join(folder, name));
    }
  }

  async function importOne(config: ImageConfig): Promise<void> {
    const { name } = config;
    const previous = entries.get(name)?.row;
    const controller = new AbortController();
    current = { name, controller };
    try {
      const row = await importImage(jobOf(config, previous), controller.signal);
      if (entries.get(name)?.config !== config) await dropFolder(row.folder, previous?.folder);
      else await settle(config, row);
    } catch (thrown) {
      if (!controller.signal.aborted) await refuse(config, thrown);
    } finally {
      current = undefined;
    }
  }

  function jobOf(config: ImageConfig, previous: ImageRow | undefined): Parameters<typeof importImage>[0] {
    let start: PhaseStart | undefined;
    let told = { percent: -1, at: 0 };
    return {
      config,
      folder,
      previous,
      internet: needs.internet,
      reserveBytes: needs.reserveBytes ?? RESERVE,
      now: () => needs.now(),
      makeRoom: (bytes) => needs.trash?.makeRoom(bytes) ?? Promise.resolve(),
      stored,
      started: (prepared) => change(config, importing(config, prepared), "importStarted"),
      progress(progress: Progress) {
        const image = entries.get(config.name)?.image;
        const at = performance.now();
        const { phase, done, total } = progress;
        const percent = total === 0 ? 0 : Math.floor((100 * done) / total);
        const fresh = start?.phase !== phase;
        if (image === undefined || (!fresh && percent === told.percent && at - told.at < TELL_MS)) return;
        if (start?.phase !== phase) start = { phase, done, at };
        told = { percent, at };
        change(config, withProgress(image, progress, start, at), "importProgressed");
      },
    };
  }

  function stored(file: ImageFile): string | undefined {
    for (const { row } of entries.values()) {
      const same = row?.files.find((one) => one.sha256 === file.sha256 && one.size === file.size);
      if (row?.folder != null && same !== undefined) return join(folder, row.folder, same.name);
    }
    return undefined;
  }

  async function settle(config: ImageConfig, row: ImageRow): Promise<void> {
    const entry = entries.get(row.name);
    if (entry === undefined) return;
    const before = entry.row;
    if (row !== before) store.save(row);
    entry.row = row;
    needs.settled?.(config);
    if (row === before) entry.image = imageOf(row, config);
    else change(config, imageOf(row, config), row.state === "ready" ? "imageReady" : "imageRefused");
    await dropFolder(before?.folder, row.folder);
  }

  async function dropFolder(old: string | null | undefined, kept: string | null | undefined): Promise<void> {
    if (old == null || old === kept) return;
    trees.close(join(folder, old));
    await removeFolder(join(folder, old));
  }

  async function refuse(config: ImageConfig, thrown: unknown): Promise<void> {
    const refusal = asRefusal(thrown);
    const row = await refusedRow(jobOf(config, undefined), refusal);
    if (entries.get(config.name)?.config !== config) return;
    if (row !== undefined) {
      await settle(config, row);
      return;
    }
    change(config, refused(config, refusal), "imageRefused");
  }

  async function remove(name: string, who = ""): Promise<boolean> {
    const entry = entries.get(name);
    if (entry === undefined) return false;
    entries.delete(name);
    queue.delete(name);
    if (current?.name === name) current.controller.abort(new Error("the image was removed"));
    const kept = keptInTrash(entry, who);
    if (!kept) store.remove(name);
    added.delete(name);
    if (entry.config !== undefined) needs.settled?.(entry.config);
    if (kept) trees.close(join(folder, entry.row?.folder ?? ""));
    else await dropFolder(entry.row?.folder, undefined);
    report("imageRemoved", entry.image);
    return true;
  }

  /** Only what is whole is worth taking back. */
  function keptInTrash({ row, image }: Entry, who: string): boolean {
    if (needs.trash === undefined || row?.folder == null || image.state !== "ready") return false;
    needs.trash.put({ row, source: added.get(row.name) ?? null }, who);
    return true;
  }

  function came({ row, source }: Trashed): void {
    if (source !== null) added.set(row.name, source);
    const config = source ?? undefined;
    entries.set(row.name, { image: imageOf(row, config), row, config });
  }

  /** Where a ready image lies. */
  function readyFolder(
    name: string,
  ): { folder: string; files: readonly ImageFile[]; iso: string | undefined } | undefined {
    const entry = entries.get(name);
    if (entry?.image.state !== "ready" || entry.row?.folder == null) return undefined;
    return { folder: join(folder, entry.row.folder), files: entry.row.files, iso: isoOf(entry.image) };
  }

  return {
    applyConfig,
    add,
    remove,
    came,
    removeFolder: (name) => removeFolder(join(folder, name)),
    sourceOf: (name) => entries.get(name)?.config,
    list: () => [...entries.values()].map((entry) => entry.image),
    get: (name) => entries.get(name)?.image,
    content(name, file) {
      const stored = readyFolder(name);
      if (stored === undefined) return undefined;
      const tree = trees.of(stored.folder, stored.iso);
      if (tree !== undefined && file !== WHOLE_ISO) return tree.file(file);
      const found = stored.files.find((one) => one.name === (tree === undefined ? file : stored.iso));
      if (found === undefined) return undefined;
      return { kind: "file", path: join(stored.folder, found.name), start: 0, size: found.size };
    },
    folder(name, path) {
      const stored = readyFolder(name);
      if (stored === undefined) return undefined;
      const tree = trees.of(stored.folder, stored.iso);
      if (tree !== undefined) return tree.folder(path);
      return path === "" ? stored.files.map((file) => ({ name: file.name, kind: "file", size: file.size })) : undefined;
    },
    async idle() {
      while (working !== undefined) await working;
    },
    async stop() {
      stopped = true;
      queue.clear();
      current?.controller.abort(new Error("Rackseed stops"));
      await working;
      trees.closeAll();
    },
  };
}
