import { z } from "zod";
import type * as needs from "./needs-backup.ts";

const passphrase = z
  .string()
  .min(8, "Use at least eight characters; five words in a row are better.")
  .max(200)
  .optional();

export const backupInput = z
  .strictObject({
    passphrase: passphrase.meta({ description: "Absent: accounts, tokens and keys are left out" }),
  })
  .meta({ id: "BackupInput", examples: [{ passphrase: "seven lamps in the harbour" }] });

export const restoreInput = z
  .strictObject({
    confirm: z.literal("restore"),
    passphrase: passphrase.meta({ description: "Absent: accounts, tokens and keys stay as they are here" }),
  })
  .meta({ id: "RestoreInput", examples: [{ confirm: "restore", passphrase: "seven lamps in the harbour" }] });

export const receivedBackup = z
  .object({
    created: z.string(),
    rackseed: z.string().meta({ description: "The version that made it" }),
    machines: z.int().min(0),
    profiles: z.int().min(0),
    secrets: z.boolean().meta({ description: "Accounts, tokens and keys are in it, under a passphrase" }),
    sameDevice: z.boolean(),
  })
  .meta({
    id: "ReceivedBackup",
    examples: [
      {
        created: "2026-11-21T14:02:11.204Z",
        rackseed: "0.1.0",
        machines: 12,
        profiles: 3,
        secrets: true,
        sameDevice: true,
      },
    ],
  });

export const restarting = z
  .object({ restarting: z.literal(true) })
  .meta({ id: "Restarting", examples: [{ restarting: true }] });

type Fits<A extends B, B> = A;
export type Checked = Fits<needs.ReceivedBackup, Readonly<z.input<typeof receivedBackup>>>;
