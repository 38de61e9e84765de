import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What a rack leaves on the host while it lives is a network namespace, a temporary folder and processes. Both names
// carry the process that owns them ("rs-PID-STARTTIME-…"), so that a later run can tell a crashed run's remains from a
// rack that is in use. PID alone would not do: PIDs are reused, the start time in clock ticks with it is not.
const OWNED = /^rs-(\d+)-([0-9a-z]+)-/;
const NAMESPACES = "/run/netns";

/** A name that no other rack has and that tells whose it is. */
export function ownedName(): string {
  const start = startTime(process.pid);
  if (start === undefined) throw new Error("/proc is not there: the virtual rack needs Linux");
  return `rs-${process.pid}-${start}-${Math.random().toString(36).slice(2, 8)}`;
}

/** Removes the namespaces, processes and folders of owners that are gone. Safe to call while other racks are in use. */
export function removeLeftovers(): void {
  for (const name of namesIn(NAMESPACES).filter(isOrphan)) removeNamespace(name);
  for (const name of namesIn(tmpdir()).filter(isOrphan)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

/** Kills what runs in the namespace and deletes it; synchronous, because it is also the last thing an exiting process does. */
export function removeNamespace(name: string): void {
  for (const pid of pidsIn(name)) killNow(pid);
  spawnSync("ip", ["netns", "delete", name], { stdio: "ignore" });
}

/** Every process whose network namespace this is, our children's children included. */
export function pidsIn(name: string): number[] {
  const { stdout } = spawnSync("ip", ["netns", "pids", name], { encoding: "utf8" });
  return stdout.split("\n").filter(Boolean).map(Number);
}

const atExit = new Set<() => void>();
let listening = false;

/** Runs `clean` when this process ends by itself, by an exception or by a signal, unless it was cancelled before. */
export function whenThisProcessEnds(clean: () => void): { cancel(): void } {
  listen();
  atExit.add(clean);
  return { cancel: () => void atExit.delete(clean) };
}

function listen(): void {
  if (listening) return;
  listening = true;
  process.on("exit", () => {
    for (const clean of atExit) clean();
  });
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.on(signal, () => {
      // Somebody who listens too (npm start) ends in an orderly way by itself.
      if (process.listenerCount(signal) === 1) process.exit(status);
    });
  }
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // /run/netns exists only after the first `ip netns add`
  }
}

function isOrphan(name: string): boolean {
  const [, pid, start] = OWNED.exec(name) ?? [];
  return pid !== undefined && startTime(Number(pid)) !== start;
}

/** Field 22 of /proc/PID/stat in base 36; the process name before it may contain blanks and brackets. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]).toString(36);
  } catch {
    return undefined;
  }
}
