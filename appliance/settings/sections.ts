import * as z from "zod";
import { hostName, subnetSchema } from "../config-schema.ts";

/** How the appliance takes part in the rack's network; the configuration file's `dhcp` and `subnets` say the same. */
export const networkSection = z.strictObject({
  mode: z.enum(["server", "proxy", "off"]).default("off"),
  answer: z.enum(["everyone", "pxe-and-known"]).default("pxe-and-known"),
  authoritative: z.boolean().default(false),
  subnets: z.array(subnetSchema).max(256).default([]),
  /** Give addresses although another DHCP server on this net does. */
  serveAnyway: z.boolean().default(false),
  /** Server identifiers of DHCP servers that a person has seen and does not want to hear of again. */
  ignoredServers: z.array(z.string()).max(64).default([]),
});

/** Words and time of the person; machines have their own in `profile.settings`. */
export const regionSection = z.strictObject({
  language: z.enum(["en", "zh"]).default("en"),
  timeZone: z
    .string()
    .regex(/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/, "Write a zone's name, e.g. Asia/Shanghai.")
    .default("Etc/UTC"),
});

/** Names by which browsers may reach the appliance, besides its own and those of the configuration file. */
export const namesSection = z.strictObject({ names: z.array(hostName).max(16).default([]) });

/** A person may stop serving for a while, whatever the plan says. */
export const servingSection = z.strictObject({ paused: z.boolean().default(false) });

/** The touch panel may wipe only where the owner allowed it; the PIN is kept as a hash. */
export const panelSection = z.strictObject({
  allowInstalls: z.boolean().default(false),
  pinHash: z.string().max(200).default(""),
});

/** Every section that a person may change while the appliance runs. Each has defaults for all its keys. */
export const sections = {
  network: networkSection,
  region: regionSection,
  names: namesSection,
  serving: servingSection,
  panel: panelSection,
} as const;

export type Sections = { readonly [K in keyof typeof sections]: z.output<(typeof sections)[K]> };
export type SectionInputs = { readonly [K in keyof typeof sections]: z.input<(typeof sections)[K]> };
export type SectionName = keyof typeof sections;
