import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageRow } from "../store/images.ts";
import {
  contentMark,
  folderName,
  madeBy,
  planImport,
  refuseFullDisk,
  refuseSignature,
  trustMark,
  trustOf,
} from "./catalog.ts";
import type { ImageConfig, ImageFile, Plan, ImageRefusedError } from "./catalog.ts";
import type { Verdict } from "./signature.ts";
import { copyFiles, freeBytes, isWhole, lookAt, makeFolder, publish, removeFolder, shareBytes } from "./source.ts";
import { KeyFileError, readKey, verifySignature } from "./verify.ts";

export interface ImportJob {
  readonly config: ImageConfig;
  /** DATA/images */
  readonly folder: string;
  readonly reserveBytes: number;
  /** What an earlier import of this name came to. */
  readonly previous: ImageRow | undefined;
  now(): Date;
  /** Where a file with these bytes is stored already. */
  stored(file: ImageFile): string | undefined;
  /** From here on there is work to do: the image is not what it was. */
  started(plan: Plan): void;
  progress(share: number): void;
}

interface Prepared {
  readonly plan: Plan;
  readonly contentMark: string;
  readonly trustMark: string;
}

/**
 * Brings one image to what its configuration says: nothing when nothing changed, a new look at the signatures when only the key did,
 * else a copy. Everything happens in a folder of its own that gets its name last, so a stop at any moment leaves nothing half-ready.
 */
export async function importImage(job: ImportJob, signal: AbortSignal): Promise<ImageRow> {
  const { config, previous } = job;
  const whole = previous?.folder != null && (await isWhole(join(job.folder, previous.folder), previous.files));
  const prepared = await prepare(config).catch((thrown: unknown) => {
    // A stick that was pulled out, or a key file that is gone, take nothing away from what was imported from it.
    if (previous?.state === "ready" && whole && madeBy(config, previous)) return undefined;
    throw thrown;
  });
  if (prepared === undefined && previous !== undefined) return previous;
  if (prepared === undefined) throw new Error("unreachable: nothing prepared and nothing there");
  if (previous?.contentMark === prepared.contentMark) {
    const settled = previous.state === "refused" || whole;
    if (settled && previous.trustMark === prepared.trustMark) return previous;
    if (whole) return await checkAgain(job, prepared, previous, signal);
  }
  return await copyAnew(job, prepared, signal);
}

async function prepare(config: ImageConfig): Promise<Prepared> {
  const { files, versionFile } = await lookAt(config.source);
  const plan = planImport(config, files, versionFile);
  const keyHash = config.verify === "required" ? await hashOfKey(config) : undefined;
  return { plan, contentMark: contentMark(config, plan.files), trustMark: trustMark(config, keyHash) };
}

async function hashOfKey(config: ImageConfig): Promise<string> {
  if (config.key === undefined) {
    throw new KeyFileError(
      `Image "${config.name}" must be verified and names no key. Set "key" to the signer's public key, or "verify: none" to use it marked as not verified.`,
    );
  }
  const bytes = await readFile(config.key).catch((thrown: unknown) => {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new KeyFileError(
      `The key file of image "${config.name}" cannot be read: ${why}. Put the key there, or correct "key".`,
    );
  });
  return createHash("sha256").update(bytes).digest("hex");
}

async function checkAgain(
  job: ImportJob,
  prepared: Prepared,
  previous: ImageRow,
  signal: AbortSignal,
): Promise<ImageRow> {
  job.started(prepared.plan);
  const trust = await verifyAll(job, prepared.plan, join(job.folder, previous.folder ?? ""), signal);
  return {
    ...rowOf(job, prepared, trust),
    folder: previous.folder,
    files: previous.files,
    importedAt: previous.importedAt,
  };
}

async function copyAnew(job: ImportJob, prepared: Prepared, signal: AbortSignal): Promise<ImageRow> {
  const { config, folder } = job;
  const { plan } = prepared;
  const needed = plan.files.reduce((sum, file) => sum + file.size, 0);
  refuseFullDisk(config.name, needed, await freeBytes(folder), job.reserveBytes);
  job.started(plan);
  const unique = randomBytes(6).toString("hex");
  const incoming = join(folder, `.incoming~${unique}`);
  try {
    await makeFolder(incoming);
    const files = await copyFiles(
      { from: config.source, into: incoming, files: plan.files, progress: (share) => job.progress(share) },
      signal,
    );
    const trust = await verifyAll(job, plan, incoming, signal);
    for (const file of files) {
      const same = job.stored(file);
      if (same !== undefined) await shareBytes(incoming, file, same, signal);
    }
    signal.throwIfAborted(); // an import that was given up never reaches the catalogue
    const name = folderName(config.name, unique);
    await publish(incoming, folder, name);
    return { ...rowOf(job, prepared, trust), folder: name, files, importedAt: job.now().getTime() };
  } finally {
    await removeFolder(incoming);
  }
}

type Trust = ReturnType<typeof trustOf>;

/** Every signature of the stored copy; throws at the first that does not count. */
async function verifyAll(job: ImportJob, plan: Plan, stored: string, signal: AbortSignal): Promise<Trust> {
  const { config } = job;
  if (plan.signed.length === 0 || config.key === undefined) return {};
  const home = join(job.folder, `.incoming~${randomBytes(6).toString("hex")}`);
  try {
    await makeFolder(home);
    const key = await readKey(config.key, home, signal);
    const verdicts: Verdict[] = [];
    for (const name of plan.signed) {
      const file = join(stored, name);
      const verdict = await verifySignature({ file, signature: `${file}.sig`, key, home, now: job.now() }, signal);
      if (verdict.verdict === "refused") refuseSignature(config, name, verdict);
      verdicts.push(verdict);
    }
    return trustOf(verdicts);
  } finally {
    await removeFolder(home);
  }
}

function rowOf(
  { config }: ImportJob,
  { plan, contentMark, trustMark }: Prepared,
  trust: Trust,
): Omit<ImageRow, "folder" | "files" | "importedAt"> {
  return {
    name: config.name,
    version: plan.version,
    release: plan.release,
    state: "ready",
    verified: config.verify === "required" ? "verified" : "not-verified",
    code: null,
    reason: null,
    detail: trust.detail ?? plan.detail ?? null,
    fingerprint: trust.fingerprint ?? null,
    contentMark,
    trustMark,
  };
}

/** The row of an import that would end the same way again, so that a restart does not copy half a gigabyte to refuse it once more. */
export async function refusedRow(config: ImageConfig, refusal: ImageRefusedError): Promise<ImageRow | undefined> {
  if (!refusal.lasting) return undefined;
  const prepared = await prepare(config).catch(() => undefined);
  if (prepared === undefined) return undefined;
  return {
    contentMark: prepared.contentMark,
    trustMark: prepared.trustMark,
    name: config.name,
    version: prepared.plan.version,
    release: prepared.plan.release,
    state: "refused",
    verified: "not-verified",
    code: refusal.code,
    reason: refusal.message,
    detail: null,
    fingerprint: null,
    importedAt: null,
    folder: null,
    files: [],
  };
}
