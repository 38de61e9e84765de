import type { Mac } from "../net/mac.ts";

export type RunState = "armed" | "booting" | "installing" | "done" | "failed" | "unknown";

/** Why a run is where it is; the text for the person is made from it in `reason.ts`. */
export type Because =
  | "window-closed" // nobody booted it while it was armed
  | "image-cut-off" // it netbooted again before the whole disk image was sent
  | "no-callback" // the image was sent whole, but neither installer nor installed system reported
  | "restarted" // it netbooted again while its installer was at work, and nobody knows how far that came
  | "went-silent" // nothing was heard during the installation
  | "installer-failed" // the installer said so
  | "stopped"; // a person stopped it

/** One install of one machine. Times are appliance seconds unless a name says otherwise. */
export interface Run {
  readonly id: string;
  readonly mac: Mac;
  readonly profile: string;
  readonly image: string;
  readonly state: RunState;
  readonly because: Because | undefined;
  /** What the installer said about the failure, in its own words; hostile text. While the run is open: what its log complains of. */
  readonly reason: string | undefined;
  /** The newest stage that the installer reported: "started", "installed" … */
  readonly stage: string | undefined;
  /** Bytes of the disk image that left the appliance: the end of the furthest stretch. Without one: all that left of the tree. */
  readonly bytes: number;
  /** The size of the disk image. An installer that takes packages out of a tree never says how much it will take. */
  readonly bytesTotal: number | undefined;
  readonly sentWhole: boolean;
  /** Until when the machine may be wiped. */
  readonly armedUntil: number;
  /** When anything was last seen of this run. */
  readonly lastSign: number;
  readonly bootingSince: number | undefined;
  readonly installingSince: number | undefined;
  /** What the last good run of this image took from boot to end. Fixed when the run begins, so that its progress never jumps back. */
  readonly expected: Effort | undefined;
  /** The same for all runs that were armed in one go. */
  readonly batch?: string | undefined;
  /** Who armed it, by name. */
  readonly armedBy?: string | undefined;
}

export interface Effort {
  readonly bytes: number;
  readonly seconds: number;
}

/** What the servers see of a machine that has a run. */
export type RunEvent =
  | { readonly kind: "offered" } // a boot file that starts the installer was handed out
  | { readonly kind: "netboot" } // its firmware asks the network how to boot
  | { readonly kind: "imageSent"; readonly start: number; readonly end: number; readonly total: number } // a stretch of the disk image left
  | { readonly kind: "treeSent"; readonly role: "packages" | "other"; readonly bytes: number } // so much more of the tree left
  | { readonly kind: "writing" } // it fetched what an installer fetches right before it writes
  | { readonly kind: "heard" } // its log or its requests show that it lives
  | { readonly kind: "complained"; readonly of: string } // its log names a cause that stops installations
  | { readonly kind: "callback"; readonly stage: string; readonly reason: string | undefined }
  | { readonly kind: "stopped" }
  | { readonly kind: "timePassed" };

/** An installation that shows no sign of life for this long has ended, somehow. Large disks are slow to write, so it is generous. */
export const SILENCE_SECONDS = 3600;

/** Still running: something more is expected of it. */
export const isOpen = (run: Run): boolean =>
  run.state === "armed" || run.state === "booting" || run.state === "installing";

/** May the installer be offered at this netboot? Only before the first byte of the disk image left, and while armed (design §4.10). */
export const offersInstaller = (run: Run, now: number): boolean =>
  (run.state === "armed" || run.state === "booting") && now < run.armedUntil;

/** What one event makes of a run. The same object comes back when nothing changes. Nothing here ever arms. */
export function step(run: Run, event: RunEvent, now: number): Run {
  const next = change(settle(run, now), event, now);
  return next === run ? run : next;
}

/** Time alone ends runs: the armed window closes, or an installer is never heard of again. */
function settle(run: Run, now: number): Run {
  if ((run.state === "armed" || run.state === "booting") && now >= run.armedUntil)
    return ended(run, "failed", "window-closed");
  if (run.state !== "installing" || now < run.lastSign + SILENCE_SECONDS) return run;
  if (run.sentWhole) return ended(run, "unknown", "no-callback");
  return ended(run, takesPackages(run) ? "unknown" : "failed", "went-silent");
}

