import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { run } from "./run.ts";

const FOLDER = "/proc/sys/fs/binfmt_misc";
const RULE = "/usr/lib/binfmt.d/qemu-aarch64.conf"; // of Debian's qemu-user-static

/** This machine cannot run programs for arm64; nothing that could be repaired by trying again. */
export class CannotEmulateError extends Error {
  override readonly name = "CannotEmulateError";
}

/** Debian's packages for arm64 run their own programs while they are set up, so the kernel must know what runs these. */
export async function allowArm64Programs(): Promise<void> {
  if (process.arch === "arm64") return;
  try {
    if (!existsSync(`${FOLDER}/register`)) await run("mount", ["-t", "binfmt_misc", "binfmt_misc", FOLDER]);
    if (existsSync(`${FOLDER}/qemu-aarch64`)) return;
    // Flag F: the kernel opens the emulator now, so that it is found inside a root that has none.
    writeFileSync(`${FOLDER}/register`, readFileSync(RULE, "utf8").trim());
  } catch (error) {
    throw new CannotEmulateError(
      `This machine cannot run programs for arm64: binfmt_misc cannot be set up (${(error as Error).message.trim()}). ` +
        "Build the image as root on a machine whose kernel has binfmt_misc and lets root mount and write it (a container needs --privileged).",
    );
  }
}
