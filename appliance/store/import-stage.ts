import { rmSync } from "node:fs";

import Database from "better-sqlite3";

import type { MachineEdit } from "../machines/inventory.ts";
import { unitsOf } from "../machines/place.ts";

/** A row that takes what another line of the same file has: which field, and the line that had it first. */
export interface StageClash {
  readonly field: "mac" | "name" | "address" | "unit";
  readonly line: number;
}

/** Rows of an import on disk: checked against each other without holding them in memory. */
export interface ImportStage {
  /** undefined: it is in. */
  add(line: number, edit: MachineEdit): StageClash | undefined;
  /** Rows behind `line`, in their order. */
  after(line: number, limit: number): { readonly line: number; readonly edit: MachineEdit }[];
  /** Removes the file. */
  close(): void;
}

const SYNC_EVERY = 1000;

/** A file of its own, thrown away afterwards: a power cut takes the whole import back, so nothing is ever synced. */
export function importStage(path: string): ImportStage {
  for (const end of ["", "-journal"]) rmSync(path + end, { force: true });
  const db = new Database(path);
  db.pragma("journal_mode = OFF");
  db.pragma("synchronous = OFF");
  db.pragma("cache_size = -4000");
  db.exec(`CREATE TABLE row (line INTEGER PRIMARY KEY, mac TEXT UNIQUE, name TEXT UNIQUE, address TEXT UNIQUE, edit TEXT);
    CREATE TABLE standing (rack TEXT, unit INTEGER, line INTEGER, PRIMARY KEY (rack, unit)) WITHOUT ROWID;`);
  const insert = db.prepare<[number, string, string | null, string | null, string]>(
    "INSERT OR IGNORE INTO row (line, mac, name, address, edit) VALUES (?, ?, ?, ?, ?)",
  );
  const stand = db.prepare<[string, number, number]>(
    "INSERT OR IGNORE INTO standing (rack, unit, line) VALUES (?, ?, ?)",
  );
  const standing = db.prepare<[string, number], { line: number }>(
    "SELECT line FROM standing WHERE rack = ? AND unit = ?",
  );
  const find = {
    mac: db.prepare<[string], { line: number }>("SELECT line FROM row WHERE mac = ?"),
    name: db.prepare<[string], { line: number }>("SELECT line FROM row WHERE name = ?"),
    address: db.prepare<[string], { line: number }>("SELECT line FROM row WHERE address = ?"),
  };
  const after = db.prepare<[number, number], { line: number; edit: string }>(
    "SELECT line, edit FROM row WHERE line > ? ORDER BY line LIMIT ?",
  );
  let waiting = 0;
  const gather = (): void => {
    if (waiting === 0) db.exec("BEGIN");
    if (++waiting < SYNC_EVERY) return;
    db.exec("COMMIT");
    waiting = 0;
  };
  const settle = (): void => {
    if (waiting > 0) db.exec("COMMIT");
    waiting = 0;
  };

  const clashOf = ({ mac, change }: MachineEdit): StageClash | undefined => {
    for (const [field, value] of [
      ["mac", mac],
      ["name", change.name],
      ["address", change.address],
    ] as const) {
      const line = value == null ? undefined : find[field].get(value)?.line;
      if (line !== undefined) return { field, line };
    }
    return undefined;
  };

  return {
    add(line, edit) {
      gather();
      const { mac, change } = edit;
      const { name = null, address = null } = change;
      if (insert.run(line, mac, name, address, JSON.stringify(edit)).changes === 0) return clashOf(edit);
      const { rack, unit, height } = change;
      for (const taken of unitsOf({ rack: rack ?? undefined, unit: unit ?? undefined, height: height ?? undefined })) {
        if (stand.run(rack ?? "", taken, line).changes > 0) continue;
        return { field: "unit", line: standing.get(rack ?? "", taken)?.line ?? 0 };
      }
      return undefined;
    },
    after(line, limit) {
      settle();
      return after.all(line, limit).map((row) => ({ line: row.line, edit: JSON.parse(row.edit) as MachineEdit }));
    },
    close() {
      db.close();
      for (const end of ["", "-journal"]) rmSync(path + end, { force: true });
    },
  };
}
