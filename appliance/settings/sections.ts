import * as z from "zod";
import { subnetSchema } from "../config-schema.ts";

/** How the appliance takes part in the rack's network; the configuration file's `dhcp` and `subnets` say the same. */
export const networkSection = z.strictObject({
  mode: z.enum(["server", "proxy", "off"]).default("off"),
  answer: z.enum(["everyone", "pxe-and-known"]).default("pxe-and-known"),
  authoritative: z.boolean().default(false),
  subnets: z.array(subnetSchema).max(256).default([]),
  /** A person knows of the other DHCP server here and wants ours to give addresses all the same. */
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

/** Every section that a person may change while the appliance runs. Each has defaults for all its keys. */
export const sections = { network: networkSection, region: regionSection } as const;

export type Sections = { readonly [K in keyof typeof sections]: z.output<(typeof sections)[K]> };
export type SectionInputs = { readonly [K in keyof typeof sections]: z.input<(typeof sections)[K]> };
export type SectionName = keyof typeof sections;
