import type { Machine } from "../machines/machine.ts";
import type { Mac } from "../net/mac.ts";
import type { Db } from "./database.ts";

/** How machines were before a change and what it made of them, for as long as the change may be undone. */
export const undoMigrations = [
  `CREATE TABLE undo (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL,
     at REAL NOT NULL,
     mac TEXT NOT NULL,
     before TEXT,
     after TEXT
   ) STRICT;
   CREATE INDEX undo_id ON undo (id, number);
   CREATE INDEX undo_at ON undo (at);`,
];

/** undefined: the machine was not there. */
export interface Step {
  readonly mac: Mac;
  readonly before: Machine | undefined;
  readonly after: Machine | undefined;
}

export interface UndoStore {
  /** `at`: appliance seconds. */
  add(id: string, at: number, steps: readonly Step[]): void;
  /** The newest steps, newest first, taken out of the journal. */
  take(id: string, limit: number): Step[];
  /** When it was begun; undefined: there is nothing of it. */
  begunAt(id: string): number | undefined;
  forgetBefore(at: number): void;
}

interface Row {
  number: number;
  mac: string;
  before: string | null;
  after: string | null;
}

export function undoStore(db: Db): UndoStore {
  const insert = db.prepare<[string, number, string, string | null, string | null]>(
    "INSERT INTO undo (id, at, mac, before, after) VALUES (?, ?, ?, ?, ?)",
  );
  const newest = db.prepare<[string, number], Row>(
    "SELECT number, mac, before, after FROM undo WHERE id = ? ORDER BY number DESC LIMIT ?",
  );
  const drop = db.prepare<[string, number]>("DELETE FROM undo WHERE id = ? AND number >= ?");
  const begun = db.prepare<[string], { at: number }>("SELECT at FROM undo WHERE id = ? ORDER BY number LIMIT 1");
  const forget = db.prepare<[number]>("DELETE FROM undo WHERE at < ?");
  return {
    add: db.transaction((id: string, at: number, steps: readonly Step[]): void => {
      for (const { mac, before, after } of steps) insert.run(id, at, mac, toText(before), toText(after));
    }),
    take: db.transaction((id: string, limit: number): Step[] => {
      const rows = newest.all(id, limit);
      const last = rows.at(-1);
      if (last !== undefined) drop.run(id, last.number);
      return rows.map((row) => ({ mac: row.mac as Mac, before: fromText(row.before), after: fromText(row.after) }));
    }),
    begunAt: (id) => begun.get(id)?.at,
    forgetBefore: (at) => void forget.run(at),
  };
}

const toText = (machine: Machine | undefined): string | null =>
  machine === undefined ? null : JSON.stringify(machine);

/** JSON leaves out what is undefined; the fields that a machine always has are put back. */
const fromText = (text: string | null): Machine | undefined =>
  text === null ? undefined : { ...ABSENT, ...(JSON.parse(text) as Machine) };

const ABSENT = {
  name: undefined,
  address: undefined,
  profile: undefined,
  firmware: undefined,
  vendorClass: undefined,
  uuid: undefined,
  hostname: undefined,
  firstSeenAt: undefined,
  lastSeenAt: undefined,
  lastSeen: undefined,
};
