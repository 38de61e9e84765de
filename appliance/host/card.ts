import { existsSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";

import { kernelText as text } from "./kernel-text.ts";

/** What the data folder lies on, and how it is; what it does not tell is absent. */
export interface Card {
  /** "mmcblk0" */
  readonly device: string;
  /** Its maker's name for it. */
  readonly name?: string;
  /** The file system takes no writes any more. */
  readonly readOnly: boolean;
  /** Errors that the file system met, over all its lives, until a check of it found it whole. */
  readonly errors?: number;
  /** Percent of the life that its maker gave it, in steps of ten; 110 is more than all (eMMC; SD cards do not say). */
  readonly lifeUsed?: number;
  /** How much of its spare memory is used up (eMMC): most of it, or nearly all. */
  readonly spare?: "low" | "out";
}

/** A mount as the kernel lists it. */
export interface Mount {
  readonly point: string;
  readonly source: string;
  readonly readOnly: boolean;
}

/** `data` is a real path; `root` is "/" but in tests. */
export function cardUnder(data: string, root = "/"): Card | undefined {
  const mount = mountAbove(data, text(join(root, "proc/self/mountinfo")) ?? "");
  if (mount?.source.startsWith("/dev/") !== true) return undefined;
  const partition = basename(mount.source);
  const block = join(root, "sys/class/block", partition);
  if (!existsSync(block)) return undefined;
  // /sys/class/block/mmcblk0p2 → …/block/mmcblk0/mmcblk0p2: the folder above a partition is its card.
  const real = realpathSync(block);
  const device = existsSync(join(real, "partition")) ? basename(join(real, "..")) : partition;
  const disk = join(root, "sys/class/block", device, "device");
  const name = text(join(disk, "name")) ?? text(join(disk, "model"));
  const errors = text(join(root, "sys/fs/ext4", partition, "errors_count"));
  return {
    device,
    ...(name !== undefined && { name }),
    readOnly: mount.readOnly,
    ...(errors !== undefined && { errors: Number(errors) }),
    ...wearOf(text(join(disk, "life_time")), text(join(disk, "pre_eol_info"))),
  };
}

/** eMMC tells its wear (JEDEC 84-B51, registers 267 to 269): two kinds of memory in tenths, and the spare blocks in three steps. */
export function wearOf(lifeTime: string | undefined, preEnd: string | undefined): Pick<Card, "lifeUsed" | "spare"> {
  const tenths = (lifeTime ?? "").split(/\s+/).map((word) => Number.parseInt(word, 16));
  const most = Math.max(0, ...tenths.filter((one) => one >= 1 && one <= 11));
  const step = Number.parseInt(preEnd ?? "", 16);
  const spare = step === 2 ? "low" : step === 3 ? "out" : undefined;
  return { ...(most > 0 && { lifeUsed: most * 10 }), ...(spare !== undefined && { spare }) };
}

/**
 * The mount with the longest path above `folder`.                                                        proc_pid_mountinfo(5)
 * ext4 that met an error is "ro" up to Linux 6.14, and "emergency_ro" (or "shutdown") among its own options from then on.
 */
export function mountAbove(folder: string, mountinfo: string): Mount | undefined {
  let best: Mount | undefined;
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const [, , , , point, options = ""] = before.split(" ");
    const [, source, own = ""] = after.split(" ");
    if (point === undefined || source === undefined) continue;
    const holds = folder === point || folder.startsWith(point === "/" ? "/" : `${point}/`);
    const all = [...options.split(","), ...own.split(",")];
    const readOnly = ["ro", "emergency_ro", "shutdown"].some((one) => all.includes(one));
    if (holds && point.length >= (best?.point.length ?? 0)) best = { point, source, readOnly };
  }
  return best;
}
