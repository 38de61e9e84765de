import type { Mac } from "../net/mac.ts";
import type { Db } from "./database.ts";

export const eventMigrations = [
  `CREATE TABLE event (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at TEXT NOT NULL,
     code TEXT NOT NULL,
     severity TEXT NOT NULL,
     text TEXT NOT NULL,
     mac TEXT,
     run TEXT,
     data TEXT
   ) STRICT;`,
];

export type Severity = "info" | "warning" | "error";

export interface Event {
  readonly id: number;
  readonly at: string;
  readonly code: string;
  readonly severity: Severity;
  /** One English sentence; the UI has its own words for the code where it knows it. */
  readonly text: string;
  readonly mac?: Mac;
  readonly run?: string;
  readonly data?: Record<string, unknown>;
}

export type NewEvent = Omit<Event, "id">;

interface Row {
  id: number;
  at: string;
  code: string;
  severity: string;
  text: string;
  mac: string | null;
  run: string | null;
  data: string | null;
}

/** How many events are kept; the oldest go first. About 20 MB at most. */
const KEPT = 100_000;

export interface EventStore {
  /** Stores a batch in one transaction and gives each its number. */
  append(events: readonly NewEvent[]): Event[];
  since(id: number, limit: number): Event[];
  /** The newest with a lower number, oldest first. */
  before(id: number, limit: number): Event[];
  lastId(): number;
}

export function eventStore(db: Db): EventStore {
  const insert = db.prepare<[Omit<Row, "id">]>(
    "INSERT INTO event (at, code, severity, text, mac, run, data) VALUES (@at, @code, @severity, @text, @mac, @run, @data)",
  );
  const since = db.prepare<[number, number], Row>("SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?");
  const before = db.prepare<[number, number], Row>("SELECT * FROM event WHERE id < ? ORDER BY id DESC LIMIT ?");
  // AUTOINCREMENT's own record: numbers are never used twice, also when the table was emptied.
  const last = db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'event'");
  const trim = db.prepare<[number]>("DELETE FROM event WHERE id <= ?");
  const append = db.transaction((events: readonly NewEvent[]): Event[] => {
    const stored = events.map((event) => ({ ...event, id: Number(insert.run(toRow(event)).lastInsertRowid) }));
    const newest = stored.at(-1)?.id ?? 0;
    if (newest > KEPT && newest % 1000 < stored.length) trim.run(newest - KEPT);
    return stored;
  });
  return {
    append,
    since: (id, limit) => since.all(id, limit).map(fromRow),
    before: (id, limit) => before.all(id, limit).map(fromRow).reverse(),
    lastId: () => last.get()?.seq ?? 0,
  };
}

const toRow = (event: NewEvent): Omit<Row, "id"> => ({
  at: event.at,
  code: event.code,
  severity: event.severity,
  text: event.text,
  mac: event.mac ?? null,
  run: event.run ?? null,
  data: event.data === undefined ? null : JSON.stringify(event.data),
});

const fromRow = (row: Row): Event => ({
  id: row.id,
  at: row.at,
  code: row.code,
  severity: row.severity as Severity,
  text: row.text,
  ...(row.mac === null ? {} : { mac: row.mac as Mac }),
  ...(row.run === null ? {} : { run: row.run }),
  ...(row.data === null ? {} : { data: JSON.parse(row.data) as Record<string, unknown> }),
});
