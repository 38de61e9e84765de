import { lstat, lutimes, readdir } from "node:fs/promises";
import path from "node:path";

import { SOURCE_DATE_EPOCH } from "./base.ts";

/**
 * Every path below `folder`, folders before what is in them, in an order that no language setting changes. A link is not
 * followed, which Node's own recursive readdir does: a root file system's /var/run leads to this machine's.
 */
export async function sortedTree(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
      const name = path.join(below, entry.name);
      found.push(name);
      if (entry.isDirectory()) await walk(name);
    }
  };
  await walk("");
  return found.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

/** Files that were made now get the date that all others have. */
export async function setTimes(folder: string): Promise<void> {
  const latest = Number(SOURCE_DATE_EPOCH);
  for (const name of ["", ...(await sortedTree(folder))]) {
    const file = path.join(folder, name);
    if ((await lstat(file)).mtimeMs / 1000 > latest) await lutimes(file, latest, latest);
  }
}
