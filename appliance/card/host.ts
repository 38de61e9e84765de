import { execFile } from "node:child_process";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Found } from "./address.ts";
import { PATHS } from "./paths.ts";
import type { Sentence } from "./sentence.ts";

const run = promisify(execFile);

/** Runs one of the operating system's programs; its last words become the error. */
export async function tool(command: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await run(command, args, { timeout: 60_000, maxBuffer: 1 << 20 });
    return stdout;
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    throw new Error(`${command} ${args.join(" ")}: ${stderr.trim() === "" ? message : stderr.trim()}`, {
      cause: error,
    });
  }
}

/** Whole or not at all: whoever reads it never sees half of it. */
export function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  const file = openSync(fresh, "w", mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
}

/** Undefined where there is no such file. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** Sentences for the page's health and for the console; the ones that `who` said before are forgotten. */
export function tell(who: string, sentences: readonly Sentence[]): void {
  const path = join(PATHS.problems, `${who}.json`);
  if (sentences.length === 0) rmSync(path, { force: true });
  else put(path, JSON.stringify(sentences));
  for (const { en, zh } of sentences) process.stdout.write(`rackseed: ${en}\n          ${zh}\n`);
}

/** The IPv4 addresses of an interface; empty while it is not there. */
export async function addressesOf(device: string): Promise<Found[]> {
  const out = await tool("ip", "-json", "-4", "address", "show", "dev", device).catch(() => "[]");
  const [link] = JSON.parse(out === "" ? "[]" : out) as { addr_info?: AddressInfo[] }[];
  return (link?.addr_info ?? []).flatMap(({ local, prefixlen, dynamic }) =>
    local === undefined || local.startsWith("169.254.")
      ? []
      : [{ address: `${local}/${prefixlen ?? 24}`, byLease: dynamic === true }],
  );
}

interface AddressInfo {
  readonly local?: string;
  readonly prefixlen?: number;
  /** It has a lifetime, so it came from a lease. */
  readonly dynamic?: boolean;
}
