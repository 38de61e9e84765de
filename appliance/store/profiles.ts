import type { ProfileConfig } from "../config-schema.ts";
import type { Db } from "./database.ts";
import { profileVersionStore, type ProfileVersionStore, type Saved } from "./profile-versions.ts";

export const profileMigrations = [`CREATE TABLE profile (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;`];

export interface ProfileStore {
  readonly versions: ProfileVersionStore;
  all(): ProfileConfig[];
  /** The profile and its version, or neither. */
  save(profile: ProfileConfig, saved: Saved): void;
  /** Its versions stay, for when it comes back out of the trash. */
  remove(name: string): void;
}

/** Profiles are documents that are read whole, so each is one row of JSON. */
export function profileStore(db: Db): ProfileStore {
  const versions = profileVersionStore(db);
  const all = db.prepare<[], { body: string }>("SELECT body FROM profile ORDER BY name");
  const save = db.prepare<[string, string]>(
    "INSERT INTO profile (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body",
  );
  const remove = db.prepare<[string]>("DELETE FROM profile WHERE name = ?");
  return {
    versions,
    all: () => all.all().map(({ body }) => JSON.parse(body) as ProfileConfig),
    save: db.transaction((profile: ProfileConfig, saved: Saved): void => {
      save.run(profile.name, JSON.stringify(profile));
      versions.add(profile, saved);
    }),
    remove: (name) => void remove.run(name),
  };
}
