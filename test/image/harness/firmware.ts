import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

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
  // On the board a Bluetooth chip hangs on the first serial port, and Linux keeps it for that; here the tests' shell does.
  await promisify(execFile)("fdtput", ["--remove", found.deviceTree, "/soc/serial@7e201000/bluetooth"]);
  return found;
}
