import { createHash } from "node:crypto";

import { AppError } from "../errors.ts";
import { type DiffLine, lineDiff } from "../profiles/line-diff.ts";
import { profileText } from "../profiles/profile-text.ts";
import { HttpError } from "./errors.ts";
import type { Profile } from "./needs.ts";
import { listsTag } from "./ranges.ts";

export const tagOf = (profile: Profile): string =>
  createHash("sha256").update(JSON.stringify(profile)).digest("base64url");

export const withTag = (body: Profile): { body: Profile; headers: Record<string, string> } => ({
  body,
  headers: { ETag: `"${tagOf(body)}"` },
});

export const profileGone = (name: string): AppError =>
  new AppError("RS_PROFILE_NOT_FOUND", 404, `There is no profile ${name}.`, "name");

/** Two people edit the same profile: the second is told what the first made of it, and what differs from their own. */
export class ProfileConflict extends HttpError {
  override readonly more: { readonly current: string; readonly theirs: Profile; readonly diff: readonly DiffLine[] };

  constructor(theirs: Profile, mine: object) {
    const current = `"${tagOf(theirs)}"`;
    super(
      "RS_PROFILE_CHANGED",
      409,
      `The profile ${theirs.name} was changed by someone else since you read it. Look at the difference, then take theirs, or save yours over it with If-Match: ${current}.`,
      { ETag: current },
    );
    this.more = { current, theirs, diff: lineDiff(profileText(theirs), profileText(mine)) };
  }
}

/**
 * If-Match for profiles. 409 with the difference, where other records say 412: a profile is a long text, and "read it again" would
 * throw away what was written. Someone who read a profile that is gone now meant to change it, not to make it anew.
 */
export function checkProfileUnchanged(
  ifMatch: string | undefined,
  before: Profile | undefined,
  name: string,
  mine: object,
): void {
  if (ifMatch === undefined) return;
  if (before === undefined) throw profileGone(name);
  if (!listsTag(ifMatch, tagOf(before), "strong")) throw new ProfileConflict(before, mine);
}
