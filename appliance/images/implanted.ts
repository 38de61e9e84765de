import { spawn } from "node:child_process";
import { open } from "node:fs/promises";

/** Application use of the primary volume descriptor (ECMA-119 §8.4.32): implantisomd5 writes there. */
const WHERE = 16 * 2048 + 883;

/** Whether the ISO's maker implanted a checksum, as RHEL and its family do. Looks at 512 bytes. */
export async function hasImplantedSum(iso: string): Promise<boolean> {
  await using file = await open(iso, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, WHERE);
  return buffer.toString("latin1", 0, bytesRead).includes("ISO MD5SUM = ");
}

/** Compares the stored ISO with its implanted checksum; this reads all of it once more. Throws only by the signal. */
export async function checkImplantedSum(
  iso: string,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<"matches" | "damaged" | { readonly notChecked: string }> {
  signal.throwIfAborted();
  const child = spawn("checkisomd5", ["--gauge", iso], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
  });
  const kill = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const percent = /(\d{1,3})\s*$/.exec(text)?.[1];
    if (percent !== undefined) progress(Math.min(1, Number(percent) / 100));
  });
  const ended = await new Promise<number | string>((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ENOENT" ? "checkisomd5 is not installed" : error.message),
    );
    child.once("close", (code, by) => resolve(code ?? `checkisomd5 was ended by ${by ?? "nobody"}`));
  });
  signal.removeEventListener("abort", kill);
  signal.throwIfAborted();
  if (ended === 0) return "matches";
  if (ended === 1) return "damaged"; // 2 means that it found no checksum
  return { notChecked: typeof ended === "string" ? ended : "its implanted checksum cannot be read" };
}
