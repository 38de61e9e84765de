// Where built things are kept: a folder for each state of their sources, complete or not there, built by one at a time.
import { spawn } from "node:child_process";
import { access, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

const STALE_AFTER = 14 * 24 * 3600 * 1000;

export const cacheFolder = (): string => process.env["RACKSEED_CACHE"] ?? join(homedir(), ".cache/rackseed");

/** flock(1) around a second process: the kernel drops the lock however that process ends. */
export async function buildUnderLock(builder: string, args: readonly string[]): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const lock = join(cacheFolder(), "standin.lock");
  const child = spawn("flock", [lock, process.execPath, builder, "--locked", ...args], { stdio: ["ignore", 2, 2] });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (status !== 0) throw new Error(`building the stand-in (${args.join(" ")}) ended with status ${status}`);
}

export async function atomically(folder: string, work: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${folder}.tmp-${process.pid}`;
  try {
    await mkdir(temporary);
    await work(temporary);
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** With the lock held, a temporary folder is a killed build's; a build that nobody asked for in two weeks is old. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const built = /^standin(-iso)?-[0-9a-f]{16}$/.test(name);
    const old = built && Date.now() - (await stat(path)).mtimeMs > STALE_AFTER;
    if (old || /\.tmp-\d+$/.test(name)) await rm(path, { recursive: true, force: true });
  }
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
