import type { Ipv4 } from "../net/ipv4.ts";

/** One thing that the servers saw a machine do while it booted. */
export interface Step {
  /** Equal for the beginning and the end of the same transfer. */
  readonly id: number;
  /** When it began: milliseconds since 1970 by the wall clock. */
  readonly at: number;
  readonly kind: "dhcp" | "tftp" | "http" | "answer" | "callback" | "syslog";
  readonly verb: Verb;
  /** Protocol words and names, printable, without tokens: "10.77.0.19, boots shimx64.efi". */
  readonly detail: string;
  readonly outcome: "ok" | "retry" | "failed";
  readonly role: Role;
  readonly bytes?: number;
  /** How long it took; absent for packets, and while it goes on. */
  readonly durationMs?: number;
  /** A transfer that goes on. */
  readonly open?: boolean;
  /** How many files a merged step stands for; absent: one. */
  readonly files?: number;
  /** The firmware's own request, by which a boot begins. */
  readonly rom?: boolean;
  /** Why there was no answer: a reason of dhcp/reasons.ts, or an HTTP status. */
  readonly because?: string;
  /** The other DHCP server that the machine chose, the address that it declined. */
  readonly address?: Ipv4;
}

export type Verb =
  | "discover"
  | "offer"
  | "request"
  | "ack"
  | "nak"
  | "decline"
  | "release"
  | "unanswered"
  | "fetch" // a file, by TFTP or HTTP
  | "probe" // only asked for its size
  | "missing" // asked for a file that there is not
  | "broken" // a transfer that ended early
  | "refused" // 403: it may not have it now
  | "answer" // an answer file was given
  | "report" // an installer's or a system's own words
  | "state" // what that made of the run
  | "complaint"; // its log names a cause

/** What a step is for, which decides the stage that the boot has reached. "settings" are the files by which a loader that runs learns what to boot. */
export type Role =
  | "address"
  | "loader"
  | "settings"
  | "kernel"
  | "installer"
  | "answers"
  | "packages"
  | "image"
  | "restart"
  | "done"
  | "other";

/** One boot of a machine, from its firmware's DISCOVER on. */
export interface Boot {
  readonly startedAt: number;
  readonly steps: readonly Step[];
  /** Steps that were left out in the middle. */
  readonly dropped: number;
}

/** How a boot's path is shown. */
export interface Stage {
  readonly name: StageName;
  readonly state: "passed" | "now" | "ahead";
  /** From reaching this stage to reaching the next, in milliseconds; absent for the one that goes on. */
  readonly durationMs?: number;
  readonly bytes: number;
  readonly files: number;
}

export const STAGES = ["address", "loader", "kernel", "installer", "answers", "packages", "restart", "done"] as const;
export type StageName = (typeof STAGES)[number];
