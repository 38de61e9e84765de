import { z } from "zod";

import type { Principal } from "../../access/principal.ts";
import { endpoint } from "../endpoint.ts";
import type { Needs, Profile, ProfileChange } from "../needs.ts";
import { pageOf } from "../paging.ts";
import { shownTo } from "../profile-secrets.ts";
import { checkProfileUnchanged, profileGone, withTag } from "../profile-tag.ts";
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
  handle: ({ needs, query, who }) => {
    const { items, ...rest } = pageOf(needs.profiles.list(), (item) => item.name, query);
    return { body: { items: items.map((profile) => shownTo(who, profile)), ...rest } };
  },
});

export const get = endpoint({
  operationId: "getProfile",
  panel: true,
  tag,
  summary: "One profile",
  params,
  answers: { 200: one, 404: { description: "No such profile" } },
  handle: ({ needs, params: { name }, who }) => withTag(shownTo(who, find(needs, name))),
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
    404: { description: "If-Match was given, and the profile is gone" },
    409: { description: "Changed by someone else: the problem has `current` (its ETag), `theirs`, and a `diff`" },
  },
  handle: ({ needs, params: { name }, body, header, who }) => {
    const before = needs.profiles.get(name);
    checkProfileUnchanged(header("if-match"), before, name, given(before, body));
    const { disk, cloudConfig, ...rest } = body;
    const wanted: ProfileChange = {
      name,
      ...rest,
      ...(disk === undefined ? {} : { disk }),
      ...(cloudConfig === undefined ? {} : { cloudConfig }),
    };
    return { ...withTag(needs.profiles.save(name, wanted, nameOf(who))), status: before === undefined ? 201 : 200 };
  },
});

export const remove = endpoint({
  operationId: "deleteProfile",
  tag,
  summary: "Move a profile that no machine uses to the trash, where it stays for 30 days",
  params,
  answers: {
    204: { description: "Removed" },
    404: { description: "No such profile" },
    409: { description: "A machine still uses it" },
  },
  handle: ({ needs, params: { name }, who }) => {
    needs.profiles.remove(find(needs, name).name, nameOf(who));
    return { status: 204 };
  },
});

function find(needs: Needs, name: string): Profile {
  const found = needs.profiles.get(name);
  if (found === undefined) throw profileGone(name);
  return found;
}

/** Who made a version; nobody gets here without a name. */
export const nameOf = (who: Principal | undefined): string => who?.name ?? "";

/** What the profile would be: absent stays as it was, null is taken away. */
const given = (before: Profile | undefined, body: object): object =>
  Object.fromEntries(
    Object.entries<unknown>({ ...before, ...body }).filter(([, value]) => value !== null && value !== undefined),
  );
