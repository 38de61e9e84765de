import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the program reads. */
  readonly input?: string | Buffer;
  /** Its output goes to this file instead of back to the caller. */
  readonly to?: string;
}

/** Runs a program to its end. Returns what it printed; throws an Error with its last words when it fails. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(program, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, LC_ALL: "C.UTF-8", TZ: "UTC", ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const out: Buffer[] = [];
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-8000)));
  const written = options.to === undefined ? undefined : child.stdout.pipe(createWriteStream(options.to));
  if (written === undefined) child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stdin.on("error", () => undefined); // a program that ends without reading says why by its status
  child.stdin.end(options.input ?? "");
  const status = await new Promise<number | string>((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Error(error.code === "ENOENT" ? `the program ${program} is not installed` : error.message)),
    );
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  if (written !== undefined) await finished(written);
  const printed = Buffer.concat(out).toString("utf8");
  if (status !== 0) {
    throw new Error(`${program} ${args.join(" ").slice(0, 400)} ended with ${status}:\n${said}${printed.slice(-2000)}`);
  }
  return printed;
}

export const say = (text: string): void => void process.stderr.write(`image: ${text}\n`);

/** Says what is done, and afterwards how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  say(`${what} …`);
  const started = performance.now();
  const result = await work();
  say(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
