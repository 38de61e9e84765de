import type { Db } from "./database.ts";

export const runLogMigrations = [
  `CREATE TABLE run_log (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     run TEXT NOT NULL,
     at TEXT NOT NULL,
     source TEXT NOT NULL,
     severity TEXT NOT NULL,
     program TEXT,
     text TEXT NOT NULL
   ) STRICT;
   CREATE INDEX run_log_run ON run_log (run, id);`,
];

export type LogSeverity = "error" | "warning" | "info" | "debug";
export type LogSource = "syslog" | "report" | "webhook";

/** One line of what an installer said, for people: control characters are escaped and tokens are gone. */
export interface LogLine {
  readonly at: string;
  readonly source: LogSource;
  readonly severity: LogSeverity;
  readonly program: string | undefined;
  readonly text: string;
}

export interface StoredLogLine extends LogLine {
  readonly id: number;
}

interface Row {
  readonly id: number;
  readonly at: string;
  readonly source: string;
  readonly severity: string;
  readonly program: string | null;
  readonly text: string;
}

export interface LogLimits {
  /** Of one run. */
  readonly lines: number;
  readonly bytes: number;
  /** So many first lines of a run are never dropped: how it began explains how it ended. */
  readonly kept: number;
  /** Runs that have a log, newest first; the logs of older runs go. */
  readonly runs: number;
}

export const LOG_LIMITS: LogLimits = { lines: 5000, bytes: 1024 * 1024, kept: 500, runs: 200 };

export interface RunLogStore {
  /** Stores a batch in one transaction. Beyond the limits lines are dropped behind the first ones: the middle goes, the end stays. */
  append(lines: readonly (LogLine & { readonly run: string })[]): void;
  after(run: string, id: number, limit: number): StoredLogLine[];
}

export function runLogStore(db: Db, limits: LogLimits = LOG_LIMITS): RunLogStore {
  const insert = db.prepare<[string, string, string, string, string | null, string]>(
    "INSERT INTO run_log (run, at, source, severity, program, text) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const after = db.prepare<[string, number, number], Row>(
    "SELECT id, at, source, severity, program, text FROM run_log WHERE run = ? AND id > ? ORDER BY id LIMIT ?",
  );
  const size = db.prepare<[string], { lines: number; bytes: number | null }>(
    "SELECT count(*) AS lines, sum(length(CAST(text AS BLOB)) + 64) AS bytes FROM run_log WHERE run = ?",
  );
  const lastKept = db.prepare<[string, number], { id: number }>(
    "SELECT id FROM run_log WHERE run = ? ORDER BY id LIMIT 1 OFFSET ?",
  );
  const drop = db.prepare<[string, number, number]>(
    "DELETE FROM run_log WHERE id IN (SELECT id FROM run_log WHERE run = ? AND id > ? ORDER BY id LIMIT ?)",
  );
  const forget = db.prepare<[number]>(
    "DELETE FROM run_log WHERE run NOT IN (SELECT id FROM run ORDER BY rowid DESC LIMIT ?)",
  );

  const trim = (run: string): void => {
    for (;;) {
      const { lines = 0, bytes = 0 } = size.get(run) ?? {};
      const excess = Math.max(lines - limits.lines, (bytes ?? 0) > limits.bytes ? Math.ceil(lines / 20) : 0);
      if (excess <= 0) return;
      const head = lastKept.get(run, limits.kept - 1)?.id ?? 0;
      if (drop.run(run, head, excess).changes === 0) return;
    }
  };
  const append = db.transaction((lines: readonly (LogLine & { readonly run: string })[]): void => {
    for (const { run, at, source, severity, program, text } of lines) {
      insert.run(run, at, source, severity, program ?? null, text);
    }
    for (const run of new Set(lines.map((line) => line.run))) trim(run);
    forget.run(limits.runs);
  });
  return {
    append,
    after: (run, id, limit) =>
      after.all(run, id, limit).map((row) => ({
        ...row,
        source: row.source as LogSource,
        severity: row.severity as LogSeverity,
        program: row.program ?? undefined,
      })),
  };
}
