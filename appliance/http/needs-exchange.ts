import type { Note } from "../import-config/understood.ts";
import type { Step } from "../import-config/plan.ts";

export const EXPORT_FORMATS = [
  "ansible.yaml",
  "ansible.json",
  "ssh-config",
  "machines.csv",
  "hosts",
  "prometheus.json",
  "netbox.csv",
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportWishes {
  /** Only machines with this profile. */
  readonly profile?: string | undefined;
  /** prometheus.json: where the machines' exporter listens. */
  readonly port: number;
  /** netbox.csv: names that must exist in NetBox. */
  readonly site: string;
}

/** The inventory in the words of other tools. */
export interface Exports {
  text(format: ExportFormat, wishes: ExportWishes): string;
}

export interface ImportedSubnet {
  readonly line: number;
  readonly cidr: string;
  readonly pool?: string;
  readonly router?: string;
  readonly dns: readonly string[];
  readonly domain?: string;
  /** Seconds. */
  readonly lease?: number;
  readonly allocation: "dynamic" | "automatic";
  readonly step: Step;
  readonly because?: string;
}

export interface ImportedMachine {
  readonly line: number;
  readonly mac: string;
  readonly name?: string;
  readonly address?: string;
  readonly step: Step;
  readonly because?: string;
}

export interface ConfigImported {
  readonly format: "dhcpd" | "dnsmasq" | "kea";
  /** False: a dry run. */
  readonly applied: boolean;
  readonly authoritative: boolean;
  readonly subnets: readonly ImportedSubnet[];
  readonly machines: readonly ImportedMachine[];
  readonly taken: readonly Note[];
  readonly notNeeded: readonly Note[];
  readonly skipped: readonly Note[];
}

export interface ConfigImport {
  /** Throws an AppError when the text is no such file at all. */
  dhcp(wanted: {
    readonly text: string;
    readonly format?: ConfigImported["format"] | undefined;
    readonly dryRun: boolean;
  }): ConfigImported;
}
