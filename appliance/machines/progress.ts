import type { Effort, Run } from "./run.ts";

export interface Progress {
  /**
   * 0 to 1; it never goes back while the run is open, and a run that ended without success stands where it was last heard of. 1 is
   * only said of a run that is done.
   */
  readonly share: number;
  readonly secondsLeft: number | undefined;
}

/** Until somebody reports the end, something is always left to do. */
const MOST_BEFORE_THE_END = 0.99;
/** A rate that was measured for less than this is a guess. */
const MEASURED_SECONDS = 5;

/**
 * How far a run is, from the bytes that left: of a disk image by its size; of a tree by what the last good run of the same image
 * took, half by bytes and half by time, because an installer is at work long after its last package left. Undefined means that
 * nothing honest can be said: the first run of an image out of a tree is the measure for the next.
 */
export function progress(run: Run, now: number): Progress | undefined {
  if (run.state === "done") return { share: 1, secondsLeft: 0 };
  if (run.bytesTotal !== undefined) return ofImage(run, run.bytesTotal, now);
  return run.expected === undefined || run.bootingSince === undefined
    ? undefined
    : ofTree(run, run.expected, run.bootingSince, now);
}

function ofImage(run: Run, total: number, now: number): Progress {
  const share = Math.min(MOST_BEFORE_THE_END, total === 0 ? 0 : run.bytes / total);
  const elapsed = now - (run.installingSince ?? now);
  const measured = run.state === "installing" && share > 0 && elapsed >= MEASURED_SECONDS;
  return { share, secondsLeft: measured ? Math.round((elapsed * (1 - share)) / share) : undefined };
}

function ofTree(run: Run, expected: Effort, since: number, now: number): Progress {
  const isAtWork = run.state === "booting" || run.state === "installing";
  // A run that has ended without success stands where it was last heard of.
  const elapsed = Math.max(0, (isAtWork ? now : run.lastSign) - since);
  const byBytes = Math.min(1, run.bytes / Math.max(1, expected.bytes));
  const byTime = Math.min(1, elapsed / Math.max(1, expected.seconds));
  const share = Math.min(MOST_BEFORE_THE_END, (byBytes + byTime) / 2);
  if (!isAtWork) return { share, secondsLeft: undefined };
  // The bytes say how fast it is this time: a slower network makes the whole longer.
  const whole = Math.max(expected.seconds, byTime > byBytes && byBytes > 0 ? elapsed / share : 0);
  return { share, secondsLeft: Math.round(Math.max(0, whole - elapsed)) };
}

/** What a run that ended well took, as the measure for the next; only out of a tree, an image knows its size. */
export function effortOf(run: Run, now: number): Effort | undefined {
  return run.state !== "done" || run.bytesTotal !== undefined || run.bootingSince === undefined || run.bytes === 0
    ? undefined
    : { bytes: run.bytes, seconds: now - run.bootingSince };
}
