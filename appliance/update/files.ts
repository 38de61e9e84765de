import { lstat, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { UpdateFile } from "../http/needs-updates.ts";
import { shownName } from "../images/names.ts";

export interface FoundFile extends UpdateFile {
  readonly path: string;
}

export interface StickFolder {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

interface Dated {
  readonly modified: number;
  readonly file: FoundFile;
}

const MOST = 50;

/** Bundles in the folder itself and at the top of each stick, newest first. `named`: what people called an uploaded file. */
export async function bundlesIn(
  folder: string,
  sticks: readonly StickFolder[],
  named: (path: string) => string | undefined,
): Promise<FoundFile[]> {
  const own = (await bundles(folder)).map(({ modified, ...file }): Dated => {
    const name = named(file.path);
    return {
      modified,
      file:
        name === undefined
          ? { ...file, id: `folder:${basename(file.path)}`, from: "folder" }
          : { ...file, id: `upload:${name}`, name: shownName(name), from: "upload" },
    };
  });
  const onSticks = await Promise.all(
    sticks.map(async ({ id, name, path }) =>
      (await bundles(path)).map(({ modified, ...file }): Dated => ({
        modified,
        file: { ...file, id: `stick:${id}/${basename(file.path)}`, from: "stick", stick: shownName(name) },
      })),
    ),
  );
  return [...own, ...onSticks.flat()]
    .sort((a, b) => b.modified - a.modified)
    .slice(0, MOST)
    .map(({ file }) => file);
}

async function bundles(folder: string): Promise<{ name: string; path: string; size: number; modified: number }[]> {
  const names = await readdir(folder).catch(() => []); // a stick can be gone at any moment
  const wanted = names.filter((name) => /\.raucb$/i.test(name) && !name.startsWith(".")).slice(0, MOST);
  const found = await Promise.all(
    wanted.map(async (name) => {
      const path = join(folder, name);
      const is = await lstat(path).catch(() => undefined); // links on sticks are not followed
      return is?.isFile() === true ? [{ name: shownName(name), path, size: is.size, modified: is.mtimeMs }] : [];
    }),
  );
  return found.flat();
}
