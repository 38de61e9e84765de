import Database from "better-sqlite3";
import { leastReader, type Migration, readersOf, writeReaders } from "./reader.ts";

export type { Migration };
export type Db = Database.Database;

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
  const version = schemaOf(db);
  if (version > migrations.length) {
    const least = readersOf(db);
    // A newer Rackseed wrote it and says that we can live with what it added. Its steps stay as they are.
    if (least !== undefined && least <= migrations.length) return;
    throw new Error(
      `${path} was written by a newer Rackseed (schema ${version}; this one knows ${migrations.length}). Install that version again, or restore a backup made by this one.`,
    );
  }
  const step = db.transaction((sql: string, next: number): void => {
    db.exec(sql);
    if (readersOf(db) !== undefined) writeReaders(db, leastReader(migrations.slice(0, next)));
    db.pragma(`user_version = ${next}`);
  });
  migrations
    .slice(version)
    .forEach((migration, index) =>
      step(typeof migration === "string" ? migration : migration.sql, version + index + 1),
    );
}

/** How many steps a database has taken. */
export const schemaOf = (db: Db): number => db.pragma("user_version", { simple: true }) as number;

/** What a database file says of its schema: how many steps it has taken, and the least that its reader must know. */
export function schemaOfFile(path: string): { readonly writes: number; readonly least: number } {
  const db = openForReading(path);
  try {
    const writes = schemaOf(db);
    return { writes, least: readersOf(db) ?? writes };
  } finally {
    db.close();
  }
}
