// The appliance as a card runs it: JavaScript. Node can leave TypeScript's types out by itself, and would do so for each of
// six hundred files at each first start, with a compiler that a small board needs seconds and 30 MB for.
import { existsSync } from "node:fs";
import { cp, lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";

import { sortedTree } from "./tree-files.ts";

/** A file of ours as it is imported, or started as a thread: "./x.ts" and "../y/z.ts". */
const OURS = /(["'])(\.{1,2}\/[^"'\n]*)\.ts\1/g;

/** Copies the folder `from` to `to`; each .ts file becomes a .js file with the same lines. Throws when one names a file that is not there. */
export async function program(from: string, to: string): Promise<void> {
  for (const name of await sortedTree(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    if ((await lstat(source)).isDirectory()) await mkdir(target, { recursive: true });
    else if (!name.endsWith(".ts")) await cp(source, target);
    else if (!name.endsWith(".d.ts"))
      await writeFile(target.replace(/\.ts$/, ".js"), javascript(await readFile(source, "utf8"), source));
  }
}

export function javascript(source: string, file: string): string {
  return stripTypeScriptTypes(source).replace(OURS, (_all, quote: string, name: string) => {
    if (!existsSync(path.resolve(path.dirname(file), `${name}.ts`)))
      throw new Error(`${file} names ${name}.ts, which is not there`);
    return `${quote}${name}.js${quote}`;
  });
}
