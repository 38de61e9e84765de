import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";

/** What a Raspberry Pi's firmware says about its power and heat: now, and at some time since it was switched on. */
export interface Throttling {
  readonly now: readonly ThrottleReason[];
  readonly since: readonly ThrottleReason[];
}

export type ThrottleReason = "under-voltage" | "frequency-capped" | "throttled" | "soft-temperature-limit";

/** What is known of the machine that the appliance runs on; what it does not tell is absent. */
export interface Board {
  readonly model?: string;
  /** °C of the processor. */
  readonly temperature?: number;
  readonly throttling?: Throttling;
  /** What the data folder lies on, e.g. "mmcblk0", and its maker's name for it. */
  readonly card?: { readonly device: string; readonly name?: string };
}

/** Bits 0–3 say it of now, 16–19 of any time since the start (firmware: get_throttled). */
const REASONS: readonly ThrottleReason[] = ["under-voltage", "frequency-capped", "throttled", "soft-temperature-limit"];

/** `root` is "/" but in tests. */
export function readBoard(data: string, root = "/"): Board {
  const model =
    text(join(root, "proc/device-tree/model")) ?? text(join(root, "sys/devices/virtual/dmi/id/product_name"));
  const temperature = hottest(root);
  const throttled = text(join(root, "sys/devices/platform/soc/soc:firmware/get_throttled"));
  const card = cardOf(data, root);
  return {
    ...(model !== undefined && { model }),
    ...(temperature !== undefined && { temperature }),
    ...(throttled !== undefined && { throttling: throttlingOf(Number.parseInt(throttled, 16)) }),
    ...(card !== undefined && { card }),
  };
}

export function throttlingOf(bits: number): Throttling {
  const at = (shift: number): ThrottleReason[] => REASONS.filter((_, bit) => ((bits >> (bit + shift)) & 1) === 1);
  return { now: at(0), since: at(16) };
}

/** A file of the kernel's as one line; undefined when this machine has none. */
function text(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replaceAll("\0", "").trim() || undefined;
  } catch {
    return undefined; // ENOENT on other machines, EIO or ENODATA from a sensor that is asleep
  }
}

function hottest(root: string): number | undefined {
  const folder = join(root, "sys/class/thermal");
  if (!existsSync(folder)) return undefined;
  const zones = readdirSync(folder).filter((name) => name.startsWith("thermal_zone"));
  const degrees = zones.flatMap((zone) => {
    const found = text(join(folder, zone, "temp"));
    return found === undefined || !/^\d+$/.test(found) ? [] : [Number(found) / 1000];
  });
  return degrees.length === 0 ? undefined : Math.round(Math.max(...degrees) * 10) / 10;
}

function cardOf(data: string, root: string): Board["card"] {
  const source = deviceUnder(data, text(join(root, "proc/self/mountinfo")) ?? "");
  if (source === undefined) return undefined;
  const partition = basename(source);
  const block = join(root, "sys/class/block", partition);
  if (!existsSync(block)) return undefined;
  // /sys/class/block/mmcblk0p2 → …/block/mmcblk0/mmcblk0p2: the folder above a partition is its card.
  const real = realpathSync(block);
  const device = existsSync(join(real, "partition")) ? basename(join(real, "..")) : partition;
  const disk = join(root, "sys/class/block", device, "device");
  const name = text(join(disk, "name")) ?? text(join(disk, "model"));
  return { device, ...(name !== undefined && { name }) };
}

/** The device of the mount with the longest path above `data`.                                           proc_pid_mountinfo(5) */
export function deviceUnder(data: string, mountinfo: string): string | undefined {
  let best: { point: string; source: string } | undefined;
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const point = before.split(" ")[4];
    const source = after.split(" ")[1];
    if (point === undefined || source === undefined) continue;
    const holds = data === point || data.startsWith(point === "/" ? "/" : `${point}/`);
    if (holds && point.length >= (best?.point.length ?? 0)) best = { point, source };
  }
  return best?.source.startsWith("/dev/") === true ? best.source : undefined;
}
