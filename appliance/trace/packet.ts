import type { Ipv4 } from "../net/ipv4.ts";

export interface Place {
  readonly address: Ipv4;
  readonly port: number;
}

/** One UDP datagram as it was on the wire; `bytes` is what follows the UDP header. */
export interface Packet {
  /** Milliseconds since 1970, with fractions. */
  readonly at: number;
  readonly direction: "in" | "out";
  readonly protocol: "dhcp" | "tftp";
  readonly from: Place;
  readonly to: Place;
  readonly bytes: Buffer;
  /** Length on the wire; more than `bytes` where a file's data was left out. */
  readonly length: number;
}
