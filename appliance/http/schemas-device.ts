import { z } from "zod";

import { CONCERNS } from "../health/report.ts";
import { macParam } from "./schemas.ts";

export const panelFacts = z
  .object({
    claimed: z.boolean(),
    setUp: z.boolean(),
    language: z.enum(["en", "zh"]),
    version: z.string(),
    name: z.string(),
    address: z.string(),
    interface: z.string(),
    url: z.string(),
    code: z.string().optional(),
    words: z.array(z.string()).optional(),
    serving: z.boolean(),
    paused: z.boolean(),
    installsAllowed: z.boolean(),
    concerns: z
      .array(z.enum(CONCERNS))
      .readonly()
      .meta({ description: "What docs/health.md explains, the worst first" }),
  })
  .meta({
    id: "Panel",
    examples: [
      {
        claimed: true,
        setUp: true,
        language: "en",
        version: "0.1.0",
        name: "rackseed",
        address: "10.77.0.1",
        interface: "eth0",
        url: "https://10.77.0.1",
        serving: true,
        paused: false,
        installsAllowed: false,
        concerns: [],
      },
    ],
  });

export const noInput = z.strictObject({}).meta({ id: "NoInput", examples: [{}] });

export const factoryReset = z
  .strictObject({ confirm: z.string().max(100).meta({ description: "The box's name, typed by a person" }) })
  .meta({ id: "FactoryReset", examples: [{ confirm: "rackseed" }] });

export const deviceTime = z
  .strictObject({ time: z.iso.datetime({ error: "Write the time as 2026-11-21T15:00:00Z." }) })
  .meta({ id: "DeviceTime", examples: [{ time: "2026-11-21T15:00:00.000Z" }] });

export const panelArm = z
  .strictObject({ mac: macParam, pin: z.string().regex(/^[0-9]{4,12}$/, "A PIN has 4 to 12 digits.") })
  .meta({ id: "PanelArm", examples: [{ mac: "52:54:00:77:00:01", pin: "4711" }] });

export const panelSettings = z
  .object({ allowInstalls: z.boolean(), pinSet: z.boolean() })
  .meta({ id: "PanelSettings", examples: [{ allowInstalls: false, pinSet: false }] });

export const panelSettingsInput = z
  .strictObject({
    allowInstalls: z.boolean(),
    pin: z
      .string()
      .regex(/^[0-9]{4,12}$/, "A PIN has 4 to 12 digits.")
      .optional(),
  })
  .meta({ id: "PanelSettingsInput", examples: [{ allowInstalls: true, pin: "471147" }] });
