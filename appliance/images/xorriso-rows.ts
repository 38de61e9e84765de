/** One extent of one file, as `-exec report_lba` prints it. */
export interface ExtentRow {
  readonly path: string;
  /** Counted from 0; a file over 4 GiB has several. */
  readonly part: number;
  /** In blocks of 2048 bytes. */
  readonly block: number;
  readonly blocks: number;
  /** Of the whole file, also in the rows of its parts. */
  readonly size: number;
}

/** What xorriso says about an ISO, taken apart and not yet believed. Paths begin with a slash. */
export interface IsoRows {
  readonly folders: readonly string[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
  readonly extents: readonly ExtentRow[];
  /** Files that are stored compressed (zisofs). */
  readonly compressed: readonly string[];
  readonly boots: readonly { readonly platform: string; readonly block: number }[];
}

/** A row that is none of those that were asked for. */
export class RowError extends Error {
  override name = "RowError";
}

// A name stands in single quotes, as for a shell; a quote in it closes, adds "'" and opens again. It may hold a line feed, so
// lines cannot be told apart before names are.
const NAME = String.raw`'((?:[^']|'"'"')*)'`;
const ROWS = {
  extent: new RegExp(String.raw`File data lba: *(\d+) , *(\d+) , *(\d+) , *(\d+) , ${NAME}\n`, "y"),
  folder: new RegExp(`${NAME}\n`, "y"),
  listed: new RegExp(String.raw`([-l])[^'\n]*${NAME}(?: -> ${NAME})?\n`, "y"),
  layout: /Report layout:[^\n]*\n|\n/y,
} as const;
const BOOT = /^El Torito boot img : +\d+ +(\S+) +[yn] +\S+ +0x[0-9a-f]+ +0x[0-9a-f]+ +\d+ +(\d+)$/gm;

/** Reads the output of the four searches and of `-report_el_torito`, in that order (see iso.ts). */
export function parseRows(output: string): IsoRows {
  const folders: string[] = [];
  const links: { path: string; target: string }[] = [];
  const extents: ExtentRow[] = [];
  const compressed: string[] = [];
  let at = 0;
  const next = (row: RegExp): RegExpExecArray | undefined => {
    row.lastIndex = at;
    const found = row.exec(output) ?? undefined;
    if (found !== undefined) at = row.lastIndex;
    return found;
  };
  // From the first line about El Torito on names are not quoted any more; only its own rows are looked for there.
  while (at < output.length && !output.startsWith("El Torito ", at)) {
    const extent = next(ROWS.extent);
    if (extent !== undefined) {
      extents.push(extentRow(extent));
      continue;
    }
    const folder = next(ROWS.folder);
    if (folder !== undefined) {
      folders.push(nameOf(folder[1]));
      continue;
    }
    const listed = next(ROWS.listed);
    if (listed?.[1] === "l") links.push({ path: nameOf(listed[2]), target: nameOf(listed[3]) });
    else if (listed !== undefined) compressed.push(nameOf(listed[2]));
    else if (next(ROWS.layout) === undefined)
      throw new RowError(
        `xorriso said ${JSON.stringify(output.slice(at, at + 80))}, which is no row that was asked for`,
      );
  }
  const boots = [...output.slice(at).matchAll(BOOT)].map(([, platform = "", block]) => ({
    platform,
    block: Number(block),
  }));
  return { folders, links, extents, compressed, boots };
}

const extentRow = ([, part, block, blocks, size, name]: RegExpExecArray): ExtentRow => ({
  path: nameOf(name),
  part: Number(part),
  block: Number(block),
  blocks: Number(blocks),
  size: Number(size),
});

const nameOf = (quoted = ""): string => quoted.replaceAll(`'"'"'`, "'");
