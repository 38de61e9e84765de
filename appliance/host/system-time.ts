import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Rackseed was built after this: a clock that says less was never set (a Raspberry Pi has no battery for it). */
const BUILT = Date.UTC(2026, 0, 1);

export interface SystemTime {
  /** ISO 8601 */
  readonly now: string;
  /** Later than this program was made. */
  readonly plausible: boolean;
  /** A time server, or a person, set it; absent when nobody here keeps watch over that. */
  readonly synchronised?: boolean;
}

/**
 * systemd-timesyncd leaves a file when it has set the clock; chrony, which the card uses, is asked by `chronySays`.
 * `root` is "/" but in tests.
 */
export function readSystemTime(now: Date, chrony: boolean | undefined, root = "/"): SystemTime {
  const folder = join(root, "run/systemd/timesync");
  const synchronised = chrony ?? (existsSync(folder) ? existsSync(join(folder, "synchronized")) : undefined);
  return {
    now: now.toISOString(),
    plausible: now.getTime() >= BUILT,
    ...(synchronised !== undefined && { synchronised }),
  };
}

/**
 * Whether chrony holds this clock for right: by a time server, or because a person set it. Undefined where there is no chrony.
 * Its socket is root's; the same questions are answered on the loopback interface, for everybody on this machine.
 */
export async function chronySays(): Promise<boolean | undefined> {
  try {
    const { stdout } = await run("chronyc", ["-c", "-n", "-h", "127.0.0.1,::1", "tracking"], { timeout: 3000 });
    return isSynchronised(stdout);
  } catch {
    return undefined; // not installed, not started, or not listening
  }
}

/** The last of `chronyc -c tracking`'s columns is the leap status. */
export function isSynchronised(tracking: string): boolean | undefined {
  const columns = tracking.trim().split(",");
  return columns.length < 14 ? undefined : columns.at(-1) !== "Not synchronised";
}
