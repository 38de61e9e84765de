import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { contentMark, ImageRefusedError, planImport, trustMark } from "./catalog.ts";
import type { Download, ImageConfig, ImageFile, Plan } from "./catalog.ts";
import { shortSum } from "./checksums.ts";
import { download } from "./download.ts";
import { verifyAll } from "./folder-origin.ts";
import { checkIso } from "./iso-check.ts";
import { describeStored } from "./iso-describe.ts";
import { theIso } from "./iso-origin.ts";
import { storedName } from "./names.ts";
import { hashOfKey } from "./origin.ts";
import type { ImportJob, Origin, Prepared } from "./origin.ts";
import { freeBytes, lookAt, syncFolder } from "./source.ts";

/** Who named it in the configuration file said that he trusts the mirror; who adds it by the API says so with internalMirror. */
const mirrorOf = ({ from, internalMirror }: ImageConfig): boolean => from === undefined || internalMirror === true;

async function prepare({ config }: ImportJob): Promise<Prepared> {
  const keyHash = config.verify === "required" ? await hashOfKey(config) : undefined;
  return {
    size: undefined,
    version: config.version ?? "",
    contentMark: contentMark(config, []),
    trustMark: trustMark(config, keyHash),
  };
}

async function fetchOne(
  job: ImportJob,
  from: Download,
  into: string,
  name: string,
  signal: AbortSignal,
): Promise<ImageFile> {
  const room = async (): Promise<number> => (await freeBytes(into)) - job.reserveBytes;
  const got = await download(
    {
      url: from.url,
      into: join(into, name),
      room: await room(),
      async makeRoom(bytes) {
        await job.makeRoom(bytes);
        return await room();
      },
      internalMirror: mirrorOf(job.config),
      plainAllowed: from.sha256 !== undefined || job.config.internalMirror === true,
      progress: (done, total) => job.progress({ phase: "copying", done, total }),
    },
    job.internet,
    signal,
  );
  if (from.sha256 !== undefined && got.sha256 !== from.sha256.toLowerCase()) {
    throw new ImageRefusedError(
      "RS_IMAGE_SUM",
      `${name} of image "${job.config.name}" is not what was wanted: its SHA-256 is ${shortSum(got.sha256)}, and the sum that was given is ${shortSum(from.sha256)}. Nothing was added. Compare the sum with the maker's page.`,
      true,
    );
  }
  return { name, ...got };
}

/** One ISO by its URL. */
export function urlOrigin(job: ImportJob): Origin {
  const { config } = job;
  const fileName = config.fileName ?? lastPart(config.source);
  return {
    prepare: () => prepare(job),
    async copy(into, _prepared, signal) {
      const from = { url: config.source, sha256: config.sha256 };
      const file = await fetchOne(job, from, into, storedName(fileName, ".iso"), signal);
      await syncFolder(into);
      return [file];
    },
    check: (stored, files, _prepared, signal) =>
      checkIso(job, { ...theIso(stored, files), fileName, beside: [] }, signal),
    describe: (stored, files, _prepared, signal) => describeStored(job, theIso(stored, files).path, fileName, signal),
  };
}

/** The files of one release, each by its URL; together they are what a folder is. */
export function urlsOrigin(job: ImportJob): Origin {
  const { config } = job;
  const urls = config.urls ?? [];
  const planOf = async (stored: string): Promise<Plan> => {
    const { files, versionFile } = await lookAt(stored);
    return planImport(config, files, versionFile);
  };
  return {
    prepare: () => prepare(job),
    async copy(into, _prepared, signal) {
      const files: ImageFile[] = [];
      for (const from of urls) files.push(await fetchOne(job, from, into, nameOf(from), signal));
      const { files: wanted } = await planOf(into);
      const isWanted = ({ name }: ImageFile): boolean => wanted.some((file) => file.name === name);
      for (const file of files) if (!isWanted(file)) await rm(join(into, file.name));
      await syncFolder(into);
      return files.filter(isWanted);
    },
    async check(stored, files, _prepared, signal) {
      const trust = await verifyAll(job, await planOf(stored), stored, signal);
      if (trust.verified === "verified") return trust;
      const summed = urls.filter(({ sha256 }) => sha256 !== undefined).map(nameOf);
      const all = files.every(({ name }) => name.endsWith(".sig") || summed.includes(name));
      return all ? { verified: "verified", detail: "its files have the SHA-256 sums that were given" } : trust;
    },
    describe: (stored) => planOf(stored),
  };
}

export const nameOf = ({ url, name }: Download): string => name ?? lastPart(url);

/** The last part of a URL's path, as the name of a file. */
export function lastPart(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : "";
  try {
    return decodeURIComponent(basename(path)) || "image";
  } catch {
    return basename(path);
  }
}
