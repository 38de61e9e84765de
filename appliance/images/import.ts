import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { ImageRow } from "../store/images.ts";
import { folderName, kindOf, madeBy, refuseFullDisk } from "./catalog.ts";
import type { ImageFile, ImageRefusedError, SourceKind, Trust } from "./catalog.ts";
import { folderOrigin } from "./folder-origin.ts";
import { isoOrigin } from "./iso-origin.ts";
import type { ImportJob, Origin, Prepared } from "./origin.ts";
import { freeBytes, isWhole, makeFolder, publish, removeFolder, shareBytes } from "./source.ts";
import { urlOrigin, urlsOrigin } from "./url-origin.ts";

export interface Import extends ImportJob {
  /** What an earlier import of this name came to. */
  readonly previous: ImageRow | undefined;
  /** Where a file with these bytes is stored already. */
  stored(file: ImageFile): string | undefined;
  /** From here on there is work to do: the image is not what it was. */
  started(prepared: Prepared): void;
}

const ORIGINS: Readonly<Record<SourceKind, (job: ImportJob) => Origin>> = {
  folder: folderOrigin,
  iso: isoOrigin,
  upload: isoOrigin,
  url: urlOrigin,
  urls: urlsOrigin,
};

/**
 * Brings one image to what is wanted of it: nothing when nothing changed, a new look at the signatures when only the key did, else a
 * copy. Everything happens in a folder of its own that gets its name last, so a stop at any moment leaves nothing half-ready.
 */
export async function importImage(job: Import, signal: AbortSignal): Promise<ImageRow> {
  const { config, previous } = job;
  const origin = ORIGINS[kindOf(config)](job);
  const whole = previous?.folder != null && (await isWhole(join(job.folder, previous.folder), previous.files));
  const prepared = await origin.prepare().catch((thrown: unknown) => {
    // A stick that was pulled out, or a key file that is gone, take nothing away from what was imported from it.
    if (previous?.state === "ready" && whole && madeBy(config, previous)) return undefined;
    throw thrown;
  });
  if (prepared === undefined && previous !== undefined) return previous;
  if (prepared === undefined) throw new Error("unreachable: nothing prepared and nothing there");
  if (previous?.contentMark === prepared.contentMark) {
    const settled = previous.state === "refused" || whole;
    if (settled && previous.trustMark === prepared.trustMark) return previous;
    if (whole) return await checkAgain(job, origin, prepared, previous, signal);
  }
  return await copyAnew(job, origin, prepared, signal);
}

async function checkAgain(
  job: Import,
  origin: Origin,
  prepared: Prepared,
  previous: ImageRow,
  signal: AbortSignal,
): Promise<ImageRow> {
  job.started(prepared);
  const trust = await origin.check(join(job.folder, previous.folder ?? ""), previous.files, prepared, signal);
  const { release, version } = previous;
  const what = prepared.release === undefined ? { release, version } : await origin.describe("", [], prepared, signal);
  return { ...previous, ...resultOf(prepared, trust, what) };
}

async function copyAnew(job: Import, origin: Origin, prepared: Prepared, signal: AbortSignal): Promise<ImageRow> {
  const { config, folder } = job;
  await job.makeRoom(prepared.size ?? 0);
  refuseFullDisk(config.name, prepared.size ?? 0, await freeBytes(folder), job.reserveBytes);
  job.started(prepared);
  const unique = randomBytes(6).toString("hex");
  const incoming = join(folder, `.incoming~${unique}`);
  try {
    await makeFolder(incoming);
    const files = await origin.copy(incoming, prepared, signal);
    const trust = await origin.check(incoming, files, prepared, signal);
    const described = await origin.describe(incoming, files, prepared, signal);
    for (const file of files) {
      const same = job.stored(file);
      if (same !== undefined) await shareBytes(incoming, file, same, signal);
    }
    signal.throwIfAborted(); // an import that was given up never reaches the catalogue
    const name = folderName(config.name, unique);
    await publish(incoming, folder, name);
    return {
      ...resultOf(prepared, trust, described),
      name: config.name,
      folder: name,
      files: [...files],
      importedAt: job.now().getTime(),
    };
  } finally {
    await removeFolder(incoming);
  }
}

function resultOf(
  { contentMark, trustMark }: Prepared,
  trust: Trust,
  what: { readonly release: ImageRow["release"]; readonly version: string; readonly detail?: string },
): Omit<ImageRow, "name" | "folder" | "files" | "importedAt"> {
  return {
    version: what.version,
    release: what.release,
    state: "ready",
    verified: trust.verified,
    code: null,
    reason: null,
    detail: trust.detail ?? what.detail ?? null,
    fingerprint: trust.fingerprint ?? null,
    contentMark,
    trustMark,
  };
}

/** The row of an import that would end the same way again, so that a restart does not copy half a gigabyte to refuse it once more. */
export async function refusedRow(job: ImportJob, refusal: ImageRefusedError): Promise<ImageRow | undefined> {
  const { config } = job;
  // What a person added is tried when a person says so; a configuration's image at every start.
  const byPerson = config.from !== undefined;
  if (!refusal.lasting && !byPerson) return undefined;
  const prepared = await ORIGINS[kindOf(config)](job)
    .prepare()
    .catch(() => (byPerson ? { contentMark: "{}", trustMark: "{}", version: "", release: null } : undefined));
  if (prepared === undefined) return undefined;
  return {
    contentMark: prepared.contentMark,
    trustMark: prepared.trustMark,
    name: config.name,
    version: prepared.version,
    release: prepared.release ?? null,
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
