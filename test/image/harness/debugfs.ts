import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Changes an ext4 file system that nobody has mounted: `image`, or `image?offset=BYTES`. */
export async function debugfs(image: string, commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const { stderr } = await run("debugfs", ["-w", "-R", command, image]);
    // debugfs ends with 0 whatever happens; its first line is its version.
    const complaint = stderr.split("\n").slice(1).join("\n").trim();
    if (complaint !== "") throw new Error(`${command}: ${complaint}`);
  }
}
