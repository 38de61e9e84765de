import { z } from "zod";

import type * as needs from "./needs-trash.ts";
import { profile } from "./schemas.ts";

const time = z.iso.datetime({ offset: true }).meta({ examples: ["2026-11-21T14:02:11.204Z"] });
const bytes = z.int().min(0);
const kind = z.enum(["profile", "image"]);

export const trashKind = kind;

export const trashItem = z
  .object({
    id: z.string(),
    kind,
    name: z.string(),
    title: z.string().optional().meta({ description: "An image's title" }),
    at: time,
    who: z.string().meta({ description: "Who removed it" }),
    bytes: bytes.meta({ description: "What it takes on the card" }),
    daysLeft: z.int().min(0).meta({ description: "Days of running until it is deleted" }),
  })
  .meta({
    id: "TrashItem",
    description: "Something that was removed and can be taken back",
    examples: [
      { id: "3", kind: "profile", name: "worker", at: "2026-11-21T14:02:11.204Z", who: "ann", bytes: 0, daysLeft: 30 },
    ],
  });

export const restored = z
  .object({ kind, name: z.string() })
  .meta({ id: "Restored", examples: [{ kind: "profile", name: "worker" }] });

export const profileVersion = z
  .object({
    name: z.string(),
    number: z.int().min(1),
    at: time,
    who: z.string().meta({ description: 'An account, a token, or "configuration file"' }),
  })
  .meta({
    id: "ProfileVersion",
    examples: [{ name: "worker", number: 4, at: "2026-11-21T14:02:11.204Z", who: "ann" }],
  });

export const diffLine = z
  .union([
    z.object({ kind: z.enum(["same", "added", "removed"]), text: z.string() }),
    z.object({ kind: z.literal("gap"), lines: z.int().min(1) }),
  ])
  .meta({ id: "DiffLine", description: "One line of a comparison; gap: so many equal lines were left out" });

export const profileVersionFull = z
  .object({
    ...profileVersion.shape,
    profile,
    text: z.string().meta({ description: "The profile as text that can be compared" }),
    diff: z.array(diffLine).optional().meta({ description: "What turned the version `against` into this one" }),
  })
  .meta({ id: "ProfileVersionFull" });

export const storage = z
  .object({ total: bytes, free: bytes, reserve: bytes, images: bytes, uploads: bytes, trash: bytes })
  .meta({
    id: "Storage",
    description: "How full the card is, in bytes",
    examples: [{ total: 62e9, free: 40e9, reserve: 536870912, images: 11e9, uploads: 0, trash: 660000000 }],
  });

type Fits<A extends B, B> = A;
export type Checked =
  | Fits<needs.TrashItem, z.input<typeof trashItem>>
  | Fits<needs.ProfileVersion, z.input<typeof profileVersion>>
  | Fits<needs.Storage, z.input<typeof storage>>;
