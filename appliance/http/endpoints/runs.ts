import { z } from "zod";

import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import type { Needs, Run } from "../needs.ts";
import { pageOf } from "../paging.ts";
import { listOf, macParam, pageQuery, run, runState } from "../schemas.ts";
import { logLines, logQuery } from "../schemas-runs.ts";

const tag = "runs";
const params = z.strictObject({
  id: z
    .string()
    .max(100)
    .meta({ examples: ["17"] }),
});

export const list = endpoint({
  operationId: "listRuns",
  panel: true,
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
  panel: true,
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

export const rotate = endpoint({
  operationId: "rotateRun",
  tag,
  summary: "Rotate the secrets of a run: it is stopped, and its machine is armed anew with another token",
  params,
  body: z.strictObject({}).optional().meta({ description: "Nothing, or an empty object" }),
  answers: {
    200: { description: "The new run", schema: run },
    404: { description: "No such run" },
    409: { description: "The machine cannot be armed, or has a newer run" },
  },
  handle: ({ needs, params: { id } }) => ({ body: needs.runs.rotate(find(needs, id).id) }),
});

export const log = endpoint({
  operationId: "getRunLog",
  tag,
  summary: "What the installer of a run said: its syslog, its reports, its webhooks",
  params,
  query: logQuery,
  answers: { 200: { description: "Lines, oldest first", schema: logLines }, 404: { description: "No such run" } },
  handle: ({ needs, params: { id }, query: { after, limit } }) => {
    const items = needs.runs.log(find(needs, id).id, after, limit);
    const last = items.at(-1);
    return { body: { items, ...(last === undefined ? {} : { next: last.id }) } };
  },
});

function find(needs: Needs, id: string): Run {
  const found = needs.runs.get(id);
  if (found === undefined) throw new AppError("RS_RUN_NOT_FOUND", 404, `There is no run ${id}.`, "id");
  return found;
}
