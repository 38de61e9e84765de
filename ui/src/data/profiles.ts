import type { DiffLine } from "../../../appliance/profiles/line-diff.ts";
import type { Profile } from "../../../appliance/http/needs.ts";
import type { ProfileVersion } from "../../../appliance/http/needs-trash.ts";
import { type Api, ApiError } from "./api.ts";

export type { DiffLine, Profile, ProfileVersion };

/** A profile as it was read; the tag says whether it is still that when it is saved. */
export interface ReadProfile {
  readonly profile: Profile;
  readonly etag: string;
}

/** Somebody else saved first. */
export interface Conflict {
  readonly current: string;
  readonly theirs: Profile;
  /** From theirs to ours. */
  readonly diff: readonly DiffLine[];
}

export interface FullVersion extends ProfileVersion {
  readonly profile: Profile;
  readonly text: string;
  readonly diff?: readonly DiffLine[];
}

const path = (name: string, more = ""): string => `/profiles/${encodeURIComponent(name)}${more}`;

async function read(answer: Response): Promise<ReadProfile> {
  return { profile: (await answer.json()) as Profile, etag: answer.headers.get("etag") ?? "" };
}

export const readProfile = async (api: Api, name: string): Promise<ReadProfile> =>
  read(await api.send("GET", path(name)));

/** Empty fields are taken away. Without a tag the profile is entered, and a name that is taken is refused. */
export async function keepProfile(api: Api, { name, ...rest }: Profile, etag?: string): Promise<ReadProfile> {
  const { answerFile, kernel, initrd, vars, repos, settings, ...plain } = rest;
  const body = {
    ...plain,
    answerFile: answerFile ?? null,
    kernel: kernel ?? null,
    initrd: initrd ?? null,
    vars: vars ?? null,
    repos: repos ?? null,
    settings: settings ?? null,
  };
  return read(await api.send("PUT", path(name), body, etag === undefined ? {} : { "If-Match": etag }));
}

export const conflictOf = (error: unknown): Conflict | undefined =>
  error instanceof ApiError && error.code === "RS_PROFILE_CHANGED" ? (error.problem as Conflict) : undefined;

export const removeProfile = async (api: Api, name: string): Promise<void> => {
  await api.send("DELETE", path(name));
};

export const versionsOf = (api: Api, name: string): Promise<ProfileVersion[]> => api.list(path(name, "/versions"));
export const newestVersions = (api: Api): Promise<ProfileVersion[]> => api.list("/profile-versions");
export const readVersion = (api: Api, name: string, number: number, against?: number): Promise<FullVersion> =>
  api.get(path(name, `/versions/${number}${against === undefined ? "" : `?against=${against}`}`));
export const restoreVersion = async (api: Api, name: string, number: number, etag: string): Promise<ReadProfile> =>
  read(await api.send("POST", path(name, `/versions/${number}/restore`), undefined, { "If-Match": etag }));

/** A name like this one that no profile has. */
export function freeName(wanted: string, profiles: readonly Profile[]): string {
  const taken = new Set(profiles.map(({ name }) => name));
  if (!taken.has(wanted.slice(0, 63))) return wanted.slice(0, 63);
  for (let count = 2; count < 1000; count++) {
    const name = `${wanted.slice(0, 59)}-${count}`;
    if (!taken.has(name)) return name;
  }
  return "";
}

/** What was written and not saved, while the window is open: leaving a page loses nothing. */
const drafts = new Map<string, Draft>();

export interface Draft extends ReadProfile {
  /** As it was when it was read. */
  readonly saved: Profile;
}

export const keepDraft = (name: string, draft: Draft): void => void drafts.set(name, draft);
export const dropDraft = (name: string): void => void drafts.delete(name);
export const draftOf = (name: string): Draft | undefined => drafts.get(name);
