import { createHash } from "node:crypto";

import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import type { Needs, Profile, ProfileChange } from "../needs.ts";
import { pageOf } from "../paging.ts";
import { checkUnchanged } from "../precondition.ts";
import { listOf, pageQuery, profile, profileInput, recordName } from "../schemas.ts";

const tag = "profiles";
const params = z.strictObject({ name: recordName });
const one = { description: "The profile", schema: profile };

export const list = endpoint({
  operationId: "listProfiles",
  panel: true,
  tag,
  summary: "What can be installed, and how",
  query: pageQuery,
  answers: { 200: { description: "One page", schema: listOf(profile, "ProfileList") } },
  handle: ({ needs, query }) => ({ body: pageOf(needs.profiles.list(), (item) => item.name, query) }),
});

export const get = endpoint({
  operationId: "getProfile",
  panel: true,
  tag,
  summary: "One profile",
  params,
  answers: { 200: one, 404: { description: "No such profile" } },
  handle: ({ needs, params: { name } }) => withTag(find(needs, name)),
});

export const put = endpoint({
  operationId: "putProfile",
  tag,
  summary: "Enter a profile, or replace it",
  params,
  body: profileInput,
  headers: { "If-Match": "The ETag of the profile as it was read: a change in between is then not overwritten" },
  answers: {
    200: one,
    201: { ...one, description: "It was entered" },
    412: { description: "Changed by someone else" },
  },
  handle: ({ needs, params: { name }, body, header }) => {
    const before = needs.profiles.get(name);
    checkUnchanged(header("if-match"), before === undefined ? undefined : tagOf(before));
    const { disk, cloudConfig, ...rest } = body;
    const wanted: ProfileChange = {
      name,
      ...rest,
      ...(disk === undefined ? {} : { disk }),
      ...(cloudConfig === undefined ? {} : { cloudConfig }),
    };
    return { ...withTag(needs.profiles.save(name, wanted)), status: before === undefined ? 201 : 200 };
  },
});

export const remove = endpoint({
  operationId: "deleteProfile",
  tag,
  summary: "Remove a profile that no machine uses",
  params,
  answers: {
    204: { description: "Removed" },
    404: { description: "No such profile" },
    409: { description: "A machine still uses it" },
  },
  handle: ({ needs, params: { name } }) => {
    needs.profiles.remove(find(needs, name).name);
    return { status: 204 };
  },
});

function find(needs: Needs, name: string): Profile {
  const found = needs.profiles.get(name);
  if (found === undefined) throw new AppError("RS_PROFILE_NOT_FOUND", 404, `There is no profile ${name}.`, "name");
  return found;
}

const tagOf = (body: Profile): string => createHash("sha256").update(JSON.stringify(body)).digest("base64url");

const withTag = (body: Profile): { body: Profile; headers: Record<string, string> } => ({
  body,
  headers: { ETag: `"${tagOf(body)}"` },
});
