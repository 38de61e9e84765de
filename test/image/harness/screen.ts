import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import type { Qmp } from "./qmp.ts";

const run = promisify(execFile);

/** A screen of a touch panel's size on virt. */
export const SCREEN: readonly string[] = ["-device", "virtio-gpu-pci,xres=800,yres=480"];

/** What is on the screen, as a file NAME.png in `folder`. */
export async function picture(qmp: Qmp, folder: string, name: string): Promise<string> {
  const file = path.join(folder, `${name}.png`);
  await qmp.ask("screendump", { filename: file, format: "png" });
  return file;
}

/** What a phone's camera reads off a picture; "" when there is no code on it. */
export async function codeOn(file: string): Promise<string> {
  try {
    return (await run("zbarimg", ["--quiet", "--raw", file])).stdout.trim();
  } catch (error) {
    if ((error as { code?: unknown }).code === 4) return ""; // it found nothing
    throw error;
  }
}
