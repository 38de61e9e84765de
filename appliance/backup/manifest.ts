import * as z from "zod";

/** Counts up when an older Rackseed could not read what a newer one writes. */
export const FORMAT = 1;

export const manifestSchema = z.strictObject({
  format: z.int(),
  rackseed: z.string().max(100),
  device: z.string().max(100),
  created: z.string().max(100),
  machines: z.int().min(0),
  profiles: z.int().min(0),
  /** There is an entry `secrets`, and it needs the passphrase. */
  secrets: z.boolean(),
  /** In the order in which they follow. */
  entries: z
    .array(
      z.strictObject({
        name: z.string().max(100),
        size: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(1000),
});

export type Manifest = z.output<typeof manifestSchema>;

/** Names that a backup can have. A name is looked up here and never becomes a path by itself. */
export const isEntryName = (name: string): boolean =>
  ["rackseed.db", "leases.db", "settings.json", "images.json", "secrets"].includes(name) ||
  /^profiles\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}\.yaml$/.test(name);

export const MOST_MANIFEST = 1024 * 1024;
