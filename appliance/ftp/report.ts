import type { Ipv4 } from "../net/ipv4.ts";

/** What the server did. Only "failed" is our own fault. */
export type FtpReport = { readonly address: Ipv4; readonly name: string } & (
  | { readonly kind: "sent"; readonly bytes: number; readonly ms: number }
  | { readonly kind: "cut"; readonly bytes: number; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string }
);
