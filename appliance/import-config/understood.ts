import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Range, Subnet } from "../net/subnet.ts";

/** A statement of the file: where it stands, as it was written, and one sentence about it. */
export interface Note {
  readonly line: number;
  readonly text: string;
  readonly because: string;
}

export interface FoundSubnet {
  readonly line: number;
  readonly cidr: Subnet;
  readonly pool?: Range;
  readonly router?: Ipv4;
  readonly dns: readonly Ipv4[];
  readonly domain?: string;
  /** Seconds. */
  readonly lease?: number;
  /** automatic: the file gives addresses for ever. */
  readonly allocation: "dynamic" | "automatic";
}

export interface FoundMachine {
  readonly line: number;
  readonly mac: Mac;
  readonly name?: string;
  readonly address?: Ipv4;
}

export type ConfigFormat = "dhcpd" | "dnsmasq" | "kea";

/** What another DHCP server's configuration says, in our words. Every statement of the file is in exactly one of the lists. */
export interface Understood {
  readonly format: ConfigFormat;
  readonly subnets: readonly FoundSubnet[];
  readonly machines: readonly FoundMachine[];
  readonly authoritative: boolean;
  /** What became part of subnets and machines. */
  readonly taken: readonly Note[];
  /** What Rackseed does by itself. */
  readonly notNeeded: readonly Note[];
  readonly skipped: readonly Note[];
}

/** Collects while a file is read. */
export class Findings {
  readonly taken: Note[] = [];
  readonly notNeeded: Note[] = [];
  readonly skipped: Note[] = [];
  readonly subnets: FoundSubnet[] = [];
  readonly machines: FoundMachine[] = [];
  authoritative = false;

  as(format: ConfigFormat): Understood {
    const byLine = <T extends { readonly line: number }>(list: readonly T[]): T[] =>
      [...list].sort((a, b) => a.line - b.line);
    return {
      format,
      subnets: byLine(this.subnets),
      machines: byLine(this.machines),
      authoritative: this.authoritative,
      taken: byLine(this.taken),
      notNeeded: byLine(this.notNeeded),
      skipped: byLine(this.skipped),
    };
  }
}

/** Sentences that more than one format needs. */
export const BECAUSE = {
  boot: "Rackseed chooses the boot loader and its files for each machine itself, so this is not needed.",
  tftp: "Rackseed serves its own files by TFTP, so this is not needed.",
  mask: "This follows from the subnet, so it is not needed.",
  log: "Rackseed keeps its own events, so this is not needed.",
  dns: "Rackseed answers no DNS queries. Leave these to a name server.",
  ddns: "Rackseed makes no changes in DNS, so this is not needed.",
  interface: "The interface is set in Rackseed's own configuration, so this is not needed.",
  include: "It names another file, which was not given. Import that file too.",
  unknown: "Rackseed has no setting for this.",
  option: "Rackseed does not send this option.",
  ipv6: "Rackseed serves IPv4 only.",
  secondPool: "Rackseed has one pool for each subnet; this one was left out. Choose the larger by hand if you need to.",
} as const;

/** Host names as other servers have them may be whole domain names; a machine is called by the first label. */
export function machineName(text: string): string | undefined {
  const label = text.replace(/\.$/, "").split(".")[0] ?? "";
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label) && label.toLowerCase() !== "localhost"
    ? label.toLowerCase()
    : undefined;
}

/** Shown to a person: one line, not endless. */
export const shown = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
};
