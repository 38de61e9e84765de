import { readFileSync, statSync } from "node:fs";

const SECTOR_BYTES = 512; // diskstats counts so whatever the disk's own sectors are

/** Bytes that the device under a folder took since the box started; undefined where the kernel does not say (tmpfs, overlays). */
export function bytesWritten(folder: string): number | undefined {
  const { dev } = statSync(folder, { bigint: true });
  const major = Number((dev >> 8n) & 0xfffn);
  const minor = Number((dev & 0xffn) | ((dev >> 12n) & 0xfff00n));
  try {
    return bytesWrittenIn(readFileSync("/proc/diskstats", "utf8"), major, minor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined; // a container without it
    throw error;
  }
}

/** The tenth column of /proc/diskstats: sectors written. */
export function bytesWrittenIn(diskstats: string, major: number, minor: number): number | undefined {
  const row = diskstats
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([first, second]) => first === String(major) && second === String(minor));
  const sectors = Number(row?.[9]);
  return Number.isFinite(sectors) ? sectors * SECTOR_BYTES : undefined;
}
