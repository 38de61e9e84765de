import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Mark } from "../network/marks.ts";

/** A subnet as it is written in the configuration file. */
export interface SubnetText {
  readonly cidr: string;
  readonly pool?: string | undefined;
  readonly router?: string | undefined;
  readonly dns?: readonly string[] | undefined;
  readonly domain?: string | undefined;
  /** "12h" */
  readonly lease?: string | undefined;
  readonly allocation?: "dynamic" | "automatic" | undefined;
}

export interface PlanText {
  readonly mode: "server" | "proxy" | "off";
  readonly answer: "everyone" | "pxe-and-known";
  readonly authoritative: boolean;
  readonly subnets: readonly SubnetText[];
  /** Gives addresses although another server does. */
  readonly serveAnyway: boolean;
}

/** A DHCP server that is not ours. */
export interface OtherServer {
  readonly address: Ipv4;
  readonly mac?: string;
  /** ISO 8601 */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** boot: only boot information, as a proxy does. */
  readonly offers: "addresses" | "boot";
  readonly ignored: boolean;
}

/** The plan in force, and what the appliance sees of the network it is for. */
export interface NetworkView extends PlanText {
  readonly saidBy: "file" | "person" | "nobody";
  readonly interface: string;
  readonly address: Ipv4;
  /** The interface's own, in CIDR form. */
  readonly subnet: string;
  /** A cable is plugged in and the other end answers. */
  readonly carrier: boolean;
  readonly gateway?: Ipv4;
  readonly nameServers: readonly Ipv4[];
  readonly foreign: readonly OtherServer[];
}

/** Who answered, ourselves left out, and the range that is free. */
export interface ScanView {
  readonly first: Ipv4;
  readonly last: Ipv4;
  readonly hosts: readonly { readonly address: Ipv4; readonly mac: Mac }[];
  readonly suggestion?: { readonly first: Ipv4; readonly last: Ipv4; readonly leftOut: number };
}

/** The addresses of one subnet about which something is known; all others are free. */
export interface PoolMapView {
  readonly subnet: string;
  readonly pool?: { readonly first: Ipv4; readonly last: Ipv4 };
  readonly marks: readonly Mark[];
}

export interface RegionText {
  readonly language: "en" | "zh";
  readonly timeZone: string;
}

/** `now`: the appliance's wall clock, ISO 8601. */
export interface RegionView extends RegionText {
  readonly now: string;
}

export interface NetworkNeeds {
  get(): NetworkView;
  /** Throws every fault at once (400), or RS_NETWORK_BY_FILE (409). */
  set(plan: PlanText, by: string): NetworkView;
  /** Two seconds at most; one look at a time. */
  scan(range?: { readonly first: Ipv4; readonly last: Ipv4 }): Promise<ScanView>;
  /** Undefined: no such subnet, neither in the plan nor on the interface. */
  map(subnet: string): PoolMapView | undefined;
}

export interface RegionNeeds {
  get(): RegionView;
  set(region: RegionText): RegionView;
}
