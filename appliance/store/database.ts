import Database from "better-sqlite3";

export type Db = Database.Database;

/** One step of a schema: SQL that takes the database from version n to n + 1. Steps are only ever added at the end. */
export type Migration = string;

/** Opens (or makes) a database file that survives a power cut at any moment, and brings its schema up to date. */
export function openDatabase(path: string, migrations: readonly Migration[]): Db {
  const db = new Database(path);
  db.pragma("journal_mode = WAL");
  // In WAL mode better-sqlite3 defaults to NORMAL, which may lose the last commits when power fails. FULL syncs each one.
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("busy_timeout = 5000");
  migrate(db, migrations, path);
  return db;
}

/** Opens a database that another thread writes, for reading only. */
export function openForReading(path: string): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma("busy_timeout = 5000");
  return db;
}

function migrate(db: Db, migrations: readonly Migration[], path: string): void {
  const version = db.pragma("user_version", { simple: true }) as number;
  if (version > migrations.length) {
    throw new Error(
      `${path} was written by a newer Rackseed (schema ${version}; this one knows ${migrations.length}). Install that version again, or restore a backup made by this one.`,
    );
  }
  const step = db.transaction((sql: Migration, next: number): void => {
    db.exec(sql);
    db.pragma(`user_version = ${next}`);
  });
  migrations.slice(version).forEach((sql, index) => step(sql, version + index + 1));
}
