// Calling other programs, and packing trees: the edges of the builder.
import { spawn } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

export const say = (text: string): void => console.error(`stand-in: ${text}`);

/** What a program printed; when it fails, an error that says which one, how, and its last words. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: "C", ...options.env },
    stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => complaints.push(chunk));
  child.stdin?.end(options.input);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (status === 0) return Buffer.concat(output).toString();
  const words = Buffer.concat([...output, ...complaints]).toString().trim().split("\n").slice(-5).join("\n");
  throw new Error(`${program} ${args.join(" ")} ended with status ${status}: ${words}`);
}

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
}

/** A folder as the kernel wants its initramfs: every name in it, owned by root, as a gzipped cpio. */
export async function packInitramfs(folder: string, archive: string): Promise<void> {
  const names = await run("find", [".", "-mindepth", "1"], { cwd: folder });
  const plain = `${archive}.plain`;
  const args = ["--create", "--format=newc", "--owner=0:0", "--reproducible", "--quiet", `--file=${plain}`];
  await run("cpio", args, { cwd: folder, input: names.split("\n").sort().slice(1).join("\n") + "\n" });
  await pipeline(createReadStream(plain), createGzip({ level: 9 }), createWriteStream(archive));
  await run("rm", [plain]);
}
