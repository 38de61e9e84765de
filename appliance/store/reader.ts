import type { Db } from "./database.ts";

/**
 * One step of a schema: SQL that takes the database from version n to n + 1. Steps are only ever added at the end.
 *
 * After an update that was not kept, or a downgrade, an older program opens what a newer one has written. So a step adds:
 * tables, indexes, columns that may be null or have a default. One that does more (removes, renames, gives a column values that
 * older programs do not know) says from which schema on programs can live with it: the number of an earlier step when they
 * were prepared for it, else "itself".
 */
export type Migration = string | { readonly sql: string; readonly readableFrom: number | "itself" };

/** The least schema whose program reads and writes a database that has taken all these steps. */
export const leastReader = (steps: readonly Migration[]): number =>
  Math.max(0, ...steps.map((step, index) => leastOf(step, index + 1)));

function leastOf(step: Migration, number: number): number {
  if (typeof step === "string") return 0;
  return step.readableFrom === "itself" ? number : step.readableFrom;
}

/** Where a database says who may read it. Programs from before this step refuse everything that is newer than they. */
export const readerMigrations: readonly Migration[] = [
  {
    sql: "CREATE TABLE reader (least INTEGER NOT NULL) STRICT; INSERT INTO reader VALUES (0);",
    readableFrom: "itself",
  },
];

/** The least schema that may open this database, as its newest writer has said; undefined when none has. */
export function readersOf(db: Db): number | undefined {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'reader'").get() === undefined)
    return undefined;
  return db.prepare<[], { least: number }>("SELECT least FROM reader").get()?.least;
}

export const writeReaders = (db: Db, least: number): void => void db.prepare("UPDATE reader SET least = ?").run(least);
