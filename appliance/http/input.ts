import { z } from "zod";

import type { Endpoint } from "./endpoint.ts";
import { InputError, issuesOf } from "./errors.ts";
import { nearest } from "./nearest.ts";

/** Everything a request brings, checked by the endpoint's schemas. All faults are told at once. */
export function parseInput(
  endpoint: Endpoint,
  params: unknown,
  querystring: string,
  body: unknown,
): { params: unknown; query: unknown; body: unknown } {
  return {
    params: parse(endpoint.params, params),
    query: parse(endpoint.query ?? z.strictObject({}), readQuery(querystring)),
    body: parse(endpoint.body, body),
  };
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, issue.path, schema))
        : issuesOf(new z.ZodError([issue])),
    ),
  );
}

function unknownKey(key: string, path: readonly PropertyKey[], schema: z.ZodType): { where: string; detail: string } {
  const known = path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const meant = nearest(key, known);
  const hint =
    meant === undefined
      ? known.length === 0
        ? "Remove it."
        : `Known are: ${known.join(", ")}.`
      : `Did you mean "${meant}"?`;
  return {
    where: [...path.map(String), key].join(".").slice(0, 100),
    detail: `"${key.slice(0, 80)}" is not a field. ${hint}`,
  };
}

function readQuery(querystring: string): Record<string, string> {
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(querystring)) {
    if (name in values)
      throw new InputError([{ where: name, detail: `"${name}" stands twice in the query. Remove one of them.` }]);
    values[name] = value;
  }
  return { ...values };
}
