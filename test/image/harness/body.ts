// What the proofs need to know of a machine that carries the appliance: the built image, or the small guest.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../rack/standin/tools.ts";

export interface Wiring {
  /** What the guest's disk is: an NBD URI. */
  readonly disk: string;
  readonly tap: string;
  readonly mac: string;
  /** Further words of the kernel's command line. */
  readonly arguments?: readonly string[];
}

export interface Body {
  readonly name: string;
  /** The raw disk, made new for this test. */
  readonly disk: string;
  /** Its kernel fetches its disk by itself over the rack's network. */
  readonly diskByNetwork?: true;
  /** Where on it the data partition's ext4 begins, in bytes. */
  readonly dataOffset: number;
  /** Parts of the disk, in bytes, that nothing in a test may change. */
  readonly untouched: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** What the serial console says once the appliance serves. */
  readonly up: RegExp;
  /** What it says of the file system check where it says it at each start: the first group is e2fsck's exit status. */
  readonly filesChecked?: RegExp;
  /** QEMU with this wiring, the serial console on its standard output. */
  commandLine(wiring: Wiring): string[];
  /** Puts files onto the data partition, by name below it, and the configuration where this body reads it. Before the first start. */
  prepare(config: string, files: Readonly<Record<string, string>>): Promise<void>;
  /** A word of the kernel's command line that sets a variable in the appliance's environment. */
  environment(name: string, value: string): string;
}

/** Writes a file into an ext4 that nobody has mounted. */
export async function writeInto(disk: string, offset: number, name: string, content: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "rackseed-put-"));
  try {
    await writeFile(join(folder, "file"), content);
    const said = await run("debugfs", [
      "-w",
      "-R",
      `write ${join(folder, "file")} ${name}`,
      `${disk}?offset=${offset}`,
    ]);
    if (!said.includes("Allocated inode")) throw new Error(`debugfs did not write ${name}: ${said}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
