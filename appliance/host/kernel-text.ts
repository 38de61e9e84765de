import { readFileSync } from "node:fs";

/** A file of the kernel's as one line; undefined when this machine has none. */
export function kernelText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replaceAll("\0", "").trim() || undefined;
  } catch {
    return undefined; // ENOENT on other machines, EIO or ENODATA from a sensor that is asleep
  }
}
