import type { Db } from "./database.ts";

export const accountMigrations = [
  `CREATE TABLE account (
     key TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     role TEXT NOT NULL,
     password TEXT NOT NULL,
     createdAt TEXT NOT NULL,
     lastSignInAt TEXT
   ) STRICT;`,
];

export type AccountRole = "owner" | "operator" | "viewer";

export interface StoredAccount {
  /** The name as it is compared: lower case. */
  readonly key: string;
  readonly name: string;
  readonly role: AccountRole;
  /** PHC string. */
  readonly password: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
}

export interface AccountStore {
  all(): StoredAccount[];
  get(key: string): StoredAccount | undefined;
  count(): number;
  /** False when the name is taken; with `onlyFirst` also when there is any account. */
  add(account: Omit<StoredAccount, "lastSignInAt">, onlyFirst?: boolean): boolean;
  /** False when it was not done because no owner would be left. */
  setRole(key: string, role: AccountRole): boolean;
  setPassword(key: string, password: string): void;
  signedIn(key: string, at: string): void;
  /** With its sessions. False when it was not done because no owner would be left. */
  remove(key: string): boolean;
}

export function accountStore(db: Db): AccountStore {
  const all = db.prepare<[], StoredAccount>("SELECT * FROM account ORDER BY key");
  const get = db.prepare<[string], StoredAccount>("SELECT * FROM account WHERE key = ?");
  const count = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM account");
  const otherOwners = db.prepare<[string], { n: number }>(
    "SELECT count(*) AS n FROM account WHERE role = 'owner' AND key <> ?",
  );
  const insert = db.prepare<[Omit<StoredAccount, "lastSignInAt">]>(
    `INSERT INTO account (key, name, role, password, createdAt) VALUES (@key, @name, @role, @password, @createdAt)
     ON CONFLICT (key) DO NOTHING`,
  );
  const setRole = db.prepare<[string, string]>("UPDATE account SET role = ? WHERE key = ?");
  const setPassword = db.prepare<[string, string]>("UPDATE account SET password = ? WHERE key = ?");
  const signedIn = db.prepare<[string, string]>("UPDATE account SET lastSignInAt = ? WHERE key = ?");
  const remove = db.prepare<[string]>("DELETE FROM account WHERE key = ?");
  const isLastOwner = (key: string): boolean => get.get(key)?.role === "owner" && (otherOwners.get(key)?.n ?? 0) === 0;

  return {
    all: () => all.all(),
    get: (key) => get.get(key),
    count: () => count.get()?.n ?? 0,
    add: db.transaction((account: Omit<StoredAccount, "lastSignInAt">, onlyFirst = false): boolean => {
      if (onlyFirst && (count.get()?.n ?? 0) > 0) return false;
      return insert.run(account).changes === 1;
    }),
    setRole: db.transaction((key: string, role: AccountRole): boolean => {
      if (role !== "owner" && isLastOwner(key)) return false;
      setRole.run(role, key);
      return true;
    }),
    setPassword: (key, password) => void setPassword.run(password, key),
    signedIn: (key, at) => void signedIn.run(at, key),
    remove: db.transaction((key: string): boolean => {
      if (isLastOwner(key)) return false;
      remove.run(key);
      return true;
    }),
  };
}
