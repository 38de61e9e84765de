import { z } from "zod";

import { AppError } from "../../errors.ts";
import { lineDiff } from "../../profiles/line-diff.ts";
import { profileText } from "../../profiles/profile-text.ts";
import { endpoint } from "../endpoint.ts";
import type { Needs, Profile } from "../needs.ts";
import { pageOf } from "../paging.ts";
import { shownTo } from "../profile-secrets.ts";
import { checkProfileUnchanged, withTag } from "../profile-tag.ts";
import { listOf, pageQuery, profile, recordName } from "../schemas.ts";
import { profileVersion, profileVersionFull } from "../schemas-trash.ts";
import { nameOf } from "./profiles.ts";

const tag = "profiles";
const number = z.coerce
  .number()
  .int()
  .min(1)
  .max(1e9)
  .meta({ examples: [4] });
const params = z.strictObject({ name: recordName, number });
const gone = { description: "No such profile or version" };

export const newest = endpoint({
  operationId: "listNewestProfileVersions",
  tag,
  summary: "When each profile was changed last, and by whom",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(profileVersion, "NewestProfileVersions") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.history.newest(), ({ name }) => name, query) }),
});

export const list = endpoint({
  operationId: "listProfileVersions",
  tag,
  summary: "The last fifty versions of a profile, newest first; each save makes one",
  params: z.strictObject({ name: recordName }),
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(profileVersion, "ProfileVersions") }, 404: gone },
  handle: ({ needs, params: { name }, query }) => {
    const versions = needs.history.of(name);
    if (versions.length === 0) throw noVersion(name);
    return { body: pageOf(versions, (version) => String(version.number), query) };
  },
});

export const get = endpoint({
  operationId: "getProfileVersion",
  tag,
  summary: "One version, and what it changed",
  params,
  query: z.strictObject({
    against: number.optional().meta({ description: "The version to compare with" }),
  }),
  answers: { 200: { description: "The version", schema: profileVersionFull }, 404: gone },
  handle: ({ needs, params: { name, number: wanted }, query: { against }, who }) => {
    const version = needs.history.of(name).find((one) => one.number === wanted);
    if (version === undefined) throw noVersion(name, wanted);
    const was = shownTo(who, bodyOf(needs, name, wanted));
    const text = profileText(was);
    const diff =
      against === undefined ? {} : { diff: lineDiff(profileText(shownTo(who, bodyOf(needs, name, against))), text) };
    return { body: { ...version, profile: was, text, ...diff } };
  },
});

export const restore = endpoint({
  operationId: "restoreProfileVersion",
  tag,
  summary: "Make a profile what it was; that is a version too",
  params,
  headers: { "If-Match": "The ETag of the profile as it was read" },
  answers: {
    200: { description: "The profile", schema: profile },
    404: gone,
    409: { description: "Changed by someone else" },
    422: { description: "The image of that version is gone" },
  },
  handle: ({ needs, params: { name, number: wanted }, header, who }) => {
    checkProfileUnchanged(header("if-match"), needs.profiles.get(name), name, bodyOf(needs, name, wanted));
    return withTag(needs.history.restore(name, wanted, nameOf(who)));
  },
});

function bodyOf(needs: Needs, name: string, wanted: number): Profile {
  const found = needs.history.get(name, wanted);
  if (found === undefined) throw noVersion(name, wanted);
  return found;
}

const noVersion = (name: string, wanted?: number): AppError =>
  new AppError(
    "RS_PROFILE_VERSION_NOT_FOUND",
    404,
    wanted === undefined
      ? `There is no profile ${name} and never was, or it was deleted for good.`
      : `The profile ${name} has no version ${wanted}. GET /api/v1/profiles/${name}/versions lists them.`,
    "number",
  );
