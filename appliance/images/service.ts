import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Content } from "../bytes/content.ts";
import type { ImageRow } from "../store/images.ts";
import { ImageRefusedError, isOurFolder, madeBy } from "./catalog.ts";
import type { Image, ImageConfig, ImageFile, Plan } from "./catalog.ts";
import { importImage, refusedRow } from "./import.ts";
import { isoOf, WHOLE_ISO } from "./locate.ts";
import { makeFolder, removeFolder } from "./source.ts";
import type { Listing } from "./tree.ts";
import { openTrees } from "./tree-reader.ts";
import { KeyFileError } from "./verify.ts";

export type { Image, ImageConfig, ImageFile } from "./catalog.ts";

/** What this part needs of the database. */
export interface ImageStore {
  all(): ImageRow[];
  save(row: ImageRow): void;
  remove(name: string): void;
}

export interface ImageReport {
  readonly kind: "importStarted" | "importProgressed" | "imageReady" | "imageRefused" | "imageRemoved";
  readonly image: Image;
}

export interface ImageService {
  /** Imports what is new or changed in the background, one at a time. Images that are no longer named stay until removed. */
  applyConfig(images: readonly ImageConfig[]): void;
  list(): Image[];
  get(name: string): Image | undefined;
  /** A file of a ready image: by any path in its tree if it came from an ISO (`WHOLE_ISO`: the ISO itself), else by its name. */
  content(name: string, file: string): Content | undefined;
  /** What lies in a folder of a ready image; "" is its root. */
  folder(name: string, path: string): Listing | undefined;
  /** Takes an image away, from the card too. False when there is none of that name. */
  remove(name: string): Promise<boolean>;
  /** When nothing is being imported or waits for it. */
  idle(): Promise<void>;
  /** Gives up what is being imported; the next start begins it anew. */
  stop(): Promise<void>;
}

interface Needs {
  /** DATA/images */
  readonly folder: string;
  readonly store: ImageStore;
  now(): Date;
  report(event: ImageReport): void;
  /** Kept free for leases and the database. */
  readonly reserveBytes?: number;
}

interface Entry {
  image: Image;
  row: ImageRow | undefined;
  config: ImageConfig | undefined;
}

const RESERVE = 512 * 1024 * 1024;

export function imageService(needs: Needs): ImageService {
  const { folder, store } = needs;
  const entries = new Map<string, Entry>();
  for (const row of store.all()) entries.set(row.name, { image: imageOf(row), row, config: undefined });
  const trees = openTrees();
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
    begin();
  }

  function enqueue(config: ImageConfig, row: ImageRow | undefined): void {
    if (current?.name === config.name) current.controller.abort(new Error("the configuration changed"));
    // What these very settings made stays in use while the source is looked at; anything else waits.
    const image = row !== undefined && madeBy(config, row) ? imageOf(row) : waiting(config);
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
    for (let name = next(); name !== undefined; name = next()) {
      const config = entries.get(name)?.config;
      if (config === undefined) continue;
      try {
        if (!tidied) await tidy();
        tidied = true;
        await importOne(config);
      } catch (thrown) {
        // The data folder or the database does not take what was found out: said here, tried again at the next start.
        const { code, message } = asRefusal(thrown);
        change(config, { ...waiting(config), state: "refused", code, reason: message }, "imageRefused");
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
    const known = new Set([...entries.values()].map((entry) => entry.row?.folder));
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
    let percent = 0;
    return {
      config,
      folder,
      previous,
      reserveBytes: needs.reserveBytes ?? RESERVE,
      now: () => needs.now(),
      stored,
      started: (plan) => change(config, importing(config, plan, 0), "importStarted"),
      progress(share) {
        const image = entries.get(config.name)?.image;
        if (image === undefined || Math.floor(share * 100) === percent) return;
        percent = Math.floor(share * 100);
        change(config, { ...image, progress: share }, "importProgressed");
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
    if (row === before) entry.image = imageOf(row);
    else change(config, imageOf(row), row.state === "ready" ? "imageReady" : "imageRefused");
    await dropFolder(before?.folder, row.folder);
  }

  async function dropFolder(old: string | null | undefined, kept: string | null | undefined): Promise<void> {
    if (old == null || old === kept) return;
    trees.close(join(folder, old));
    await removeFolder(join(folder, old));
  }

  async function refuse(config: ImageConfig, thrown: unknown): Promise<void> {
    const refusal = asRefusal(thrown);
    const row = await refusedRow(config, refusal);
    if (entries.get(config.name)?.config !== config) return;
    if (row !== undefined) {
      await settle(config, row);
      return;
    }
    const image = { ...waiting(config), state: "refused", code: refusal.code, reason: refusal.message } as const;
    change(config, image, "imageRefused");
  }

  async function remove(name: string): Promise<boolean> {
    const entry = entries.get(name);
    if (entry === undefined) return false;
    entries.delete(name);
    queue.delete(name);
    if (current?.name === name) current.controller.abort(new Error("the image was removed"));
    store.remove(name);
    await dropFolder(entry.row?.folder, undefined);
    report("imageRemoved", entry.image);
    return true;
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
    remove,
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

const waiting = (config: ImageConfig): Image => ({
  name: config.name,
  version: config.version ?? "",
  state: "waiting",
  verified: "pending",
  bytes: 0,
  files: [],
});

const importing = (config: ImageConfig, plan: Plan, progress: number): Image => ({
  ...waiting(config),
  version: plan.version,
  release: plan.release,
  state: "importing",
  bytes: plan.files.reduce((sum, file) => sum + file.size, 0),
  progress,
});

function imageOf(row: ImageRow): Image {
  const { name, version, state, verified, files } = row;
  const optional = {
    release: row.release,
    code: row.code,
    reason: row.reason,
    detail: row.detail,
    fingerprint: row.fingerprint,
    importedAt: row.importedAt === null ? null : new Date(row.importedAt),
  };
  const there = Object.entries(optional).filter(([, value]) => value !== null);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return { name, version, state, verified, bytes, files, ...(Object.fromEntries(there) as Partial<Image>) };
}

function asRefusal(thrown: unknown): ImageRefusedError {
  if (thrown instanceof ImageRefusedError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof KeyFileError) return new ImageRefusedError("RS_IMAGE_KEY", message);
  return new ImageRefusedError(
    "RS_IMAGE_FAILED",
    `The import failed: ${message}. Nothing was added. Restart Rackseed to try again.`,
  );
}
