import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Signer } from "./gnupg.ts";

export const FILES = [
  "coreos_production_pxe.vmlinuz",
  "coreos_production_pxe_image.cpio.gz",
  "coreos_production_image.bin.bz2",
] as const;

/** A small release that looks like CoreOS's, signed by `by` if a signer is given. `megabytes` of the disk image are a hole. */
export function makeRelease(
  folder: string,
  more: { signer?: Signer; by?: string; megabytes?: number; at?: string; salt?: string } = {},
): string {
  mkdirSync(folder, { recursive: true });
  for (const name of FILES) {
    const path = join(folder, name);
    writeFileSync(path, `${name} ${more.salt ?? ""}`);
    if (name === FILES[2] && more.megabytes !== undefined) truncateSync(path, more.megabytes * 1024 * 1024);
    more.signer?.sign(more.by ?? "maker", path, more.at === undefined ? {} : { at: more.at });
  }
  writeFileSync(join(folder, "version.txt"), "COREOS_BUILD=1010\nCOREOS_VERSION=1010.5.0\n");
  return folder;
}
