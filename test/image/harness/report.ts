import type { SerialLine } from "./serial.ts";

/** What the box says of itself once its service is up. */
export interface Report {
  readonly slot: string;
  readonly version: string;
  /** Names of units, none when all is well. */
  readonly failed: readonly string[];
  readonly cycles: number;
  /** Of the service, kB. */
  readonly rss: number;
  /** From the kernel's start, seconds. */
  readonly boot: number;
}

export async function readReport(console: SerialLine, milliseconds: number, from = 0): Promise<Report> {
  const [, words = ""] = await console.waitFor(/rackseed-report: ready (.*)\n/, milliseconds, from);
  const value = (name: string): string => new RegExp(`(?:^| )${name}=(\\S*)`).exec(words)?.[1] ?? "";
  return {
    slot: value("slot"),
    version: value("version"),
    failed: value("failed")
      .split(",")
      .filter((name) => name !== "" && name !== "none"),
    cycles: Number(value("cycles")),
    rss: Number(value("rss")),
    boot: Number(value("boot")),
  };
}
