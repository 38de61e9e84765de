// A slot: kernel, initramfs and root file system in one partition, so that an update changes all three or none.
import { cp, mkdir } from "node:fs/promises";
import path from "node:path";

import { SOURCE_DATE_EPOCH } from "./base.ts";
import type { Flavour, Options } from "./options.ts";
import { ext4, MIB, sizeOf } from "./partition.ts";
import { run, say } from "./run.ts";

/** Of each of the two slots. An update must fit into the slot that is there, so these never grow for a card that is out. */
export const SLOT_BYTES: Readonly<Record<Flavour, number>> = { plain: 320 * MIB, kiosk: 640 * MIB };
const UUID = "52534531-0000-4000-8000-000000000002";

export async function slot(
  root: string,
  kernelImage: string,
  initrd: string,
  options: Options,
  work: string,
): Promise<string> {
  const content = path.join(work, "slot-content");
  await mkdir(content);
  const squashfs = path.join(content, "root.squashfs");
  await run(
    "mksquashfs",
    [
      root,
      squashfs,
      "-comp",
      "zstd",
      "-Xcompression-level",
      options.quick ? "1" : "15",
      "-b",
      "256K",
      "-noappend",
      "-no-progress",
      "-quiet",
    ],
    { env: { SOURCE_DATE_EPOCH } },
  );
  await cp(kernelImage, path.join(content, "Image"));
  await cp(initrd, path.join(content, "initrd.img"));
  const file = path.join(work, "slot.ext4");
  await ext4(file, SLOT_BYTES[options.flavour], content, "RS-SLOT", UUID, [
    "-O",
    "^has_journal",
    "-m",
    "0",
    "-N",
    "64",
  ]);
  const used = (await sizeOf(squashfs)) + (await sizeOf(path.join(content, "Image"))) + (await sizeOf(initrd));
  say(
    `slot: ${(used / MIB).toFixed(0)} of ${SLOT_BYTES[options.flavour] / MIB} MiB used (root ${((await sizeOf(squashfs)) / MIB).toFixed(0)})`,
  );
  return file;
}
