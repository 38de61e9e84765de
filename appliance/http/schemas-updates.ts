import { z } from "zod";
import type * as needs from "./needs-updates.ts";

const slot = z.enum(["A", "B"]);
const side = z.object({ slot, version: z.string() });
const size = z.int().min(0);

export const updateId = z
  .string()
  .min(1)
  .max(600)
  .meta({ description: "As the list of files says it", examples: ["upload:rackseed-0.2.0-arm64.raucb"] });

const updateFile = z.object({
  id: updateId,
  name: z.string(),
  size,
  from: z.enum(["upload", "stick", "folder"]),
  stick: z.string().optional(),
});

export const updateView = z
  .object({
    supported: z.boolean().meta({ description: "false: Rackseed does not run from its own card" }),
    version: z.string(),
    build: z.string().optional(),
    slot: slot.optional(),
    other: z
      .object({ slot, version: z.string().nullable() })
      .optional()
      .meta({ description: "The other slot; version null: nothing in it could start" }),
    update: z
      .object({
        at: z.string(),
        from: side,
        to: side,
        outcome: z.enum(["writing", "waiting", "trial", "kept", "back", "failed", "lost"]).meta({
          description:
            "waiting: tried at the next restart; back: it was tried and not kept; lost: it was kept, and does not start any more",
        }),
        because: z.string().optional().meta({ description: "why it came to back, failed or lost: a sentence" }),
        code: z.string().optional().meta({ description: "the same as a code" }),
      })
      .optional()
      .meta({ description: "The newest update" }),
    doing: z
      .object({ what: z.enum(["asking", "copying", "checking", "writing"]), share: z.number().min(0).max(1) })
      .optional(),
    problem: z.object({ code: z.string(), text: z.string() }).optional(),
    files: z.array(updateFile).meta({ description: "Bundles that were sent, or lie on a stick" }),
  })
  .meta({
    id: "Update",
    examples: [{ supported: true, version: "0.1.0", slot: "A", other: { slot: "B", version: null }, files: [] }],
  });

export const updateCheck = z
  .object({
    id: updateId,
    version: z.string(),
    build: z.string().optional(),
    notes: z.string().meta({ description: "Its release notes, as plain text" }),
    order: z.enum(["newer", "same", "older"]),
    needsYes: z.boolean().meta({ description: "It is installed only with confirm: yes" }),
    signer: z.string().optional(),
    development: z.boolean().meta({ description: "Signed with keys that are not secret" }),
  })
  .meta({
    id: "UpdateCheck",
    examples: [
      {
        id: "upload:rackseed-0.2.0-arm64.raucb",
        version: "0.2.0",
        notes: "Boots faster.",
        order: "newer",
        needsYes: false,
        development: false,
      },
    ],
  });

export const updateCheckInput = z
  .strictObject({ id: updateId })
  .meta({ id: "UpdateCheckInput", examples: [{ id: "upload:rackseed-0.2.0-arm64.raucb" }] });

export const updateInput = z
  .strictObject({
    id: updateId,
    confirm: z
      .string()
      .max(20)
      .optional()
      .meta({ description: "yes, typed by a person, for the same or an older version" }),
  })
  .meta({ id: "UpdateInput", examples: [{ id: "upload:rackseed-0.2.0-arm64.raucb" }] });

type Fits<A extends B, B> = A;
export type Checked = [
  Fits<needs.UpdateCheck, Readonly<z.input<typeof updateCheck>>>,
  Fits<Omit<needs.UpdateView, "files">, Readonly<Omit<z.input<typeof updateView>, "files">>>,
];
