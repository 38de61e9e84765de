import type { Ipv4 } from "../net/ipv4.ts";

/** Other DHCP servers on the rack's net. */
export interface ForeignServers {
  list(): ForeignServer[];
  /** Takes eight seconds. */
  probe(): Promise<ForeignServer[]>;
  ignore(address: Ipv4): void;
  standing(): "serve" | "careful" | "wait" | "silent";
}

export interface ForeignServer {
  readonly address: Ipv4;
  readonly mac?: string;
  /** ISO 8601. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly offers: "addresses" | "boot";
  readonly ignored: boolean;
}
