// A card for a test: a copy of the built image, as large as a card of a person, and hands in its partitions without mounting.
import { execFile } from "node:child_process";
import { copyFile, constants, open, readdir, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { debugfs } from "./debugfs.ts";

const run = promisify(execFile);
const MIB = 1024 * 1024;
const DIST = path.join(import.meta.dirname, "../../../dist");

/** The .img that `npm run image` left in dist/, or the one that RACKSEED_IMAGE names. */
export async function builtImage(flavour: "plain" | "kiosk" = "plain"): Promise<string> {
  const named = process.env["RACKSEED_IMAGE"];
  if (named !== undefined) return path.resolve(named);
  const pattern = flavour === "plain" ? /^rackseed-\d[^/]*\.img$/ : /^rackseed-kiosk-\d[^/]*\.img$/;
  const found = (await readdir(DIST).catch(() => [])).filter((name) => pattern.test(name)).toSorted();
  const last = found.at(-1);
  if (last === undefined) throw new Error("there is no image in dist/: build one with npm run image");
  return path.join(DIST, last);
}

/** Copies `image` to `file` and makes it `bytes` long: a power of two, as QEMU's SD cards must be. */
export async function insertCard(image: string, file: string, bytes = 2048 * MIB): Promise<string> {
  await run("cp", ["--sparse=always", "--reflink=auto", image, file]);
  await truncate(file, bytes);
  return file;
}

/** Another card with the same bits, e.g. to boot twice from one state. */
export const copyCard = (from: string, to: string): Promise<void> => copyFile(from, to, constants.COPYFILE_FICLONE);

/** The first partition, as a person's computer shows it. */
export async function writeToBoot(card: string, name: string, content: string | Buffer): Promise<void> {
  const file = `${card}.${name}`;
  await writeFile(file, content);
  await run("mcopy", ["-o", "-i", `${card}@@1M`, file, `::/${name}`]);
}

export async function readFromBoot(card: string, name: string): Promise<Buffer> {
  const { stdout } = await run("mtype", ["-i", `${card}@@1M`, `::/${name}`], { encoding: "buffer" });
  return stdout;
}

/** Words at the end of the kernel's command line of a card that starts through U-Boot. */
export const setWords = (card: string, words: string): Promise<void> =>
  writeToBoot(card, "extra.env", `rs_extra=${words}\n`);

export interface Partition {
  /** Bytes. */
  readonly start: number;
  readonly size: number;
}

/** Row `number` (1–4) of the partition table. */
export async function partition(card: string, number: number): Promise<Partition> {
  const file = await open(card, "r");
  try {
    const row = Buffer.alloc(16);
    await file.read(row, 0, 16, 446 + 16 * (number - 1));
    return { start: row.readUInt32LE(8) * 512, size: row.readUInt32LE(12) * 512 };
  } finally {
    await file.close();
  }
}

/** What a failing card may do: the root file system of a slot (2: A, 3: B) that no machine has mounted is no file system any more. */
export async function breakSlot(card: string, number: 2 | 3): Promise<void> {
  const { start } = await partition(card, number);
  const rubbish = `${card}.rubbish`;
  await writeFile(rubbish, "no file system");
  await debugfs(`${card}?offset=${start}`, ["rm /root.squashfs", `write ${rubbish} root.squashfs`]);
}

/** Copies a file out of an ext4 partition (2: slot A, 3: slot B, 4: data) that no machine has mounted. */
export async function readFromPartition(card: string, number: 2 | 3 | 4, name: string, to: string): Promise<void> {
  const { start } = await partition(card, number);
  const { stderr } = await run("debugfs", ["-R", `dump ${name} ${to}`, `${card}?offset=${start}`]);
  // debugfs ends with 0 whatever happens; its first line is its version.
  const complaint = stderr.split("\n").slice(1).join("\n").trim();
  if (complaint !== "") throw new Error(`${name} cannot be read from partition ${number}: ${complaint}`);
}
