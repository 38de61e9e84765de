import type { Ipv4 } from "../net/ipv4.ts";

interface About {
  /** The server's monotonic clock, in milliseconds. */
  readonly at: number;
  readonly address: Ipv4;
  /** The name asked for, escaped: it may be shown on a terminal. */
  readonly name: string;
}

/** What the server did, once per request. Only "failed" is our own fault and only "gaveUp" may need a person's eye. */
export type TftpReport = About & TftpHappening;

export type TftpHappening =
  | {
      readonly kind: "started";
      readonly size: number | undefined;
      readonly blksize: number;
      readonly windowsize: number;
    }
  | { readonly kind: "finished"; readonly bytes: number; readonly ms: number }
  /** The client said so. `probe`: it only wanted to know the size, as UEFI firmware does before every file. */
  | { readonly kind: "aborted"; readonly reason: string; readonly probe: boolean; readonly bytes: number }
  | { readonly kind: "missed" }
  /** A write, an unknown mode, a damaged request, an option twice: answered with the ERROR of that code. */
  | { readonly kind: "refused"; readonly code: number; readonly reason: string }
  | { readonly kind: "gaveUp"; readonly reason: string; readonly bytes: number }
  | { readonly kind: "failed"; readonly reason: string }
  /** Not answered, so that the ROM asks again; at most one report a second for each reason, with how many it stands for. */
  | { readonly kind: "silent"; readonly reason: string; readonly times: number };

/** A packet that steers a transfer; of DATA only the head, once. `length` is the datagram's own. */
export interface TftpSignal {
  readonly direction: "in" | "out";
  readonly peer: { readonly address: Ipv4; readonly port: number };
  /** Ours. */
  readonly port: number;
  readonly bytes: Buffer;
  readonly length: number;
}

/** Control and format characters (escapes, right-to-left overrides) as \u{…}; everything else stays readable. */
export const escapeName = (name: string): string =>
  name.replaceAll(/[\p{C}\p{Zl}\p{Zp}\\]/gu, (found) =>
    found === "\\" ? "\\\\" : `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`,
  );
