import { z } from "zod";

import type * as needs from "./needs-runs.ts";

export const logLine = z
  .object({
    id: z.int().min(0),
    at: z.iso.datetime({ offset: true }),
    source: z.enum(["syslog", "report", "webhook"]),
    severity: z.enum(["error", "warning", "info", "debug"]),
    program: z.string().optional(),
    text: z.string().meta({ description: "Control characters are escaped; tokens are left out" }),
  })
  .meta({
    id: "LogLine",
    examples: [
      {
        id: 7,
        at: "2026-11-21T14:02:11.204Z",
        source: "syslog",
        severity: "warning",
        program: "main-menu",
        text: "WARNING **: Configuring 'partman-base' failed with error code 141",
      },
    ],
  });

export const logLines = z
  .object({ items: z.array(logLine), next: z.int().optional().meta({ description: "Ask again with after=<next>" }) })
  .meta({ id: "RunLog", description: "What an installer said, oldest first" });

export const logQuery = z.strictObject({
  after: z.coerce
    .number()
    .pipe(z.int().min(0))
    .default(0)
    .meta({ description: "Only lines with a higher id", examples: [0] }),
  limit: z.coerce
    .number()
    .pipe(z.int().min(1).max(5000))
    .default(1000)
    .meta({ examples: [1000] }),
});

type Fits<A extends B, B> = A;
export type Checked = [Fits<needs.LogLine, z.input<typeof logLine>>];
