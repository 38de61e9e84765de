import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { AppError } from "../errors.ts";
import type { HostRequests } from "./requests.ts";

const run = promisify(execFile);

/** Root does it where root takes requests; elsewhere systemd is asked, and logind asks polkit whether this service may. */
export async function power(what: "reboot" | "poweroff", requests: HostRequests | undefined): Promise<void> {
  if (requests !== undefined) {
    const { ok, error = "it said no more." } = await requests.ask(what);
    if (!ok) throw refused(what, error);
    return;
  }
  try {
    await run("systemctl", [what], { timeout: 10_000 });
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    const why = stderr.trim().split("\n")[0] ?? "";
    throw refused(what, why === "" ? message : why);
  }
}

/** Only where root takes requests; elsewhere the operating system's own tools do that. */
export async function setTime(time: string, requests: HostRequests | undefined): Promise<void> {
  if (requests === undefined) {
    throw new AppError(
      "RS_TIME",
      503,
      "The clock of this computer is not set from here. Set it with its own tools, e.g. date --set.",
    );
  }
  const { ok, error = "it said no more." } = await requests.ask("set-time", { time });
  if (!ok) throw new AppError("RS_TIME", 409, `The clock was not set: ${error}`, "time");
}

const refused = (what: "reboot" | "poweroff", why: string): AppError =>
  new AppError(
    "RS_POWER",
    503,
    `The operating system did not ${what === "reboot" ? "restart" : "power off"} this box: ${why}`,
  );
