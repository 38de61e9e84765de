import type { AccountRole } from "./accounts.ts";
import type { Db } from "./database.ts";

export const sessionMigrations = [
  `CREATE TABLE session (
     hash BLOB PRIMARY KEY,
     account TEXT NOT NULL REFERENCES account (key) ON DELETE CASCADE,
     startedSecond REAL NOT NULL,
     usedSecond REAL NOT NULL
   ) STRICT;`,
];

/** Times are appliance seconds. */
export interface StoredSession {
  readonly account: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly startedSecond: number;
  readonly usedSecond: number;
}

export interface SessionStore {
  /** `hash`: SHA-256 of the cookie's value; the value itself is stored nowhere. */
  get(hash: Buffer): StoredSession | undefined;
  add(hash: Buffer, account: string, now: number): void;
  used(hash: Buffer, now: number): void;
  remove(hash: Buffer): void;
  removeAllOf(account: string): void;
  /** Forgets sessions that began before `started` or were last used before `used`. */
  removeOld(started: number, used: number): void;
}

export function sessionStore(db: Db): SessionStore {
  const get = db.prepare<[Buffer], StoredSession>(
    `SELECT session.account, account.name, account.role, session.startedSecond, session.usedSecond
     FROM session JOIN account ON account.key = session.account WHERE session.hash = ?`,
  );
  const add = db.prepare<[Buffer, string, number, number]>(
    "INSERT INTO session (hash, account, startedSecond, usedSecond) VALUES (?, ?, ?, ?)",
  );
  const used = db.prepare<[number, Buffer]>("UPDATE session SET usedSecond = ? WHERE hash = ?");
  const remove = db.prepare<[Buffer]>("DELETE FROM session WHERE hash = ?");
  const removeAllOf = db.prepare<[string]>("DELETE FROM session WHERE account = ?");
  const removeOld = db.prepare<[number, number]>("DELETE FROM session WHERE startedSecond < ? OR usedSecond < ?");
  return {
    get: (hash) => get.get(hash),
    add: (hash, account, now) => void add.run(hash, account, now, now),
    used: (hash, now) => void used.run(now, hash),
    remove: (hash) => void remove.run(hash),
    removeAllOf: (account) => void removeAllOf.run(account),
    removeOld: (started, last) => void removeOld.run(started, last),
  };
}
