// The partition that a board's firmware reads: the firmware itself, U-Boot, its script, the boards' device trees.
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { PROJECT } from "./app.ts";
import { SOURCE_DATE_EPOCH } from "./base.ts";
import { environment } from "./environment.ts";
import type { Kernel } from "./kernel.ts";
import { fat32, MIB } from "./partition.ts";
import { unpack } from "./parts.ts";
import { lay } from "./root.ts";
import { run } from "./run.ts";
import { setTimes } from "./tree-files.ts";

export const BOOT_BYTES = 64 * MIB;
const FIRMWARE = ["bootcode.bin", "start.elf", "fixup.dat", "start4.elf", "fixup4.dat"];
const BOARDS = [
  ...["bcm2837-rpi-3-b", "bcm2837-rpi-3-b-plus", "bcm2837-rpi-3-a-plus", "bcm2837-rpi-cm3-io3", "bcm2837-rpi-zero-2-w"],
  ...["bcm2711-rpi-4-b", "bcm2711-rpi-400", "bcm2711-rpi-cm4-io", "bcm2712-rpi-5-b", "bcm2712-d-rpi-5-b"],
];

/** The folder with the partition's files. */
export async function bootFiles(kernel: Kernel, parts: string, work: string): Promise<string> {
  const folder = path.join(work, "boot");
  await mkdir(folder);
  const raw = path.join(work, "firmware-package");
  await unpack(parts, "raspi-firmware", raw);
  await unpack(parts, "u-boot-rpi", raw);
  for (const name of FIRMWARE) await cp(path.join(raw, "usr/lib/raspi-firmware", name), path.join(folder, name));
  await cp(path.join(raw, "usr/lib/u-boot/rpi_arm64/u-boot.bin"), path.join(folder, "u-boot.bin"));
  for (const name of ["raspi-firmware", "u-boot-rpi"]) {
    await cp(path.join(raw, "usr/share/doc", name, "copyright"), path.join(folder, `LICENCE.${name}`));
  }
  for (const board of BOARDS)
    await cp(path.join(kernel.deviceTrees, `${board}.dtb`), path.join(folder, `${board}.dtb`));
  const script = path.join(import.meta.dirname, "boot/boot.cmd");
  await run(
    "mkimage",
    ["-A", "arm64", "-T", "script", "-C", "none", "-n", "Rackseed", "-d", script, path.join(folder, "boot.scr")],
    {
      env: { SOURCE_DATE_EPOCH },
    },
  );
  await cp(path.join(import.meta.dirname, "boot/config.txt"), path.join(folder, "config.txt"));
  await writeFile(
    path.join(folder, "slots.env"),
    environment({ BOOT_ORDER: "A B", BOOT_A_LEFT: "9", BOOT_B_LEFT: "0" }),
  );
  await lay(path.join(PROJECT, "overlays/boot"), folder);
  await setTimes(folder);
  await rm(raw, { recursive: true });
  return folder;
}

export async function bootPartition(folder: string, work: string): Promise<string> {
  const file = path.join(work, "boot.fat");
  await fat32(file, BOOT_BYTES, folder, "RS-BOOT", "52534531");
  return file;
}