/** Nobody can say that a tree was sent whole: what was written to the disk is known only to whoever wrote it. */
const takesPackages = (run: Run): boolean => run.bytesTotal === undefined;

const booting = (run: Run, now: number): Run =>
  run.state === "armed" ? { ...run, state: "booting", bootingSince: now, lastSign: now } : { ...run, lastSign: now };

const installing = (run: Run, now: number): Run =>
  run.state === "installing"
    ? { ...run, lastSign: now }
    : { ...booting(run, now), state: "installing", installingSince: now };

function change(run: Run, event: RunEvent, now: number): Run {
  switch (event.kind) {
    case "offered":
      return run.state === "armed" ? booting(run, now) : run;
    case "timePassed":
      return run;
    case "netboot":
      return netboot(run);
    case "callback":
      return callback(run, event.stage, event.reason, now);
    default:
      return isOpen(run) ? shown(run, event, now) : run;
  }
}

type Sign = Exclude<RunEvent, { readonly kind: "offered" | "timePassed" | "netboot" | "callback" }>;

/** What only an open run can show. */
function shown(run: Run, event: Sign, now: number): Run {
  switch (event.kind) {
    case "imageSent":
      return imageSent(run, event, now);
    case "treeSent":
      return treeSent(run, event, now);
    case "writing":
      return installing(run, now);
    case "heard":
      return { ...run, lastSign: now };
    case "complained":
      return run.state === "armed" ? run : { ...run, reason: event.of, lastSign: now };
    case "stopped":
      return ended(run, "failed", "stopped");
  }
}

/** A machine that netboots while installing did not finish, or finished without saying so. It boots its disk either way. */
function netboot(run: Run): Run {
  if (run.state !== "installing") return run; // armed, booting: a ROM may retry
  if (run.sentWhole) return ended(run, "unknown", "no-callback");
  return takesPackages(run) ? ended(run, "unknown", "restarted") : ended(run, "failed", "image-cut-off");
}

/**
 * Packages come after partitioning, so the first byte of one means that the disk is being written. While the run is only armed no
 * installer was handed out: then it is the system on the machine's disk that uses the tree as its package source.
 */
function treeSent(run: Run, { role, bytes }: { role: "packages" | "other"; bytes: number }, now: number): Run {
  if (run.state === "armed") return run;
  const on = role === "packages" ? installing(run, now) : { ...run, lastSign: now };
  return takesPackages(run) ? { ...on, bytes: run.bytes + bytes } : on;
}

function imageSent(run: Run, { start, end, total }: { start: number; end: number; total: number }, now: number): Run {
  // A client that resumes at N holds everything before N, also what left while this appliance was down and not counting.
  // Bytes of a tree that went before (an initrd, a root file system) are not the image's.
  const bytes = Math.max(takesPackages(run) ? 0 : run.bytes, start, end);
  return { ...installing(run, now), bytes, bytesTotal: total, sentWhole: run.sentWhole || end >= total };
}

function callback(run: Run, stage: string, reason: string | undefined, now: number): Run {
  const heard = { ...run, stage, lastSign: now };
  switch (stage) {
    case "installed":
    case "up":
      // A report that arrives after we gave up still tells the truth, unless a person had stopped the run.
      return isOpen(run) || mayYetBeDone(run)
        ? { ...heard, state: "done", because: undefined, reason: undefined }
        : run.state === "done"
          ? heard
          : run;
    case "failed":
      return isOpen(run) ? { ...ended(heard, "failed", "installer-failed"), reason: reason ?? run.reason } : run;
    case "installing":
      return isOpen(run) ? installing(heard, now) : run;
    default:
      return isOpen(run) ? booting(heard, now) : run;
  }
}

const mayYetBeDone = (run: Run): boolean =>
  run.state === "unknown" ||
  (run.state === "failed" && (run.because === "image-cut-off" || run.because === "went-silent"));

const ended = (run: Run, state: "failed" | "unknown", because: Because): Run => ({ ...run, state, because });
