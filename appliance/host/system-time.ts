import { existsSync } from "node:fs";
import { join } from "node:path";

/** Rackseed was built after this: a clock that says less was never set (a Raspberry Pi has no battery for it). */
const BUILT = Date.UTC(2026, 0, 1);

export interface SystemTime {
  /** ISO 8601 */
  readonly now: string;
  /** Later than this program was made. */
  readonly plausible: boolean;
  /** A time server set it; absent when nobody here keeps watch over that. */
  readonly synchronised?: boolean;
}

/** systemd-timesyncd leaves a file when it has set the clock. `root` is "/" but in tests. */
export function readSystemTime(now: Date, root = "/"): SystemTime {
  const folder = join(root, "run/systemd/timesync");
  return {
    now: now.toISOString(),
    plausible: now.getTime() >= BUILT,
    ...(existsSync(folder) && { synchronised: existsSync(join(folder, "synchronized")) }),
  };
}
