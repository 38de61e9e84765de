import type { Mac } from "../net/mac.ts";

export type RunState = "armed" | "booting" | "installing" | "done" | "failed" | "unknown";

/** Why a run is where it is; the text for the person is made from it in `reason.ts`. */
export type Because =
  | "window-closed" // nobody booted it while it was armed
  | "image-cut-off" // it netbooted again before the whole disk image was sent
  | "no-callback" // the image was sent whole, but neither installer nor installed system reported
  | "went-silent" // nothing was heard while the image was being sent
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
  /** What the installer said about the failure, in its own words; hostile text. */
  readonly reason: string | undefined;
  /** The newest stage that the installer reported: "started", "installed" … */
  readonly stage: string | undefined;
  /** Bytes of the disk image that left the appliance: the end of the furthest stretch. */
  readonly bytes: number;
  readonly bytesTotal: number | undefined;
  readonly sentWhole: boolean;
  /** Until when the machine may be wiped. */
  readonly armedUntil: number;
  /** When anything was last seen of this run. */
  readonly lastSign: number;
}

/** What the servers see of a machine that has a run. */
export type RunEvent =
  | { readonly kind: "offered" } // a boot file that starts the installer was handed out
  | { readonly kind: "netboot" } // its firmware asks the network how to boot
  | { readonly kind: "imageSent"; readonly start: number; readonly end: number; readonly total: number } // a stretch of the disk image left
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
  if (run.state === "installing" && now >= run.lastSign + SILENCE_SECONDS) {
    return run.sentWhole ? ended(run, "unknown", "no-callback") : ended(run, "failed", "went-silent");
  }
  return run;
}

function change(run: Run, event: RunEvent, now: number): Run {
  switch (event.kind) {
    case "offered":
      return run.state === "armed" ? { ...run, state: "booting", lastSign: now } : run;
    case "netboot":
      return netboot(run);
    case "imageSent":
      return imageSent(run, event, now);
    case "callback":
      return callback(run, event.stage, event.reason, now);
    case "stopped":
      return isOpen(run) ? ended(run, "failed", "stopped") : run;
    case "timePassed":
      return run;
  }
}

/** A machine that netboots while installing did not finish, or finished without saying so. It boots its disk either way. */
function netboot(run: Run): Run {
  if (run.state !== "installing") return run; // armed, booting: a ROM may retry
  return run.sentWhole ? ended(run, "unknown", "no-callback") : ended(run, "failed", "image-cut-off");
}

function imageSent(run: Run, { start, end, total }: { start: number; end: number; total: number }, now: number): Run {
  if (!isOpen(run)) return run;
  // A client that resumes at N holds everything before N, also what left while this appliance was down and not counting.
  const bytes = Math.max(run.bytes, start, end);
  return {
    ...run,
    state: "installing",
    bytes,
    bytesTotal: total,
    sentWhole: run.sentWhole || end >= total,
    lastSign: now,
  };
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
      return isOpen(run) ? { ...ended(heard, "failed", "installer-failed"), reason } : run;
    default:
      if (!isOpen(run)) return run;
      return run.state === "armed" ? { ...heard, state: "booting" } : heard;
  }
}

const mayYetBeDone = (run: Run): boolean =>
  run.state === "unknown" ||
  (run.state === "failed" && (run.because === "image-cut-off" || run.because === "went-silent"));

const ended = (run: Run, state: "failed" | "unknown", because: Because): Run => ({ ...run, state, because });
