import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { AppError } from "../errors.ts";

const run = promisify(execFile);

/** systemd's own verbs; logind asks polkit whether this service may. */
export async function power(what: "reboot" | "poweroff"): Promise<void> {
  try {
    await run("systemctl", [what], { timeout: 10_000 });
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    const why = stderr.trim().split("\n")[0] ?? "";
    throw new AppError(
      "RS_POWER",
      503,
      `The operating system did not ${what === "reboot" ? "restart" : "power off"} this box: ${why === "" ? message : why}`,
    );
  }
}
