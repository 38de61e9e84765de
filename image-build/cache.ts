// Long things are kept between builds, each in a folder named by what it was made from: complete, or not there.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

import { say } from "./run.ts";

const STALE_AFTER_MS = 30 * 24 * 3600 * 1000;

export const cacheFolder = (): string => process.env["RACKSEED_CACHE"] ?? path.join(homedir(), ".cache/rackseed");

export const hashOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);

/** The kernel drops a lock of flock(1) however its holder ends; `cat` holds it until our end of the pipe closes. */
async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const holder = spawn("flock", [file, "sh", "-c", "echo held; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once("data", () => resolve());
      holder.once("error", reject);
      holder.once("close", () => reject(new Error(`the lock ${file} could not be taken`)));
    });
    return await work();
  } finally {
    holder.stdin.end();
  }
}

/** The folder `<kind>-<hash>`; made by `make` in a temporary one if it is not there. One maker at a time. */
export async function cached(kind: string, hash: string, make: (folder: string) => Promise<void>): Promise<string> {
  const top = cacheFolder();
  const folder = path.join(top, `${kind}-${hash}`);
  await mkdir(top, { recursive: true });
  await locked(path.join(top, `${kind}.lock`), async () => {
    await removeOld(top, kind);
    if (existsSync(folder)) return;
    const temporary = await mkdtemp(path.join(top, `${kind}.tmp-`));
    try {
      await make(temporary);
      await rename(temporary, folder);
    } finally {
      if (!(await hasMounts(temporary))) await rm(temporary, { recursive: true, force: true });
    }
    say(`kept for the next time: ${folder}`);
  });
  const now = new Date();
  await utimes(folder, now, now);
  return folder;
}

/** With the lock held, a temporary folder is a killed build's. */
async function removeOld(top: string, kind: string): Promise<void> {
  for (const name of await readdir(top)) {
    const file = path.join(top, name);
    const killed = name.startsWith(`${kind}.tmp-`);
    const old = name.startsWith(`${kind}-`) && Date.now() - (await stat(file)).mtimeMs > STALE_AFTER_MS;
    if ((killed || old) && !(await hasMounts(file))) await rm(file, { recursive: true, force: true });
  }
}

/** What is mounted somewhere below is not ours to remove. */
export async function hasMounts(folder: string): Promise<boolean> {
  const places = (await readFile("/proc/self/mounts", "utf8")).split("\n").map((line) => line.split(" ")[1] ?? "");
  const found = places.filter((place) => place === folder || place.startsWith(`${folder}/`));
  if (found.length > 0) say(`not removed, because of what is mounted there: ${found.join(", ")}`);
  return found.length > 0;
}
