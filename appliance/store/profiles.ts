import type { ProfileConfig } from "../config-schema.ts";
import type { Db } from "./database.ts";

export const profileMigrations = [`CREATE TABLE profile (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;`];

export interface ProfileStore {
  all(): ProfileConfig[];
  save(profile: ProfileConfig): void;
  remove(name: string): void;
}

/** Profiles are documents that are read whole, so each is one row of JSON. */
export function profileStore(db: Db): ProfileStore {
  const all = db.prepare<[], { body: string }>("SELECT body FROM profile ORDER BY name");
  const save = db.prepare<[string, string]>(
    "INSERT INTO profile (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
  );
  const remove = db.prepare<[string]>("DELETE FROM profile WHERE name = ?");
  return {
    all: () => all.all().map(({ body }) => JSON.parse(body) as ProfileConfig),
    save: (profile) => void save.run(profile.name, JSON.stringify(profile)),
    remove: (name) => void remove.run(name),
  };
}
