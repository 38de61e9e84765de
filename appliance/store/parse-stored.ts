import type * as z from "zod";

/**
 * Parses what a program wrote into a database, perhaps a newer one whose update was not kept: keys that this one does not know
 * are left out instead of refused. Everything else is as strict as the schema.
 */
export function parseStored<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const first = schema.safeParse(value);
  if (first.success) return first.data;
  const known = structuredClone(value);
  for (const issue of first.error.issues) {
    if (issue.code === "unrecognized_keys") removeKeys(known, issue.path, issue.keys);
  }
  return schema.parse(known);
}

function removeKeys(value: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  let place = value as Record<PropertyKey, unknown>;
  for (const part of path) place = place[part] as typeof place;
  for (const key of keys) Reflect.deleteProperty(place, key);
}
