// A stick for `npm start`: ISOs appear on it as they are built, are imported through the API and get a profile each.
import { copyFile, mkdir, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Appliance } from "./appliance.ts";
import { KERNEL_ARGS } from "./kernel-args.ts";
import type { IsoKind } from "./standin/iso/kinds.ts";
import { standinIso } from "./standin/iso/build.ts";

/** What the machines of `npm start` can be, besides CoreOS. */
const OFFERED: readonly { readonly kind: IsoKind; readonly name: string }[] = [
  { kind: "rhel9", name: "rocky-9.4" },
  { kind: "debian12", name: "debian-12.5" },
  { kind: "fcos", name: "fedora-coreos-43" },
];

interface Stick {
  readonly id: string;
  readonly files: readonly { readonly path: string }[];
}

export async function stickIn(
  appliance: Appliance,
  folder: string,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const { kind, name } of OFFERED) {
    const file = await copied(kind, folder, signal);
    if (file === undefined) return;
    const medium = await seen(appliance, file, signal);
    if (medium === undefined) return;
    await accepted(appliance.post("/api/v1/images", { name, from: { medium, path: file } }));
    await appliance.waitForImage(name, 120_000);
    const profile = { image: name, install: "automatic", disk: "/dev/sda", kernelArgs: KERNEL_ARGS };
    await accepted(appliance.put(`/api/v1/profiles/${name}`, profile));
    say(`${file} is imported: any machine can be ${name} now`);
  }
}

/** The same stick for somebody who imports it by hand. */
export async function stickAlone(folder: string, say: (text: string) => void, signal: AbortSignal): Promise<void> {
  for (const { kind } of OFFERED) {
    const file = await copied(kind, folder, signal);
    if (file === undefined) return;
    say(`${file} is on it`);
  }
}

/** The name of the file on the stick, where it appears whole; undefined when there was a stop before. */
async function copied(kind: IsoKind, folder: string, signal: AbortSignal): Promise<string | undefined> {
  const { path } = await standinIso(kind);
  if (signal.aborted) return undefined;
  const stick = join(folder, "RACKSEED");
  await mkdir(stick, { recursive: true });
  const file = basename(path);
  await copyFile(path, join(folder, `.${file}`));
  await rename(join(folder, `.${file}`), join(stick, file));
  return file;
}

/** The id of the stick that holds this file, once the appliance has noticed it. */
async function seen(appliance: Appliance, file: string, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    const { items } = await appliance.api<{ items: readonly Stick[] }>("/api/v1/media");
    const found = items.find(({ files }) => files.some(({ path }) => path === file));
    if (found !== undefined) return found.id;
    await sleep(500);
  }
  return undefined;
}

async function accepted(answer: ReturnType<Appliance["post"]>): Promise<void> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(`the appliance answered ${status}: ${text}`);
}
