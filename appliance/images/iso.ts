import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import { type Medium, TEXTS } from "../systems/system.ts";
import { ImageRefusedError } from "./catalog.ts";
import { HEAD, readHead, udfOnly } from "./iso-head.ts";
import { buildIndex, ISO_LIMITS, type IsoLimits } from "./iso-index.ts";
import type { IsoIndex, TreeEntry } from "./tree.ts";
import { runXorriso, XORRISO_LIMITS, type XorrisoLimits } from "./xorriso.ts";
import { parseRows, RowError } from "./xorriso-rows.ts";

const LONGEST_TEXT = 64 * 1024;

/**
 * What an ISO is and where the bytes of its files lie. Nothing is mounted or unpacked: xorriso lists it in a sandbox, and every
 * claim is checked against the file. Throws an ImageRefusedError with a code RS_ISO_… for everything that cannot be served.
 */
export async function describeIso(
  path: string,
  fileName: string,
  signal: AbortSignal,
  limits: IsoLimits & XorrisoLimits = { ...ISO_LIMITS, ...XORRISO_LIMITS },
): Promise<{ index: IsoIndex; medium: Medium }> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const { label, udf } = readHead(
      await readAt(file, HEAD.start, Math.min(HEAD.size, Math.max(0, size - HEAD.start))),
      size,
    );
    const index = indexOf(await runXorriso(resolve(path), limits, signal), label, size, limits);
    if (udf && index.entries.filter(({ kind }) => kind === "file").length <= 1) throw udfOnly(); // "README.TXT"
    return { index, medium: mediumOf(fileName, index, await readTexts(file, index)) };
  } finally {
    await file.close();
  }
}

function indexOf(output: string, label: string, size: number, limits: IsoLimits): IsoIndex {
  try {
    return buildIndex(parseRows(output), label, size, limits);
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
    throw new ImageRefusedError("RS_ISO_TOOL", `The list of this ISO cannot be read: ${error.message}.`);
  }
}

/** The texts that recognising may ask for, by their path in lower case. */
async function readTexts(file: FileHandle, index: IsoIndex): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of index.entries) {
    const name = entry.path.toLowerCase();
    if (entry.kind === "file" && TEXTS.includes(name) && !texts.has(name)) texts.set(name, await readText(file, entry));
  }
  return texts;
}

async function readText(file: FileHandle, { extents }: TreeEntry): Promise<string> {
  const parts: Buffer[] = [];
  let left = LONGEST_TEXT;
  for (const { start, size } of extents) {
    parts.push(await readAt(file, start, Math.min(size, left)));
    left -= Math.min(size, left);
  }
  return Buffer.concat(parts).toString("utf8");
}

async function readAt(file: FileHandle, start: number, size: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, start);
  return buffer.subarray(0, bytesRead);
}

const mediumOf = (fileName: string, index: IsoIndex, texts: ReadonlyMap<string, string>): Medium => ({
  kind: "iso",
  fileName,
  paths: index.entries.filter(({ kind }) => kind !== "folder").map(({ path }) => path),
  text: (path) => texts.get(path.toLowerCase()),
  label: index.label,
  boots: index.boots,
});
