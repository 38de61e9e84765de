// Started by systemd as root when a block device appears on USB, and once more when it goes: stick add|remove sda1
import { execFile } from "node:child_process";
import { mkdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { NOTES, type StickNote } from "../../images/stick-notes.ts";
import { factsOf, type Places } from "./facts.ts";
import { mountsOf } from "./mounts.ts";
import { namesToTry } from "./name.ts";
import { OWN_DISK, planStick, type StickPlan } from "./plan.ts";
import { fileSystemName } from "./signature.ts";

const run = promisify(execFile);

export interface StickPlaces extends Places {
  /** Where sticks are mounted, each in a folder of its own. */
  readonly sticks: string;
}

const PLACES: StickPlaces = { dev: "/dev", sys: "/sys", sticks: "/run/rackseed/sticks" };

/** Mounts what may be mounted and tells of the rest. Returns what it did, in a sentence for the journal. */
export async function addStick(device: string, places: StickPlaces): Promise<string> {
  const facts = await factsOf(device, places);
  const path = join(places.dev, device);
  // Nothing is ever written to a stick, not even by a file system that would repair itself.
  if (facts.disk.tableId !== OWN_DISK && facts.size > 0) await run("blockdev", ["--setro", path]);
  const plan = planStick(facts);
  switch (plan.kind) {
    case "nothing":
      return `${device} is left alone: ${plan.because}`;
    case "note":
      await writeNote(device, plan.note, places);
      return `${device} (${plan.note.name}) is not mounted: ${plan.note.why}`;
    case "mount":
      return await mountStick(device, plan, places);
  }
}

async function mountStick(
  device: string,
  { type, options, name }: Extract<StickPlan, { kind: "mount" }>,
  places: StickPlaces,
): Promise<string> {
  const folder = await freeFolder(places.sticks, name);
  try {
    await run("mount", [
      "--types",
      type,
      "--options",
      options,
      "--source",
      join(places.dev, device),
      "--target",
      folder,
    ]);
    return `${device} is mounted at ${folder}`;
  } catch (error) {
    await rmdir(folder);
    const fileSystem = fileSystemName(type);
    await writeNote(device, { why: "damaged", name, fileSystem }, places);
    const { stderr = "", message } = error as Error & { stderr?: string };
    return `${device} (${name}) could not be mounted: ${stderr.trim() || message}`;
  }
}

/** A folder that nobody else mounts in: two sticks may have the same label. */
async function freeFolder(sticks: string, name: string): Promise<string> {
  for (const one of namesToTry(name)) {
    const folder = join(sticks, one);
    try {
      await mkdir(folder, { mode: 0o755 });
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  throw new Error(`There are a hundred sticks called ${name} in ${sticks} already. Pull some out.`);
}

/** Written beside and then given its name, so that nobody reads half of it. */
async function writeNote(device: string, note: StickNote, { sticks }: StickPlaces): Promise<void> {
  const folder = join(sticks, NOTES);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const path = join(folder, `${device}.json`);
  await writeFile(`${path}.new`, JSON.stringify(note), { mode: 0o644 });
  await rename(`${path}.new`, path);
}

/** The stick is gone already, so there is nothing to wait for: whoever still reads from it is told by the kernel. */
export async function removeStick(device: string, places: StickPlaces): Promise<string> {
  const mounts = mountsOf(join(places.dev, device), places.sticks, await readFile("/proc/self/mountinfo", "utf8"));
  for (const folder of mounts) {
    await run("umount", ["--lazy", "--no-canonicalize", folder]);
    await rmdir(folder);
  }
  await rm(join(places.sticks, NOTES, `${device}.json`), { force: true });
  return `${device} is gone`;
}

if (import.meta.main) {
  const [verb, device = ""] = process.argv.slice(2);
  if (!/^[a-z0-9]+$/.test(device) || (verb !== "add" && verb !== "remove")) {
    process.stderr.write("usage: stick add|remove DEVICE, e.g. stick add sda1\n");
    process.exit(2);
  }
  console.log(await (verb === "add" ? addStick : removeStick)(device, PLACES));
}
