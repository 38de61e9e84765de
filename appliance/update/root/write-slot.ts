import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, mkdtemp, open, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { AppError } from "../../errors.ts";
import type { SlotImage } from "../decide.ts";

/**
 * Puts a bundle's image into the slot that does not run. RAUC verifies who signed and keeps the boot loader's counters; its own
 * `install` is not used: it reads a bundle through dm-verity and takes Linux' answer of 6.19 and later ("V -") for a damaged
 * file (rauc issue 1842; seen with Debian 13's 1.13 and the card's kernel). What stands in for it is stricter: the
 * image's sum is in the manifest that was signed, and is compared with what was read and with what the card gives back.
 */
const run = promisify(execFile);
const CHUNK = 4 * 1024 * 1024;
const COPY_AGAIN = "Copy or download the update again.";
const NEW_CARD = "Put Rackseed on a new card.";

/** `bundle` is a file that only root can change, its signature and blocks verified. `share` goes from 0 to 1. */
export async function writeSlot(
  bundle: string,
  image: SlotImage,
  device: string,
  moved: (share: number) => void,
): Promise<void> {
  await checkRoom(image, device);
  const folder = await mkdtemp("/run/rackseed-bundle-");
  try {
    await run("mount", ["-t", "squashfs", "-o", "ro,loop,nosuid,nodev,noexec,nosymfollow", bundle, folder]);
    try {
      await using from = await open(join(folder, image.filename), constants.O_RDONLY | constants.O_NOFOLLOW);
      await copy(from, device, image, (share) => moved(share / 2));
    } finally {
      await run("umount", [folder]);
    }
  } finally {
    await rmdir(folder);
  }
  // Else the page cache would answer for the card.
  await run("blockdev", ["--flushbufs", device]);
  moved(0.5);
  await using back = await open(device, "r");
  const found = await sumOf(back, image.size, (share) => moved((1 + share) / 2));
  if (found !== image.checksum) throw notWritten("the card gives other bytes than were written to it", NEW_CARD);
}

async function checkRoom(image: SlotImage, device: string): Promise<void> {
  const { stdout } = await run("blockdev", ["--getsize64", device]);
  if (image.size > Number(stdout))
    throw notWritten(`the update has ${image.size} bytes and the slot ${stdout.trim()}`, "Flash the card anew.");
}

async function copy(from: FileHandle, device: string, image: SlotImage, moved: (share: number) => void): Promise<void> {
  // Exclusive: a slot that somebody has mounted is not written.
  await using to = await open(device, constants.O_WRONLY | constants.O_EXCL);
  const found = await sumOf(from, image.size, moved, async (bytes, at) => {
    const { bytesWritten } = await to.write(bytes, 0, bytes.length, at);
    if (bytesWritten < bytes.length)
      throw notWritten(`the card took ${bytesWritten} of ${bytes.length} bytes`, NEW_CARD);
  });
  await to.sync();
  if (found !== image.checksum) throw notWritten("the update's image is not the one that was signed", COPY_AGAIN);
}

/** From the first byte on, "nothing was changed" would be untrue. `what`: half a sentence; `remedy`: a whole one. */
const notWritten = (what: string, remedy: string): AppError =>
  new AppError(
    "RS_UPDATE_WRITE",
    500,
    `The other slot was not written: ${what}. What runs now stays, and the box does not start from that slot. ${remedy}`,
  );

/** SHA-256 of the first `size` bytes, in hex. */
async function sumOf(
  file: FileHandle,
  size: number,
  moved: (share: number) => void,
  each: (bytes: Buffer, at: number) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(CHUNK, size - at), at);
    if (bytesRead === 0) throw notWritten("the update's image ends early", COPY_AGAIN);
    const bytes = chunk.subarray(0, bytesRead);
    hash.update(bytes);
    await each(bytes, at);
    at += bytesRead;
    moved(at / size);
  }
  return hash.digest("hex");
}
