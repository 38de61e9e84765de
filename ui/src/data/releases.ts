import type { Api } from "./api.ts";

export type ReleaseFamily = "fedora-coreos" | "flatcar";
export const RELEASE_FAMILIES: readonly ReleaseFamily[] = ["fedora-coreos", "flatcar"];

export interface PublishedRelease {
  readonly family: ReleaseFamily;
  /** As its maker says: stable, testing, beta … */
  readonly stream: string;
  readonly version: string;
  readonly arch: "x86_64" | "aarch64";
  readonly files: readonly { readonly url: string; readonly name: string; readonly sha256?: string }[];
}

export interface ReleaseList {
  readonly items: readonly PublishedRelease[];
  /** A sentence for each stream whose list cannot be read. */
  readonly problems: readonly string[];
}

export const listReleases = (api: Api, family: ReleaseFamily): Promise<ReleaseList> =>
  api.get(`/releases?family=${family}`);
