import Database from "better-sqlite3";
import { type Db, schemaOf } from "./database.ts";
import { readersOf } from "./reader.ts";

/**
 * Who may do what here, and what proves it: these rows leave the appliance only under a passphrase. A PIN of few digits is
 * guessed from its hash in no time, so the panel's settings are among them. Chat services put a token into a webhook's URL.
 */
const SECRET_ROWS: Readonly<Record<string, string>> = {
  account: "1",
  token: "1",
  setting: "section = 'panel'",
  webhook: "1",
};
/** Sessions, messages on their way, and changes that could still be taken back end with the moment the copy is of. */
const NEVER_KEPT = ["session", "undo", "webhook_delivery"] as const;

export type SecretRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** A whole copy as of this moment, while others read and write. */
export function copyDatabase(db: Db, target: string): void {
  db.prepare("VACUUM INTO ?").run(target);
}

/** The same for a file that another thread writes. */
export async function copyFile(path: string, target: string): Promise<void> {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    await db.backup(target);
  } finally {
    db.close();
  }
}

/** The secret rows of a database; bytes are {"bytes": base64}. */
export function readSecretRows(path: string): SecretRows {
  return withDatabase(path, (db) =>
    Object.fromEntries(
      Object.entries(SECRET_ROWS)
        .filter(([table]) => hasTable(db, table))
        .map(([table, which]) => [
          table,
          (db.prepare(`SELECT * FROM ${table} WHERE ${which}`).all() as Record<string, unknown>[]).map((row) =>
            mapValues(row, pack),
          ),
        ]),
    ),
  );
}

/** Takes all secret rows out of a copy, so that no byte of them stays in the file. */
export function removeSecretRows(path: string): void {
  withDatabase(path, (db) => {
    db.pragma("secure_delete = ON");
    db.pragma("foreign_keys = OFF");
    for (const table of NEVER_KEPT) if (hasTable(db, table)) db.exec(`DELETE FROM ${table}`);
    for (const [table, which] of Object.entries(SECRET_ROWS))
      if (hasTable(db, table)) db.exec(`DELETE FROM ${table} WHERE ${which}`);
    db.exec("VACUUM");
  });
}

/** Puts secret rows into a copy; columns that its schema does not have are left out. */
export function writeSecretRows(path: string, rows: SecretRows): void {
  withDatabase(path, (db) => {
    const enter = db.transaction(() => {
      for (const table of Object.keys(SECRET_ROWS)) {
        if (!hasTable(db, table)) continue;
        const known = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
        for (const row of rows[table] ?? []) {
          const columns = known.filter((name) => name in row);
          const marks = columns.map(() => "?").join(", ");
          db.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(", ")}) VALUES (${marks})`).run(
            columns.map((name) => unpack(row[name])),
          );
        }
      }
    });
    enter();
  });
}

/** What could be wiped when the copy was made may not be wiped because the copy is put back: its open runs end as stopped. */
export function endOpenRuns(path: string, at: string): void {
  withDatabase(path, (db) => {
    db.prepare(
      `UPDATE run SET state = CASE state WHEN 'installing' THEN 'unknown' ELSE 'failed' END, because = 'stopped', ended_at = ?
       WHERE state IN ('armed', 'booting', 'installing')`,
    ).run(at);
  });
}

/** Why the file cannot be used; undefined when it can. */
export function databaseFault(path: string, newestSchema: number): string | undefined {
  try {
    return withDatabase(path, (db) => {
      const sound = db.pragma("integrity_check(1)", { simple: true });
      if (sound !== "ok") return "is damaged";
      const readable = schemaOf(db) <= newestSchema || (readersOf(db) ?? Infinity) <= newestSchema;
      return !readable ? "was written by a newer Rackseed; install that version first" : undefined;
    });
  } catch (error) {
    if (error instanceof Database.SqliteError) return "is no database";
    throw error;
  }
}

function withDatabase<T>(path: string, use: (db: Db) => T): T {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.pragma("journal_mode = DELETE"); // one file, without a -wal beside it
    return use(db);
  } finally {
    db.close();
  }
}

const hasTable = (db: Db, name: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;

const pack = (value: unknown): unknown => (Buffer.isBuffer(value) ? { bytes: value.toString("base64") } : value);
const unpack = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "bytes" in value
    ? Buffer.from(String(value.bytes), "base64")
    : (value ?? null);

const mapValues = (row: Record<string, unknown>, change: (value: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, change(value)]));
