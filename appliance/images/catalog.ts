import { basename } from "node:path";
import { folderMedium, recognise } from "../systems/recognise.ts";
import type { Release } from "../systems/system.ts";
import { day } from "./signature.ts";
import type { Verdict } from "./signature.ts";

/** One file of a release that is fetched. */
export interface Download {
  readonly url: string;
  /** What it is called here; else the last part of the URL. */
  readonly name?: string | undefined;
  readonly sha256?: string | undefined;
}

/** Where an image comes from and what is to be checked, as the configuration or a person says it. */
export interface ImageConfig {
  readonly name: string;
  /** A folder, an .iso file, or a URL. */
  readonly source: string;
  /** The sum that its maker publishes. */
  readonly sha256?: string | undefined;
  readonly key?: string | undefined;
  readonly version?: string | undefined;
  readonly verify: "required" | "none";
  /** How a person added it; absent when the configuration names it. */
  readonly from?: "stick" | "upload" | "url";
  /** What the file is called where it comes from: text. */
  readonly fileName?: string;
  /** The files of a release that are fetched one by one; `source` is then their folder. */
  readonly urls?: readonly Download[];
  /** Private addresses and plain http are allowed: the mirror is in the house. */
  readonly internalMirror?: boolean;
  /** Name, size and time of the file on its stick, so that it is known again. */
  readonly seen?: string;
  /** `source` is a block device of so many bytes, to which an ISO was written as it is. */
  readonly deviceSize?: number;
  /** SHA-256 of an upload's bytes as they were written. */
  readonly written?: string;
}

export type SourceKind = "folder" | "iso" | "url" | "urls" | "upload";

