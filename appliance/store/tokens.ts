import type { AccountRole } from "./accounts.ts";
import type { Db } from "./database.ts";

export const tokenMigrations = [
  `CREATE TABLE token (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL UNIQUE,
     role TEXT NOT NULL,
     hash BLOB NOT NULL UNIQUE,
     createdAt TEXT NOT NULL,
     createdBy TEXT NOT NULL,
     expiresAt TEXT,
     expiresSecond REAL,
     lastUsedAt TEXT
   ) STRICT;`,
];

/** Times are ISO 8601, and appliance seconds where the name says so. */
export interface StoredToken {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  /** SHA-256 of the token; the token itself is stored nowhere. */
  readonly hash: Buffer;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly expiresSecond: number | null;
  readonly lastUsedAt: string | null;
}

export interface TokenStore {
  all(): StoredToken[];
  byHash(hash: Buffer): StoredToken | undefined;
  count(): number;
  /** False when the name is taken. */
  add(token: Omit<StoredToken, "lastUsedAt">): boolean;
  used(id: string, at: string): void;
  /** The token that is gone; undefined when there was none. */
  remove(id: string): StoredToken | undefined;
}

export function tokenStore(db: Db): TokenStore {
  const all = db.prepare<[], StoredToken>("SELECT * FROM token ORDER BY name");
  const byHash = db.prepare<[Buffer], StoredToken>("SELECT * FROM token WHERE hash = ?");
  const count = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM token");
  const add = db.prepare<[Omit<StoredToken, "lastUsedAt">]>(
    `INSERT INTO token (id, name, role, hash, createdAt, createdBy, expiresAt, expiresSecond)
     VALUES (@id, @name, @role, @hash, @createdAt, @createdBy, @expiresAt, @expiresSecond)
     ON CONFLICT (name) DO NOTHING`,
  );
  const used = db.prepare<[string, string]>("UPDATE token SET lastUsedAt = ? WHERE id = ?");
  const remove = db.prepare<[string], StoredToken>("DELETE FROM token WHERE id = ? RETURNING *");
  return {
    all: () => all.all(),
    byHash: (hash) => byHash.get(hash),
    count: () => count.get()?.n ?? 0,
    add: (token) => add.run(token).changes === 1,
    used: (id, at) => void used.run(at, id),
    remove: (id) => remove.get(id),
  };
}
