// npm run image: builds the card's image out of Debian, this source and the overlays, and what belongs to it, into dist/.
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { SOURCE_DATE } from "../appliance/version.ts";
import { artefactName, artefacts, sha256 } from "./artefacts.ts";
import { base as makeBase } from "./base.ts";
import { CannotEmulateError } from "./binfmt.ts";
import { makeBundle } from "./bundle.ts";
import { bootFiles, bootPartition } from "./boot-partition.ts";
import { card } from "./card.ts";
import { initramfs } from "./initramfs.ts";
import { kernel as makeKernel } from "./kernel.ts";
import { type Options, readOptions } from "./options.ts";
import { compatible, rootTree } from "./root.ts";
import { say, step } from "./run.ts";
import { partsList } from "./sbom.ts";
import { slot as makeSlot } from "./slot.ts";

/** What a caller must know that cannot build here: "not run" is another thing than "failed". */
const NOT_HERE = 77;

/** Makes NAME.img and NAME.slot (what an update brings) in options.out, and if `finish`, all that belongs to a release. */
async function build(options: Options, finish = true): Promise<string> {
  const base = await makeBase(options.flavour, options.freshBase);
  await mkdir(options.out, { recursive: true });
  const name = path.join(options.out, artefactName(options));
  const work = await mkdtemp(path.join(path.resolve(options.out), ".work-"));
  try {
    const kernel = await makeKernel(base.parts);
    const initrd = await step("initramfs", () => initramfs(kernel, base.parts, work));
    const root = await step("root file system", () => rootTree(base, kernel, options, work));
    const slot = await step("slot", () => makeSlot(root, kernel.image, initrd, options, work));
    const boot = await bootFiles(kernel, base.parts, work);
    const image = await step("card", async () => card(await bootPartition(boot, work), slot, options.flavour, work));
    await rename(image, `${name}.img`);
    await rename(slot, `${name}.slot`);
    if (finish) await step("update", () => update(`${name}.slot`, options));
    if (finish && !options.quick) {
      await writeFile(`${name}.sbom.json`, await partsList(root, base.parts, options));
      await step("compressed card, checksums, lists", () => artefacts(`${name}.img`, options));
    }
    return `${name}.img`;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const update = (slotImage: string, options: Options): Promise<string> =>
  makeBundle({
    slotImage,
    version: options.version,
    out: slotImage.replace(/\.slot$/, ".raucb"),
    compatible: compatible(options),
    build: SOURCE_DATE.toISOString(),
  });

/** Two builds from one base, and whether a single bit differs. */
async function checkReproducible(options: Options): Promise<void> {
  const sums: string[] = [];
  for (const turn of ["first", "second"]) {
    const out = path.join(options.out, `.${turn}`);
    try {
      sums.push(await sha256(await build({ ...options, out, freshBase: false }, false)));
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  }
  if (sums[0] !== sums[1]) throw new Error(`two builds differ: ${sums.join(" and ")}`);
  say(`two builds are the same to the bit: ${sums[0] ?? ""}`);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.checkReproducible) await checkReproducible(options);
  else say(`done: ${await build(options)}`);
} catch (error) {
  say((error as Error).message);
  process.exitCode = error instanceof CannotEmulateError ? NOT_HERE : 1;
}
