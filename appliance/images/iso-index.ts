import { ImageRefusedError } from "./catalog.ts";
import type { IsoIndex, TreeEntry } from "./tree.ts";
import type { ExtentRow, IsoRows } from "./xorriso-rows.ts";

export const BLOCK = 2048;

export interface IsoLimits {
  readonly entries: number;
  readonly depth: number;
  readonly pathBytes: number;
}

/** Far above what any installer's medium has (a Debian BD: 60,000 files, 7 folders deep). */
export const ISO_LIMITS: IsoLimits = { entries: 2_000_000, depth: 16, pathBytes: 1024 };

/** Believes nothing: every claim is checked against the file and against the other claims. `size`: bytes of the ISO. */
export function buildIndex(rows: IsoRows, label: string, size: number, limits: IsoLimits = ISO_LIMITS): IsoIndex {
  const [compressed] = rows.compressed;
  if (compressed !== undefined) {
    throw new ImageRefusedError(
      "RS_ISO_COMPRESSED",
      `This is a compressed ISO (zisofs): ${shown(compressed)} is stored packed, and machines would get packed bytes. Compressed ISOs are not supported; make the ISO without zisofs.`,
    );
  }
  const count = rows.folders.length + rows.links.length + rows.extents.length;
  if (count > limits.entries) throw tooMuch(`it has more than ${limits.entries} names`);
  const checked = (path: string): string => checkPath(path, limits);

  const entries = new Map<string, TreeEntry>();
  for (const path of rows.folders) {
    if (path === "/") continue;
    const name = checked(path);
    entries.set(name, { path: name, kind: "folder", size: 0, extents: [] });
  }
  const folders = new Set(["", ...entries.keys()]);
  const add = (entry: TreeEntry): void => {
    const parent = parentOf(entry.path);
    if (!folders.has(parent)) throw hostile(`${shown(entry.path)} lies in ${shown(parent)}, which is no folder`);
    // Two files of one name: no client could name the second, which is left out.
    if (!entries.has(entry.path)) entries.set(entry.path, entry);
  };
  for (const name of folders) {
    if (!folders.has(parentOf(name))) throw hostile(`${shown(name)} lies in no folder`);
  }
  for (const { path, target } of rows.links) {
    if (Buffer.byteLength(target) > limits.pathBytes) throw tooMuch(`the link ${shown(path)} is too long`);
    add({ path: checked(path), kind: "link", size: 0, extents: [], target });
  }
  for (const parts of byFile(rows.extents)) add(fileOf(checked(parts[0].path), parts, size));
  for (const { block } of rows.boots) {
    if (block * BLOCK >= size) throw hostile("its boot catalog (El Torito) names an image that lies behind its end");
  }
  return {
    label,
    entries: [...entries.values()],
    boots: {
      bios: rows.boots.some(({ platform }) => platform === "BIOS"),
      uefi: rows.boots.some(({ platform }) => platform === "UEFI"),
    },
  };
}

type Parts = [ExtentRow, ...ExtentRow[]];

/** The rows of one file stand together and are counted from 0. */
function* byFile(rows: readonly ExtentRow[]): Generator<Parts> {
  let parts: Parts | undefined;
  for (const row of rows) {
    if (row.path === parts?.[0].path && row.part === parts.length) {
      parts.push(row);
      continue;
    }
    if (parts !== undefined) yield parts;
    if (row.part !== 0) throw hostile(`${shown(row.path)} has parts that do not follow each other`);
    parts = [row];
  }
  if (parts !== undefined) yield parts;
}

function fileOf(path: string, parts: Parts, isoSize: number): TreeEntry {
  const { size } = parts[0];
  const extents: { start: number; size: number }[] = [];
  let left = size;
  for (const part of parts) {
    const extent = { start: part.block * BLOCK, size: Math.min(part.blocks * BLOCK, left) };
    left -= extent.size;
    if (extent.size === 0) continue; // an empty file has an arbitrary block
    if (extent.start + extent.size > isoSize) {
      throw hostile(`the bytes of ${shown(path)} lie behind the end of the file`);
    }
    const last = extents.at(-1);
    if (last !== undefined && last.start + last.size === extent.start) last.size += extent.size;
    else extents.push(extent);
  }
  if (left !== 0) throw hostile(`${shown(path)} says that it has ${size} bytes, and ${size - left} are there`);
  return { path, kind: "file", size, extents };
}

/** Without its first slash. No path is ever one on our disk; this keeps out what no client can ask for or a page cannot show. */
function checkPath(path: string, limits: IsoLimits): string {
  const names = path.slice(1).split("/");
  if (/\p{Cc}/u.test(path)) throw hostile(`the name ${shown(path)} has control characters in it`);
  if (!path.startsWith("/") || names.some((name) => name === "" || name === "." || name === "..")) {
    throw hostile(`${shown(path)} is no name of a file`);
  }
  if (names.length > limits.depth) throw tooMuch(`${shown(path)} lies more than ${limits.depth} folders deep`);
  if (Buffer.byteLength(path) - 1 > limits.pathBytes) {
    throw tooMuch(`the path ${shown(path)} is longer than ${limits.pathBytes} bytes`);
  }
  return path.slice(1);
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** For a sentence: escaped, and not longer than a line. */
const shown = (path: string): string => {
  const text = JSON.stringify(path);
  return text.length > 90 ? `${text.slice(0, 60)}…${text.slice(-25)}` : text;
};

const hostile = (what: string): ImageRefusedError =>
  new ImageRefusedError(
    "RS_ISO_HOSTILE",
    `This ISO is damaged, or made to do harm: ${what}. Get it again from its maker and compare its SHA-256.`,
  );

const tooMuch = (what: string): ImageRefusedError =>
  new ImageRefusedError(
    "RS_ISO_LIMIT",
    `This ISO is more than Rackseed takes: ${what}. Installers' media are far below that; get it again from its maker.`,
  );
