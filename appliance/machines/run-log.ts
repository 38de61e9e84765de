import type { Mac } from "../net/mac.ts";
import { escaped } from "../printable.ts";
import { withoutTokens } from "../redact.ts";
import type { LogSeverity, LogSource, RunLogStore, StoredLogLine } from "../store/run-log.ts";
import type { StoredRun } from "../store/runs.ts";
import { complaintOf } from "./complaint.ts";
import { isOpen } from "./run.ts";
import type { Runs } from "./runs.ts";

export interface RunLogNeeds {
  readonly store: RunLogStore;
  readonly runs: Runs;
  readonly wallClock: () => Date;
  /** Hears of a store that fails; a full disk must not stop an installation. */
  readonly problem: (error: unknown) => void;
}

export interface Said {
  readonly source: LogSource;
  readonly severity: LogSeverity;
  readonly program: string | undefined;
  readonly text: string;
}

/** What the installers say, line by line, kept with their runs. */
export interface RunLog {
  /** A line from a machine. Without a run that is open or ended within the hour it is dropped. */
  hear(mac: Mac, said: Said): boolean;
  after(run: string, id: number, limit: number): StoredLogLine[];
  /** Stores what waits. Called every two seconds: packets never wait for a disk. */
  flush(): void;
}

/** An installed system's first words belong to its run too. */
const AFTER_THE_END_SECONDS = 3600;
/** Lines in memory between two writes; a flood beyond it is cut, and the log says so. */
const MOST_WAITING = 2000;
const MOST_TEXT = 2000;
const SHOWN_COMPLAINTS = 500;

export function runLog({ store, runs, wallClock, problem }: RunLogNeeds): RunLog {
  let waiting: Parameters<RunLogStore["append"]>[0][number][] = [];
  let dropped = 0;
  const before = new Map<string, string>();

  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    const last = batch.at(-1);
    if (last === undefined) return;
    if (dropped > 0) {
      const text = `${dropped} lines came faster than they could be kept and are not here.`;
      batch.push({ ...last, source: "syslog", severity: "warning", program: "rackseed", text });
      dropped = 0;
    }
    try {
      store.append(batch);
    } catch (error) {
      problem(error);
    }
  };

  const listensTo = ({ run, times }: StoredRun): boolean =>
    isOpen(run) || wallClock().getTime() - Date.parse(times.endedAt ?? times.armedAt) < AFTER_THE_END_SECONDS * 1000;

  const notice = (mac: Mac, run: string, text: string): void => {
    const complaint = complaintOf(text, before.get(run));
    before.set(run, text);
    if (before.size > 1000) before.clear();
    runs.see(
      mac,
      complaint === undefined ? { kind: "heard" } : { kind: "complained", of: complaint.slice(0, SHOWN_COMPLAINTS) },
    );
  };

  return {
    hear(mac, said) {
      const newest = runs.newestOf(mac);
      if (newest === undefined || !listensTo(newest)) return false;
      const text = escaped(withoutTokens(said.text)).slice(0, MOST_TEXT);
      notice(mac, newest.run.id, text);
      if (waiting.length >= MOST_WAITING) {
        dropped += 1;
        return true;
      }
      waiting.push({
        ...said,
        run: newest.run.id,
        at: wallClock().toISOString(),
        program: said.program === undefined ? undefined : escaped(said.program).slice(0, 64),
        text,
      });
      return true;
    },
    after: (run, id, limit) => (flush(), store.after(run, id, limit)),
    flush,
  };
}
