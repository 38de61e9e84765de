import { z } from "zod";

import type { HealthReport } from "../health/report.ts";
import { storage } from "./schemas-trash.ts";

const latency = z
  .object({ count: z.int(), p50: z.number(), p99: z.number(), max: z.number() })
  .meta({ id: "Latency", description: "Seconds", examples: [{ count: 812, p50: 0.004, p99: 0.021, max: 0.11 }] });

const reasons = z
  .array(z.enum(["under-voltage", "frequency-capped", "throttled", "soft-temperature-limit"]))
  .readonly();

export const healthReport = z
  .object({
    version: z.string(),
    uptime: z.int().min(0).meta({ description: "Seconds since the appliance started" }),
    serving: z.boolean(),
    problems: z.array(z.string()).readonly(),
    concerns: z
      .array(
        z.object({
          code: z.string().meta({ description: "Stable; docs/health.md lists them" }),
          severity: z.enum(["warning", "error"]),
          text: z.string(),
        }),
      )
      .readonly(),
    storage,
    memory: z.object({ own: z.int(), total: z.int(), available: z.int() }).meta({ description: "Bytes" }),
    eventLoop: latency.optional().meta({ description: "How long the main thread made others wait, last hour at most" }),
    dhcpAck: latency.optional().meta({ description: "From hearing a REQUEST to sending its ACK, since the start" }),
    leaseSync: latency.optional().meta({ description: "Writing leases so that they survive a power cut" }),
    board: z.object({
      model: z.string().optional(),
      temperature: z.number().optional().meta({ description: "°C" }),
      throttling: z
        .object({
          now: reasons,
          since: reasons,
          drops: z.int().optional().meta({ description: "How often the voltage fell too low since the start" }),
        })
        .optional(),
      card: z
        .object({
          device: z.string(),
          name: z.string().optional(),
          readOnly: z.boolean(),
          errors: z.int().optional().meta({ description: "That its file system met" }),
          lifeUsed: z.int().optional().meta({ description: "Percent, as the card itself says" }),
          spare: z.enum(["low", "out"]).optional(),
        })
        .optional(),
    }),
    time: z.object({ now: z.string(), plausible: z.boolean(), synchronised: z.boolean().optional() }),
  })
  .meta({ id: "HealthReport", description: "How the appliance itself is; what this machine does not tell is absent" });

type Fits<A extends B, B> = A;
export type Checked = Fits<HealthReport, z.input<typeof healthReport>>;
