import { type ChildProcessByStdio, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Readable, Writable } from "node:stream";

/** A program that the rack started. It leads a process group of its own: a Ctrl-C meant for us does not reach it. */
export interface Child {
  readonly pid: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** "exit 0", "SIGKILL", … when it is over and everything it wrote was read; never rejects. */
  readonly ended: Promise<string>;
  readonly running: boolean;
  /** Sends the signal to the whole group. */
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL when it is still there after `grace`. */
  stop(graceMs?: number): Promise<void>;
}

export interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export async function startChild(command: readonly string[], options: SpawnOptions = {}): Promise<Child> {
  const [program, ...rest] = command;
  if (program === undefined) throw new Error("an empty command");
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(program, rest, {
    ...options,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let running = true;
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => {
      running = false;
      resolve();
    });
  });
  const ended = new Promise<string>((resolve) => {
    child.once("close", (status, signal) => resolve(signal ?? `exit ${status ?? "?"}`));
  });
  child.stdin.on("error", () => undefined); // a program that does not read its input is none of our business
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0));
    child.once("error", reject); // no such program
  });
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch {
      // The group is gone.
    }
  };
  return {
    pid,
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    ended,
    get running() {
      return running;
    },
    signal,
    async stop(graceMs = 2000) {
      if (!running) return;
      signal("SIGTERM");
      const inTime = await Promise.race([exited.then(() => true), sleep(graceMs, false, { ref: false })]);
      if (!inTime) signal("SIGKILL");
      await exited; // not `ended`: a grandchild elsewhere may hold the pipes open
    },
  };
}

/** Runs a program to its end and returns what it printed; a failure quotes what it complained about. */
export async function finished(child: Child, command: readonly string[], timeoutMs: number): Promise<string> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.end();
  const began = performance.now();
  const timer = setTimeout(() => child.signal("SIGKILL"), timeoutMs);
  const end = await child.ended;
  clearTimeout(timer);
  if (end === "exit 0") return stdout;
  const late = performance.now() - began >= timeoutMs;
  const why = late ? `did not end within ${timeoutMs / 1000} s` : `ended with ${end}`;
  throw new Error(`${command.join(" ")} ${why}${stderr || stdout ? `:\n${stderr}${stdout}` : ""}`);
}
