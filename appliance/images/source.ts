import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { link, mkdir, open, readdir, readFile, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { ImageRefusedError } from "./catalog.ts";
import type { ImageFile, SourceFile } from "./catalog.ts";

const CHUNK = 1024 * 1024;
const MAX_ENTRIES = 10_000;

/** The regular files of a source folder and the text of its version.txt. Sources are read and never written to. */
export async function lookAt(folder: string): Promise<{ files: SourceFile[]; versionFile: string | undefined }> {
  const names = await readdir(folder).catch((thrown: unknown) => {
    throw new ImageRefusedError(
      "RS_IMAGE_SOURCE",
      `The folder ${folder} cannot be read (${codeOf(thrown)}). Put the medium in, or correct "source".`,
    );
  });
  const files: SourceFile[] = [];
  for (const name of names.slice(0, MAX_ENTRIES)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile() === true) files.push({ name, size: found.size, modified: found.mtimeMs });
  }
  const version = files.find((file) => file.name === "version.txt" && file.size < 64 * 1024);
  return { files, versionFile: version && (await readFile(join(folder, "version.txt"), "utf8")) };
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Copies one file after the other into `into`, each byte read from the source once. The hash is that of the bytes which were written:
 * a medium may answer differently the second time (trust 4.94), and what is served is the copy.
 */
export async function copyFiles(
  job: {
    readonly from: string;
    readonly into: string;
    readonly files: readonly (SourceFile & { readonly storedAs?: string })[];
    /** It is on a stick, which people pull out. */
    readonly stick: boolean;
    /** The one file is a block device, which is longer than what is wanted of it. */
    readonly device?: boolean;
    progress(done: number, total: number): void;
  },
  signal: AbortSignal,
): Promise<ImageFile[]> {
  const total = job.files.reduce((sum, file) => sum + file.size, 0);
  const stored: ImageFile[] = [];
  let done = 0;
  for (const file of job.files) {
    const name = file.storedAs ?? file.name;
    const cut = { ...file, device: job.device === true };
    const sha256 = await copyFile(join(job.from, file.name), join(job.into, name), cut, signal, (bytes) => {
      done += bytes;
      job.progress(done, total);
    }).catch((thrown: unknown) => {
      throw whatHappened(thrown, file.name, job, Math.floor((100 * done) / Math.max(1, total)));
    });
    stored.push({ name, size: file.size, sha256 });
  }
  await syncFolder(job.into);
  return stored;
}

/** Copies, syncs, and returns the SHA-256 of what was written. */
async function copyFile(
  from: string,
  to: string,
  { name, size, device }: SourceFile & { readonly device: boolean },
  signal: AbortSignal,
  copied: (bytes: number) => void,
): Promise<string> {
  await using source = await open(from, "r");
  await using target = await open(to, "wx", 0o644);
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(CHUNK);
  let at = 0;
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await source.read(buffer, 0, device ? Math.min(CHUNK, size - at) : CHUNK, at);
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    await writeAll(target, bytes, at);
    at += bytesRead;
    if (at > size) break;
    copied(bytesRead);
  }
  // A device that is pulled out has no bytes any more: its reads end as at the end of a file.
  if (device && at !== size) throw Object.assign(new Error(`${from} ended at byte ${at}`), { code: "ENODEV" });
  if (at !== size) {
    throw new ImageRefusedError(
      "RS_IMAGE_SOURCE",
      `${name} changed its size while it was copied (${size} bytes, then ${at}). Nothing was added. Wait until it is whole, then restart Rackseed.`,
    );
  }
  await target.sync();
  return hash.digest("hex");
}

export async function writeAll(target: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += (await target.write(bytes, sent, bytes.length - sent, at + sent)).bytesWritten;
  }
}

export async function hashOf(path: string, signal: AbortSignal, read?: (bytes: number) => void): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { signal, highWaterMark: CHUNK })) {
    hash.update(chunk as Buffer);
    read?.((chunk as Buffer).length);
  }
  return hash.digest("hex");
}

/** Puts `file` on the bytes of `same`, if they are still the same: one file in two images takes the card's room once. */
export async function shareBytes(folder: string, file: ImageFile, same: string, signal: AbortSignal): Promise<void> {
  const path = join(folder, file.name);
  const spare = `${path}.link`;
  try {
    if ((await hashOf(same, signal)) !== file.sha256) return;
    await link(same, spare);
  } catch {
    return; // gone, unreadable, or a file system without hard links: the copy is as good
  }
  await rename(spare, path);
}

/** Gives a finished folder its name; from here on it survives a power cut. */
export async function publish(incoming: string, folder: string, name: string): Promise<void> {
  await syncFolder(incoming);
  await rename(incoming, join(folder, name));
  await syncFolder(folder);
}

export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** Whether every file is there with its size: what a restored backup or a fsck may have left half. */
export async function isWhole(folder: string, files: readonly ImageFile[]): Promise<boolean> {
  for (const file of files) {
    const found = await stat(join(folder, file.name)).catch(() => undefined);
    if (found?.isFile() !== true || found.size !== file.size) return false;
  }
  return true;
}

export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}

function whatHappened(
  thrown: unknown,
  name: string,
  { from, stick }: { readonly from: string; readonly stick: boolean },
  percent: number,
): unknown {
  const code = codeOf(thrown);
  if (isFull(thrown)) return cardFull(name, percent);
  if (["EIO", "ENOENT", "ESTALE", "ENXIO", "ENODEV", "ENOMEDIUM", "EACCES"].includes(code)) {
    return new ImageRefusedError(
      "RS_IMAGE_SOURCE",
      stick
        ? `The USB stick was removed at ${percent} %. Nothing was added. Put it in again and import ${name} ${code === "EIO" ? "(from another stick, if this one is damaged) " : ""}once more (${code}).`
        : `${from} could not be read any more at ${percent} % (${name}, ${code}). Nothing was added. Put the medium in again, then restart Rackseed.`,
    );
  }
  return thrown;
}

export const isFull = (thrown: unknown): boolean => ["ENOSPC", "EDQUOT"].includes(codeOf(thrown));

export const cardFull = (name: string, percent: number): ImageRefusedError =>
  new ImageRefusedError(
    "RS_IMAGE_SPACE",
    `The card was full at ${percent} % (${name}). Nothing was added. Remove an image that is not used, or use a larger card.`,
  );

export const codeOf = (thrown: unknown): string =>
  thrown instanceof Error ? ((thrown as NodeJS.ErrnoException).code ?? thrown.message) : String(thrown);
