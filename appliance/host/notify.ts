import { execFile } from "node:child_process";
import { promisify } from "node:util";
import notify from "systemd-notify";

const run = promisify(execFile);

/** Tells systemd that the service is ready; without systemd there is nobody to tell. */
export async function notifyReady(): Promise<void> {
  if (process.env["NOTIFY_SOCKET"] === undefined) return;
  await notify({ ready: true, status: "Serving" });
}

/** The end is meant: from now on systemd waits for it and does not take it for a fault. */
export async function notifyStopping(): Promise<void> {
  if (process.env["NOTIFY_SOCKET"] === undefined) return;
  await send("STOPPING=1").catch(report); // it stops all the same
}

export interface Watchdog {
  stop(): void;
}

/**
 * Feeds systemd's watchdog (WatchdogSec=) three times in its period, and only when `alive` says so. The timer itself needs
 * this event loop. Undefined where no watchdog waits for this process.                               sd_watchdog_enabled(3)
 */
export function startWatchdog(
  env: Readonly<Record<string, string | undefined>>,
  pid: number,
  alive: () => Promise<boolean>,
): Watchdog | undefined {
  const period = Number(env["WATCHDOG_USEC"] ?? 0) / 1000;
  const meant = env["WATCHDOG_PID"] === undefined || Number(env["WATCHDOG_PID"]) === pid;
  if (!(period > 0) || !meant || env["NOTIFY_SOCKET"] === undefined) return undefined;
  let asking = false;
  const feed = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      if (await alive()) await send("WATCHDOG=1");
      else process.stderr.write("rackseed: the DHCP thread does not answer, so the watchdog is not fed\n");
    } catch (error) {
      report(error);
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void feed(), period / 3);
  return { stop: () => clearInterval(timer) };
}

/** systemd's own program: the package systemd-notify speaks only ready and status, and Node has no unix datagrams. */
const send = (message: string): Promise<unknown> => run("systemd-notify", [message], { timeout: 10_000 });

const report = (error: unknown): void =>
  void process.stderr.write(`rackseed: systemd was not told: ${String(error)}\n`);
