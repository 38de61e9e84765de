import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";

/** What a person says of one machine or one profile for templates to use. */
export type Vars = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A bare-metal computer, known by its MAC. */
export interface Machine {
  readonly mac: Mac;
  /** Entered by a person, a file or zero touch; a machine that was merely seen on the wire is not known. */
  readonly known: boolean;
  readonly name: string | undefined;
  /** Reserved address. */
  readonly address: Ipv4 | undefined;
  readonly profile: string | undefined;
  /** Values for templates: {{ machine.vars.rack }}. */
  readonly vars: Vars;
  /** "bios", "uefi-x64", "uefi-arm64" … as its DHCP option 93 said. */
  readonly firmware: string | undefined;
  readonly vendorClass: string | undefined;
  readonly uuid: string | undefined;
  readonly hostname: string | undefined;
  /** ISO 8601 by the appliance's wall clock, for showing only: a Pi's clock may be wrong. */
  readonly firstSeenAt: string | undefined;
  readonly lastSeenAt: string | undefined;
  /** The newest thing seen of it, as a sentence: "Asked to boot from the network and got 10.77.0.101". */
  readonly lastSeen: string | undefined;
  /** Where it stands: the rack's name, its lowest height unit (1 is at the bottom) and how many units it takes. */
  readonly rack?: string | undefined;
  readonly unit?: number | undefined;
  readonly height?: number | undefined;
  /** A person's own words about it. */
  readonly notes?: string | undefined;
}
