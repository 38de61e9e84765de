import type { Db } from "./database.ts";

export const memoryMigrations = [`CREATE TABLE memory (key TEXT PRIMARY KEY, value REAL NOT NULL) STRICT;`];

/** Single numbers that must outlive a restart, e.g. the appliance's own seconds. */
export interface Memory {
  read(key: string): number | undefined;
  write(key: string, value: number): void;
}

export function memoryStore(db: Db): Memory {
  const read = db.prepare<[string], { value: number }>("SELECT value FROM memory WHERE key = ?");
  const write = db.prepare<[string, number]>(
    "INSERT INTO memory (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  return { read: (key) => read.get(key)?.value, write: (key, value) => void write.run(key, value) };
}
