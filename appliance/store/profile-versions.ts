import type { ProfileConfig } from "../config-schema.ts";
import type { Db } from "./database.ts";

/** What profiles were before versions were kept is their first version. */
export const profileVersionMigrations = [
  `CREATE TABLE profile_version (
     name TEXT NOT NULL,
     number INTEGER NOT NULL,
     at TEXT NOT NULL,
     who TEXT NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (name, number)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO profile_version (name, number, at, who, body)
     SELECT name, 1, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'an earlier version of Rackseed', body FROM profile;`,
];

/** So many are kept of each profile. */
export const KEPT_VERSIONS = 50;

/** When a profile was saved and by whom. */
export interface Saved {
  /** ISO 8601 */
  readonly at: string;
  /** An account, a token, or "configuration file". */
  readonly who: string;
}

export interface ProfileVersion extends Saved {
  readonly name: string;
  /** Counted from 1 for each name; a name that was used before goes on counting. */
  readonly number: number;
}

export interface ProfileVersionStore {
  /** Newest first. */
  of(name: string): ProfileVersion[];
  /** The newest of every profile. */
  newest(): ProfileVersion[];
  body(name: string, number: number): ProfileConfig | undefined;
  /** Keeps it as the next version, unless nothing changed since the last one. */
  add(profile: ProfileConfig, saved: Saved): void;
  forget(name: string): void;
}

export function profileVersionStore(db: Db): ProfileVersionStore {
  const of = db.prepare<[string], ProfileVersion>(
    "SELECT name, number, at, who FROM profile_version WHERE name = ? ORDER BY number DESC",
  );
  const newest = db.prepare<[], ProfileVersion>(
    `SELECT name, number, at, who FROM profile_version AS one
      WHERE number = (SELECT max(number) FROM profile_version WHERE name = one.name) ORDER BY name`,
  );
  const body = db.prepare<[string, number], { body: string }>(
    "SELECT body FROM profile_version WHERE name = ? AND number = ?",
  );
  const last = db.prepare<[string], { number: number; body: string }>(
    "SELECT number, body FROM profile_version WHERE name = ? ORDER BY number DESC LIMIT 1",
  );
  const insert = db.prepare<[string, number, string, string, string]>(
    "INSERT INTO profile_version (name, number, at, who, body) VALUES (?, ?, ?, ?, ?)",
  );
  const trim = db.prepare<[string, number]>("DELETE FROM profile_version WHERE name = ? AND number <= ?");
  const forget = db.prepare<[string]>("DELETE FROM profile_version WHERE name = ?");
  return {
    of: (name) => of.all(name),
    newest: () => newest.all(),
    body(name, number) {
      const found = body.get(name, number);
      return found === undefined ? undefined : (JSON.parse(found.body) as ProfileConfig);
    },
    add: db.transaction((profile: ProfileConfig, { at, who }: Saved): void => {
      const before = last.get(profile.name);
      const text = JSON.stringify(profile);
      if (before?.body === text) return;
      const number = (before?.number ?? 0) + 1;
      insert.run(profile.name, number, at, who, text);
      trim.run(profile.name, number - KEPT_VERSIONS);
    }),
    forget: (name) => void forget.run(name),
  };
}
