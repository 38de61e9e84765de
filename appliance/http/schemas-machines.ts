import { z } from "zod";

import { macParam, machineChange, run } from "./schemas.ts";

const count = z.int().min(0);
/** As many as one request may name. */
const MOST = 2000;

/** Seconds for which a machine may be wiped. */
export const armWindow = z
  .int()
  .min(300)
  .max(86_400)
  .optional()
  .meta({ description: "Seconds for which the machines stay armed; absent: armedFor of the configuration" });

const macs = z.array(macParam).min(1).max(MOST).meta({ description: "In the order in which names are given" });

const how = {
  profile: z.string().max(64).optional().meta({ description: "Instead of the profile that each machine has" }),
  window: armWindow,
  names: z
    .string()
    .max(80)
    .optional()
    .meta({ description: "Names for them, in order", examples: ["node-{01..}"] }),
  dryRun: z.boolean().default(false).meta({ description: "Only tell what would become of each" }),
  skipRefused: z.boolean().default(false).meta({ description: "Arm the others, although some are refused" }),
  confirm: count.optional().meta({ description: "How many machines will be wiped; needed for more than one" }),
};

export const armInput = z.strictObject({ macs, ...how }).meta({
  id: "ArmInput",
  examples: [{ macs: ["52:54:00:77:00:01"], profile: "worker", window: 7200, dryRun: true }],
});

export const retryInput = z
  .strictObject({
    ids: z.array(z.string().max(100)).min(1).max(MOST).optional().meta({ description: "Only these runs" }),
    ofProfile: z.string().max(64).optional().meta({ description: "Only runs of this profile" }),
    ofImage: z.string().max(64).optional().meta({ description: "Only runs of this image" }),
    window: armWindow,
    dryRun: how.dryRun,
    skipRefused: how.skipRefused,
    confirm: how.confirm,
  })
  .meta({ id: "RetryInput", examples: [{ ofProfile: "worker", confirm: 3 }] });

const armItem = z.object({
  mac: z.string(),
  verdict: z.enum(["ready", "warning", "refused"]),
  sentences: z.array(z.string()).meta({ description: "Why it is refused, or what to mind" }),
  name: z.string().optional(),
  profile: z.string().optional(),
  image: z.string().optional(),
  wipes: z.string().optional().meta({ description: "The disk whose whole content is lost" }),
  address: z.string().optional(),
});

export const armResult = z
  .object({
    items: z.array(armItem),
    ready: count,
    refused: count,
    runs: z.array(run).meta({ description: "Those that began; none in a dry run" }),
  })
  .meta({ id: "ArmResult", description: "What becomes of each machine" });

export const stopInput = z
  .strictObject({ ids: z.array(z.string().max(100)).min(1).max(MOST) })
  .meta({ id: "StopInput", examples: [{ ids: ["17"] }] });

export const stopResult = z.object({ runs: z.array(run) }).meta({ id: "StopResult" });

export const bulkInput = z
  .strictObject({
    changes: z
      .array(z.strictObject({ mac: macParam, change: machineChange }))
      .min(1)
      .max(MOST)
      .optional()
      .meta({ description: "All are made, or none" }),
    remove: z.array(macParam).min(1).max(MOST).optional().meta({ description: "Forget these" }),
  })
  .refine(({ changes, remove }) => (changes === undefined) !== (remove === undefined), {
    message: "Send either changes or remove.",
  })
  .meta({
    id: "MachinesChange",
    examples: [{ changes: [{ mac: "52:54:00:77:00:01", change: { rack: "A", unit: 12 } }] }],
  });

export const edited = z
  .object({
    machines: count,
    undo: z.string().meta({ description: "POST /api/v1/undo/{id} with it takes the change back, for ten minutes" }),
  })
  .meta({ id: "MachinesChanged" });

export const undone = z
  .object({
    machines: count,
    left: z.array(z.string()).meta({ description: "Changed by somebody since; not touched" }),
  })
  .meta({ id: "Undone" });

export const importResult = z
  .object({
    rows: count,
    entered: count,
    changed: count,
    errorCount: count,
    errors: z
      .array(z.object({ line: z.int().min(0), column: z.string().optional(), text: z.string() }))
      .meta({ description: "The first 200; with any of them nothing is stored" }),
    undo: z.string().optional(),
  })
  .meta({ id: "ImportResult" });

export const importProgress = z
  .object({ phase: z.enum(["none", "reading", "storing"]), rows: count, stored: count })
  .meta({ id: "ImportProgress" });
