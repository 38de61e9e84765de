import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Release } from "../systems/system.ts";
import type { AddressPolicy } from "./address-policy.ts";
import type { ImageConfig, ImageFile, Progress, Trust } from "./catalog.ts";
import { makeFolder, removeFolder } from "./source.ts";
import { KeyFileError } from "./verify.ts";

/** The internet, as far as an import needs it. */
export interface Internet {
  readonly policy: AddressPolicy;
  /** All addresses of a host. */
  lookup(host: string): Promise<readonly string[]>;
  /** Certificates to trust in place of the system's. */
  readonly ca?: string;
  /** ms without a byte after which a server is given up. */
  readonly patience: number;
  /** ms before the second try; each further one waits twice as long. */
  readonly pause: number;
}

export interface ImportJob {
  readonly config: ImageConfig;
  /** DATA/images */
  readonly folder: string;
  readonly reserveBytes: number;
  readonly internet: Internet;
  /** Makes so many bytes free above the reserve, if what was removed leaves them. */
  makeRoom(bytes: number): Promise<void>;
  now(): Date;
  progress(progress: Progress): void;
}

/** What was found out before the first byte is copied. */
export interface Prepared {
  readonly contentMark: string;
  readonly trustMark: string;
  /** Bytes to come; undefined when nobody knows. */
  readonly size: number | undefined;
  readonly release?: Release;
  readonly version: string;
}

/** Where an image comes from: the four steps of an import. Each throws an ImageRefusedError that says why it cannot go on. */
export interface Origin<P extends Prepared = Prepared> {
  prepare(): Promise<P>;
  copy(into: string, prepared: P, signal: AbortSignal): Promise<readonly ImageFile[]>;
  /** Whether the stored copy is what its maker made. */
  check(stored: string, files: readonly ImageFile[], prepared: P, signal: AbortSignal): Promise<Trust>;
  /** What the stored copy is. */
  describe(
    stored: string,
    files: readonly ImageFile[],
    prepared: P,
    signal: AbortSignal,
  ): Promise<{ readonly release: Release; readonly version: string; readonly detail?: string }>;
}

/** SHA-256 of the key file, so that another key under the same name is noticed. */
export async function hashOfKey(config: ImageConfig): Promise<string | undefined> {
  if (config.key === undefined) return undefined;
  const bytes = await readFile(config.key).catch((thrown: unknown) => {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new KeyFileError(
      `The key file of image "${config.name}" cannot be read: ${why}. Put the key there, or correct "key".`,
    );
  });
  return createHash("sha256").update(bytes).digest("hex");
}

/** A folder of our own for as long as `use` takes. */
export async function withScratch<T>(folder: string, use: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = join(folder, `.incoming~${randomBytes(6).toString("hex")}`);
  try {
    await makeFolder(scratch);
    return await use(scratch);
  } finally {
    await removeFolder(scratch);
  }
}
