import { writeFile } from "node:fs/promises";
import path from "node:path";

import { readFromBoot } from "./card.ts";

export interface Firmware {
  readonly uBoot: string;
  readonly deviceTree: string;
}

/** QEMU has no VideoCore that would read these from the card's first partition. */
export async function readFirmware(card: string, folder: string): Promise<Firmware> {
  const found: Firmware = {
    uBoot: path.join(folder, "u-boot.bin"),
    deviceTree: path.join(folder, "bcm2837-rpi-3-b.dtb"),
  };
  for (const file of Object.values(found) as string[])
    await writeFile(file, await readFromBoot(card, path.basename(file)));
  return found;
}
