import { z } from "zod";

import type { ArmPlan } from "../../machines/arm-plan.ts";
import { AppError } from "../../errors.ts";
import { endpoint } from "../endpoint.ts";
import { given } from "../given.ts";
import type { Needs } from "../needs.ts";
import type { ArmHow } from "../needs-machines.ts";
import {
  armInput,
  armResult,
  bulkInput,
  edited,
  importProgress,
  importResult,
  retryInput,
  stopInput,
  stopResult,
  undone,
} from "../schemas-machines.ts";

const tag = "machines";
const idempotent = {
  "Idempotency-Key": "A word of your choice: repeated within an hour, it gives the same answer and does nothing again",
};
const armAnswers = {
  200: { description: "The dry run: what would become of each", schema: armResult },
  201: { description: "They are armed", schema: armResult },
  409: { description: "One of them cannot be armed, and nothing was done; the detail says why" },
  422: { description: "confirm is not the number of machines that will be wiped" },
};

export const arm = endpoint({
  operationId: "armMachines",
  tag,
  summary: "Allow machines to be wiped and installed the next time they boot from the network; all of them or none",
  body: armInput,
  changes: ({ dryRun }) => !dryRun,
  headers: idempotent,
  answers: armAnswers,
  handle: ({ needs, body: { macs, profile, names, dryRun, ...how }, who }) =>
    planOrArm(needs, { macs, profile, names }, dryRun, { confirm: undefined, ...how, by: who?.name }),
});

export const retryFailed = endpoint({
  operationId: "retryFailedRuns",
  tag: "runs",
  summary: "Arm anew the machines whose newest run failed, or ended without anybody knowing how",
  body: retryInput,
  changes: ({ dryRun }) => !dryRun,
  headers: idempotent,
  answers: armAnswers,
  handle: ({ needs, body: { ids, ofProfile, ofImage, dryRun, ...how }, who }) => {
    const macs = needs.machineTools.failed({ ids, profile: ofProfile, image: ofImage });
    if (macs.length === 0) {
      throw new AppError("RS_RUN_NONE_FAILED", 409, "No run of these has failed, so there is nothing to do again.");
    }
    return planOrArm(needs, { macs }, dryRun, { confirm: undefined, ...how, by: who?.name });
  },
});

export const stop = endpoint({
  operationId: "stopRuns",
  tag: "runs",
  summary: "Stop runs: their machines may no longer be wiped",
  body: stopInput,
  answers: { 200: { description: "The runs that were open, as they ended", schema: stopResult } },
  handle: ({ needs, body: { ids } }) => ({ body: { runs: needs.machineTools.stop(ids) } }),
});

export const bulk = endpoint({
  operationId: "changeMachines",
  tag,
  summary: "Change or forget many machines; it can be undone for ten minutes",
  body: bulkInput,
  headers: idempotent,
  answers: { 200: { description: "Done", schema: edited }, 409: { description: "Two machines cannot have the same" } },
  handle: ({ needs, body: { changes, remove } }) => ({
    body:
      changes === undefined
        ? needs.machineTools.remove(remove ?? [])
        : needs.machineTools.change(changes.map(({ mac, change }) => ({ mac, change: given(change) }))),
  }),
});

export const undo = endpoint({
  operationId: "undoChange",
  tag,
  summary: "Take a change of machines back, within ten minutes and once",
  params: z.strictObject({ id: z.string().max(100) }),
  body: z.strictObject({}).optional(),
  answers: {
    200: { description: "What it was before is there again", schema: undone },
    404: { description: "Too late, or undone already" },
  },
  handle: async ({ needs, params: { id } }) => ({ body: await needs.machineTools.undo(id) }),
});

export const importFile = endpoint({
  operationId: "importMachines",
  tag,
  summary: "Enter and change machines out of a CSV file (the body, text/csv): checked as a whole, then stored",
  query: z.strictObject({
    dryRun: z
      .enum(["true", "false"])
      .default("false")
      .meta({ description: "Only check", examples: ["true"] }),
  }),
  changes: (_, { dryRun }) => dryRun === "false",
  answers: {
    200: { description: "Read; with errors nothing was stored", schema: importResult },
    409: { description: "Another import is under way" },
    415: { description: "The body is not text/csv" },
  },
  handle: ({ needs, query: { dryRun } }) => ({
    async stream(ctx) {
      // A form of another site can send text/plain, but not this type, without being asked first.
      if (!/^text\/csv\s*(;|$)/i.test(ctx.get("Content-Type"))) {
        throw new AppError("RS_BODY_TYPE", 415, "Send the file as it is, with Content-Type: text/csv.");
      }
      const body = ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
      const result = await needs.machineTools.import(body, dryRun === "true");
      ctx.status = 200;
      ctx.type = "application/json";
      ctx.body = JSON.stringify(result);
    },
  }),
});

export const importState = endpoint({
  operationId: "getImportProgress",
  tag,
  summary: "How far the import of machines is that is under way",
  answers: { 200: { description: "Rows read and stored", schema: importProgress } },
  handle: ({ needs }) => ({ body: needs.machineTools.importProgress() ?? { phase: "none", rows: 0, stored: 0 } }),
});

async function planOrArm(
  { machineTools }: Needs,
  wish: Parameters<Needs["machineTools"]["plan"]>[0],
  dryRun: boolean,
  how: ArmHow,
): Promise<{ status: number; body: unknown }> {
  if (dryRun) return { status: 200, body: shown(await machineTools.plan(wish), []) };
  const { plan, runs } = await machineTools.arm(wish, how);
  return { status: 201, body: shown(plan, runs) };
}

const shown = (plan: ArmPlan, runs: readonly unknown[]): object => ({ ...plan, runs });
