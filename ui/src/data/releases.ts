import type { PublishedRelease } from "../../../appliance/http/needs-releases.ts";
import type { Api } from "./api.ts";

export type { PublishedRelease };
export type ReleaseFamily = PublishedRelease["family"];
export const RELEASE_FAMILIES: readonly ReleaseFamily[] = ["fedora-coreos", "flatcar"];

export interface ReleaseList {
  readonly items: readonly PublishedRelease[];
  /** A sentence for each stream whose list cannot be read. */
  readonly problems: readonly string[];
}

export const listReleases = (api: Api, family: ReleaseFamily): Promise<ReleaseList> =>
  api.get(`/releases?family=${family}`);
