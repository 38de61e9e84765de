import type { Db } from "./database.ts";

export const auditMigrations = [
  `CREATE TABLE audit (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at TEXT NOT NULL,
     kind TEXT NOT NULL,
     who TEXT NOT NULL,
     what TEXT NOT NULL,
     target TEXT NOT NULL,
     status INTEGER,
     address TEXT,
     detail TEXT
   ) STRICT;`,
];

export interface AuditEntry {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  readonly kind: "session" | "token" | "file" | "panel" | "nobody";
  /** The account's or the token's name. */
  readonly who: string;
  /** The API's operationId. */
  readonly what: string;
  /** The path, or what else it was done to. */
  readonly target: string;
  /** HTTP status of the outcome. */
  readonly status: number | null;
  readonly address: string | null;
  readonly detail: string | null;
}

/** How many entries are kept; the oldest go first. */
export const AUDIT_KEPT = 50_000;
const TRIM_EVERY = 500;

export interface AuditStore {
  add(entry: Omit<AuditEntry, "id">): void;
  /** Newest first, with lower numbers than `before`. */
  before(before: number, limit: number): AuditEntry[];
}

export function auditStore(db: Db): AuditStore {
  const insert = db.prepare<[Omit<AuditEntry, "id">]>(
    `INSERT INTO audit (at, kind, who, what, target, status, address, detail)
     VALUES (@at, @kind, @who, @what, @target, @status, @address, @detail)`,
  );
  const before = db.prepare<[number, number], AuditEntry>("SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?");
  const trim = db.prepare<[number]>("DELETE FROM audit WHERE id <= ?");
  return {
    add(entry) {
      const id = Number(insert.run(entry).lastInsertRowid);
      if (id > AUDIT_KEPT && id % TRIM_EVERY === 0) trim.run(id - AUDIT_KEPT);
    },
    before: (id, limit) => before.all(id, limit),
  };
}