export function kindOf(config: ImageConfig): SourceKind {
  if (config.urls !== undefined) return "urls";
  if (config.from === "upload") return "upload";
  if (/^https?:\/\//i.test(config.source)) return "url";
  if (config.deviceSize !== undefined) return "iso";
  return config.source.toLowerCase().endsWith(".iso") ? "iso" : "folder";
}

export type Phase = "copying" | "checking" | "indexing";

/** How far a phase of an import is. */
export interface Progress {
  readonly phase: Phase;
  /** Bytes; a total of 0 is one that nobody knows. */
  readonly done: number;
  readonly total: number;
}

export interface ImageFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** One release of one system, as the API shows it. */
export interface Image {
  readonly name: string;
  /** Empty until it is known. */
  readonly version: string;
  /** Absent until the source was looked at. */
  readonly release?: Release;
  readonly state: "waiting" | "importing" | "ready" | "refused";
  readonly verified: "verified" | "not-verified" | "pending";
  readonly source: SourceKind;
  /** Why it was refused: what, where, what to do. */
  readonly reason?: string;
  /** The code of the refusal, `RS_IMAGE_…`. */
  readonly code?: string;
  /** What a person should know about a usable image: "key expired since 2021-06-01". */
  readonly detail?: string;
  readonly fingerprint?: string;
  readonly bytes: number;
  /** While importing: what is being done, and how much of it is (0 to 1). */
  readonly phase?: Phase;
  readonly progress?: number;
  /** Bytes a second, and how long the phase will take at that rate. */
  readonly rate?: number;
  readonly secondsLeft?: number;
  readonly files: readonly ImageFile[];
  readonly importedAt?: Date;
}

/** Why an image cannot be used. `lasting`: trying the same again would end the same way. */
export class ImageRefusedError extends Error {
  override name = "ImageRefusedError";
  readonly code: string;
  readonly lasting: boolean;

  constructor(code: string, reason: string, lasting = false) {
    super(reason);
    this.code = code;
    this.lasting = lasting;
  }
}

/** A file in a source folder, before any of its bytes were read. */
export interface SourceFile {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
}

export interface Plan {
  readonly release: Release;
  readonly version: string;
  /** To be copied, data before signatures. */
  readonly files: readonly SourceFile[];
  /** Each is checked against `<name>.sig`. */
  readonly signed: readonly string[];
  readonly detail?: string;
}

/** What of a source folder belongs to the image, or why it is none. `versionFile` is the text of version.txt, if there is one. */
export function planImport(config: ImageConfig, files: readonly SourceFile[], versionFile: string | undefined): Plan {
  const names = files.map((file) => file.name);
  const found = recognise(
    folderMedium(basename(config.source), names, (path) => (path === "version.txt" ? versionFile : undefined)),
  );
  if (found.kind === "stranger") {
    throw new ImageRefusedError(
      "RS_IMAGE_UNKNOWN",
      `${config.source} holds no release that Rackseed knows. It looks for coreos_production_*, flatcar_production_* or *-live-kernel* files: put them there, or name another folder under "source".`,
    );
  }
  if (found.kind === "incomplete") {
    throw new ImageRefusedError(
      "RS_IMAGE_INCOMPLETE",
      `In ${config.source} ${found.reason}. Copy the whole release there.`,
    );
  }
  const { release } = found;
  const { kernel = "", initrds, diskImages } = release;
  const [diskImage = ""] = diskImages;
  const { rootfs } = release.extras; // Fedora CoreOS: neither kernel nor initrd nor written as it is
  const data = [kernel, ...initrds, ...(rootfs === undefined ? [] : [rootfs]), ...diskImages];
  const there = new Map(files.map((file) => [file.name, file]));
  const unsigned = data.filter((name) => !there.has(`${name}.sig`));
  if (config.verify === "required" && unsigned.length > 0) {
    throw new ImageRefusedError(
      "RS_IMAGE_SIG_MISSING",
      `In ${config.source} ${unsigned.map((name) => `${name}.sig`).join(", ")} is missing, so nobody can say whose image this is. Copy the .sig files there, or set "verify: none" to use it marked as not verified.`,
    );
  }
  const wanted = [...data, ...data.map((name) => `${name}.sig`), "version.txt"];
  return {
    release: { ...release, version: versionOf(config, release) },
    version: versionOf(config, release),
    files: wanted.flatMap((name) => there.get(name) ?? []),
    signed: config.verify === "required" ? data : [],
    ...(unsigned.includes(diskImage) && { detail: `no ${diskImage}.sig: coreos-install will refuse to write it` }),
  };
}

/** The version that stands in URLs: the configuration's, else version.txt's, else the folder's name. */
function versionOf(config: ImageConfig, release: Release): string {
  const version = config.version ?? (release.version || basename(config.source));
  if (/^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/.test(version)) return version;
  throw new ImageRefusedError(
    "RS_IMAGE_VERSION",
    `"${version.slice(0, 80)}" cannot be the version of image "${config.name}": it becomes part of a URL. Set "version" to letters, digits, dots and dashes, e.g. 1010.5.0.`,
  );
}

/** What checking came to. */
export interface Trust {
  readonly verified: "verified" | "not-verified";
  readonly fingerprint?: string;
  readonly detail?: string;
}

export const gigabytes = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;

/** Leases must always find room on the card, so an import that would eat into the reserve does not begin. */
export function refuseFullDisk(name: string, needed: number, free: number, reserve: number): void {
  if (needed + reserve <= free) return;
  throw new ImageRefusedError(
    "RS_IMAGE_SPACE",
    `Image "${name}" needs ${gigabytes(needed)}, and ${gigabytes(Math.max(0, free - reserve))} are free (${gigabytes(reserve)} are kept for leases). Remove an image that is not used, or use a larger card.`,
  );
}

/** One sentence for a signature that does not count. */
export function refuseSignature(
  config: ImageConfig,
  file: string,
  verdict: Extract<Verdict, { verdict: "refused" }>,
): never {
  throw new ImageRefusedError(
    verdict.code,
    `${file} of image "${config.name}" is not verified: ${verdict.reason}. Nothing was added. Get the file and its .sig anew from their maker and compare the key in ${config.key ?? "the configuration"}.`,
    true,
  );
}

/** What the good verdicts of all files come to. */
export function trustOf(verdicts: readonly Verdict[]): Omit<Trust, "verified"> {
  const good = verdicts.find((verdict) => verdict.verdict !== "refused");
  const expired = verdicts.find((verdict) => verdict.verdict === "good-key-expired");
  return {
    ...(good !== undefined && { fingerprint: good.fingerprint }),
    ...(expired !== undefined && { detail: `key expired since ${day(expired.keyExpiredAt)}` }),
  };
}

/** A folder name for what is stored: readable, and never a path. */
export const folderName = (name: string, unique: string): string =>
  `${name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(0, 40)}~${unique}`;

/** Folders that this part made, finished or not; nothing else in the images folder is ever touched. */
export const isOurFolder = (name: string): boolean => /^(\.incoming|[a-z0-9.-]*)~[0-9a-f]{12}$/.test(name);

/** What the source looked like: as long as it looks so, nothing is copied again. */
export const contentMark = (config: ImageConfig, files: readonly SourceFile[]): string =>
  JSON.stringify({
    source: config.source,
    urls: config.urls,
    version: config.version ?? null,
    files: files.map((file) => [file.name, file.size, file.modified]),
  });

/** By what it was verified: another key means that it is verified again. */
export const trustMark = (config: ImageConfig, keyHash: string | undefined): string =>
  JSON.stringify({ verify: config.verify, key: config.key ?? null, sha256: config.sha256, keyHash: keyHash ?? null });

/** Whether an image was made by these very settings. Whether the files still look the same takes a look at them. */
export function madeBy(
  config: ImageConfig,
  marks: { readonly contentMark: string; readonly trustMark: string },
): boolean {
  const content = JSON.parse(marks.contentMark) as { source: string; version: string | null };
  const trust = JSON.parse(marks.trustMark) as { verify: string; key: string | null; sha256?: string };
  return (
    content.source === config.source &&
    content.version === (config.version ?? null) &&
    trust.verify === config.verify &&
    trust.sha256 === config.sha256 &&
    trust.key === (config.key ?? null)
  );
}
