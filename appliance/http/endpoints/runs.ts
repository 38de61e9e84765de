import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import type { Needs, Run } from "../needs.ts";
import { pageOf } from "../paging.ts";
import { listOf, macParam, pageQuery, run, runState } from "../schemas.ts";

const tag = "runs";
const params = z.strictObject({
  id: z
    .string()
    .max(100)
    .meta({ examples: ["17"] }),
});

export const list = endpoint({
  operationId: "listRuns",
  tag,
  summary: "Runs, newest first",
  query: pageQuery.extend({
    state: z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.array(runState))
      .optional()
      .meta({ description: "Only these states, separated by commas", examples: ["armed,booting,installing"] }),
    mac: macParam.optional(),
  }),
  answers: { 200: { description: "One page", schema: listOf(run, "RunList") } },
  handle: ({ needs, query: { state, mac, ...page } }) => {
    const filter = { ...(state === undefined ? {} : { state }), ...(mac === undefined ? {} : { mac }) };
    return { body: pageOf(needs.runs.list(filter), (item) => item.id, page) };
  },
});

export const get = endpoint({
  operationId: "getRun",
  tag,
  summary: "One run",
  params,
  answers: { 200: { description: "The run", schema: run }, 404: { description: "No such run" } },
  handle: ({ needs, params: { id } }) => ({ body: find(needs, id) }),
});

export const stop = endpoint({
  operationId: "stopRun",
  tag,
  summary: "Stop a run: the machine may no longer be wiped",
  params,
  body: z.strictObject({}).optional().meta({ description: "Nothing, or an empty object" }),
  answers: {
    200: { description: "The run as it ended", schema: run },
    404: { description: "No such run" },
    409: { description: "It has ended already" },
  },
  handle: ({ needs, params: { id } }) => ({ body: needs.runs.stop(find(needs, id).id) }),
});

function find(needs: Needs, id: string): Run {
  const found = needs.runs.get(id);
  if (found === undefined) throw new AppError("RS_RUN_NOT_FOUND", 404, `There is no run ${id}.`, "id");
  return found;
}
