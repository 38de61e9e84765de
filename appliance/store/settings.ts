import type { Db } from "./database.ts";

export const settingMigrations = [`CREATE TABLE setting (section TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`];

/** What a person set through the page, section by section, each as the JSON that its schema takes. */
export interface SettingStore {
  read(section: string): unknown;
  write(section: string, value: unknown): void;
}

export function settingStore(db: Db): SettingStore {
  const read = db.prepare<[string], { value: string }>("SELECT value FROM setting WHERE section = ?");
  const write = db.prepare<[string, string]>(
    "INSERT INTO setting (section, value) VALUES (?, ?) ON CONFLICT (section) DO UPDATE SET value = excluded.value",
  );
  return {
    read(section) {
      const found = read.get(section);
      return found === undefined ? undefined : (JSON.parse(found.value) as unknown);
    },
    write: (section, value) => void write.run(section, JSON.stringify(value)),
  };
}
