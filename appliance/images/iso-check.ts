import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageRefusedError, refuseSignature, trustOf } from "./catalog.ts";
import type { ImageConfig, Trust } from "./catalog.ts";
import { holdsSums, parseSums, shortSum, sumFor } from "./checksums.ts";
import { checkImplantedSum, hasImplantedSum } from "./implanted.ts";
import { withScratch } from "./origin.ts";
import type { ImportJob } from "./origin.ts";
import { readKey, verifySignature } from "./verify.ts";

/** A small file that lay beside the ISO. */
export interface Beside {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface IsoToCheck {
  /** The stored copy. */
  readonly path: string;
  /** What it was called where it came from: sums name it so. */
  readonly fileName: string;
  readonly size: number;
  /** Of the stored bytes. */
  readonly sha256: string;
  readonly beside: readonly Beside[];
}

export const isWorthReading = (name: string, iso: string): boolean =>
  holdsSums(name, iso) || signaturesOf(iso).includes(name) || /^SHA256SUMS\.(gpg|sign|sig|asc)$/.test(name);

const signaturesOf = (name: string): string[] => [`${name}.sig`, `${name}.asc`, `${name}.gpg`, `${name}.sign`];

/**
 * Whether the stored ISO is what its maker made, by whatever was given: the sum that a person or the configuration names, sums beside
 * it, signatures when a key is configured, and where there is nothing else the checksum inside it. The first that contradicts refuses.
 */
export async function checkIso(job: ImportJob, iso: IsoToCheck, signal: AbortSignal): Promise<Trust> {
  const { config } = job;
  if (config.sha256 !== undefined) refuseOtherSum(config, iso, config.sha256, "the sum that was given for it");
  const sums = checkSums(config, iso);
  const signed = config.verify === "required" ? await checkSignatures(job, iso, sums.matching, signal) : undefined;
  if (signed !== undefined) return signed;
  if (config.sha256 !== undefined) return { verified: "verified", detail: "it has the SHA-256 sum that was given" };
  if (sums.detail !== undefined) return { verified: "not-verified", detail: sums.detail };
  return checkInside(job, iso, signal);
}

function checkSums(config: ImageConfig, iso: IsoToCheck): { matching: readonly Beside[]; detail?: string } {
  const matching: Beside[] = [];
  let contradicts: string | undefined;
  for (const file of iso.beside.filter(({ name }) => holdsSums(name, iso.fileName))) {
    const bareCounts = file.name.startsWith(`${iso.fileName}.`);
    const says = sumFor(parseSums(file.bytes.toString("utf8")), iso.fileName, bareCounts);
    if (says.kind === "contradiction") contradicts = file.name;
    if (says.kind !== "sum") continue;
    refuseOtherSum(config, iso, says.sha256, `what ${file.name} beside it says`);
    matching.push(file);
  }
  if (matching.length > 0) return { matching, detail: "the checksum beside it matches" };
  return {
    matching,
    ...(contradicts !== undefined && {
      detail: `${contradicts} names it twice with different sums, so it proves nothing`,
    }),
  };
}

function refuseOtherSum(config: ImageConfig, { sha256, fileName }: IsoToCheck, expected: string, by: string): void {
  if (sha256 === expected.toLowerCase()) return;
  throw new ImageRefusedError(
    "RS_IMAGE_SUM",
    `${fileName} of image "${config.name}" is not what its maker made: its SHA-256 is ${shortSum(sha256)}, and ${by} is ${shortSum(expected.toLowerCase())}. Nothing was added. Get the file anew and compare the sum with the maker's page.`,
    true,
  );
}

/** A signature of the ISO itself, or of a file of sums that names it. Undefined when no key is configured. */
async function checkSignatures(
  job: ImportJob,
  iso: IsoToCheck,
  sums: readonly Beside[],
  signal: AbortSignal,
): Promise<Trust | undefined> {
  const { config } = job;
  const { key } = config;
  if (key === undefined) return undefined;
  const find = (name: string): Beside | undefined =>
    signaturesOf(name).flatMap((one) => iso.beside.find((beside) => beside.name === one) ?? [])[0];
  const own = find(iso.fileName);
  const signedSums = sums.flatMap((file) => {
    const signature = find(file.name);
    return signature === undefined ? [] : [{ file, signature }];
  })[0];
  const signature = own ?? signedSums?.signature;
  if (signature === undefined) {
    throw new ImageRefusedError(
      "RS_IMAGE_SIG_MISSING",
      `There is no signature beside ${iso.fileName} (${iso.fileName}.sig, or SHA256SUMS with SHA256SUMS.gpg), so nobody can say whose image this is. Put it there, or set "verify: none" to use it marked as not verified.`,
    );
  }
  return withScratch(job.folder, async (home) => {
    const signatureFile = join(home, "signature");
    await writeFile(signatureFile, signature.bytes);
    const sumsFile = join(home, "sums");
    if (own === undefined && signedSums !== undefined) await writeFile(sumsFile, signedSums.file.bytes);
    const file = own === undefined ? sumsFile : iso.path;
    job.progress({ phase: "checking", done: 0, total: 0 });
    const ring = await readKey(key, home, signal);
    const verdict = await verifySignature({ file, signature: signatureFile, key: ring, home, now: job.now() }, signal);
    if (verdict.verdict === "refused") refuseSignature(config, iso.fileName, verdict);
    return { verified: "verified", ...trustOf([verdict]) };
  });
}

async function checkInside(job: ImportJob, iso: IsoToCheck, signal: AbortSignal): Promise<Trust> {
  if (!(await hasImplantedSum(iso.path))) return { verified: "not-verified", detail: "no checksum came with it" };
  const progress = (share: number): void =>
    job.progress({ phase: "checking", done: Math.floor(share * iso.size), total: iso.size });
  progress(0);
  const result = await checkImplantedSum(iso.path, progress, signal);
  if (result === "matches") return { verified: "not-verified", detail: "its implanted checksum matches" };
  if (result !== "damaged") return { verified: "not-verified", detail: `it was not checked: ${result.notChecked}` };
  throw new ImageRefusedError(
    "RS_IMAGE_DAMAGED",
    `This file is damaged: ${iso.fileName} does not match the checksum inside it. Nothing was added. Copy or download it again.`,
    true,
  );
}
