import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { HEAD, readHead } from "../../images/iso-head.ts";
import type { IsoOnDisk, StickFacts } from "./plan.ts";
import { type Signature, signatureIn } from "./signature.ts";

const run = promisify(execFile);
const SECTOR_BYTES = 512; // sysfs counts so whatever the disk's own sectors are

/** Where devices and what the kernel tells of them are: "/dev" and "/sys" but in tests. */
export interface Places {
  readonly dev: string;
  readonly sys: string;
}

/** Looks at a block device, reading a few kilobytes of it and of its disk. */
export async function factsOf(device: string, { dev, sys }: Places): Promise<StickFacts> {
  const own = join(sys, "class/block", device);
  const isPartition = existsSync(join(own, "partition"));
  const disk = isPartition ? basename(dirname(realpathSync(own))) : device;
  const folder = join(sys, "class/block", disk);
  const model = `${text(join(folder, "device/vendor"))} ${text(join(folder, "device/model"))}`.trim();
  const serial = serialAbove(join(folder, "device"));
  const signature = await signatureOf(join(dev, device));
  const { tableId } = disk === device ? signature : await signatureOf(join(dev, disk));
  const iso = await isoOn(join(dev, disk));
  return {
    device,
    isPartition,
    partitions: readdirSync(folder).filter((name) => existsSync(join(folder, name, "partition"))).length,
    size: Number(text(join(own, "size")) || 0) * SECTOR_BYTES,
    ...(model !== "" && { model }),
    ...(serial !== undefined && { serial }),
    signature,
    disk: { ...(tableId !== undefined && { tableId }), ...(iso !== undefined && { iso }) },
  };
}

/** libblkid's answer; it is the part of Linux that knows file systems by their first bytes. */
export async function signatureOf(path: string): Promise<Signature> {
  try {
    const { stdout } = await run("blkid", ["--probe", "--output", "udev", path], { timeout: 30_000 });
    return signatureIn(stdout);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 2) return signatureIn(""); // nothing that it knows
    if (code === 8) return signatureIn("", true); // several that fit
    throw error;
  }
}

/** The ISO that a disk begins with, if it does. The partition table of a hybrid ISO is not asked: whoever made it may have lied (trust 4.86). */
async function isoOn(path: string): Promise<IsoOnDisk | undefined> {
  await using file = await open(path, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD.size), 0, HEAD.size, HEAD.start);
  try {
    const { label, size, made } = readHead(buffer.subarray(0, bytesRead), Number.MAX_SAFE_INTEGER);
    return { label, size, made };
  } catch {
    return undefined; // no ISO, or one with UDF only, which libblkid names
  }
}

/** The serial number of the USB device that a disk hangs on. */
function serialAbove(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  for (let folder = realpathSync(path); folder !== "/"; folder = dirname(folder)) {
    if (existsSync(join(folder, "idVendor"))) return text(join(folder, "serial")) || undefined;
  }
  return undefined;
}

function text(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return ""; // not every stick says who made it
  }
}
