import { closeSync, existsSync, fsyncSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * The wish for a new claim code. It comes from a file on the card, which root reports in the host's folder at this start
 * and then takes off the card; so it is kept in the data folder until somebody has used the code.
 */
export function regainWish(data: string, hostFolder: string | undefined): { wanted(): boolean; done(): void } {
  const kept = join(data, "regain-access");
  const reported = hostFolder === undefined ? undefined : join(hostFolder, "state/regain");
  if (reported !== undefined && existsSync(reported)) {
    const file = openSync(kept, "w", 0o600);
    fsyncSync(file);
    closeSync(file);
    rmSync(reported);
  }
  return {
    wanted: () => existsSync(kept),
    done: () => rmSync(kept, { force: true }),
  };
}
