import Database from "better-sqlite3";
import type { IsoIndex, TreeEntry } from "../images/tree.ts";

/** The entries of one tree, by path, by path in lower case, and by folder. */
export interface TreeStore {
  entry(path: string): TreeEntry | undefined;
  /** Whatever the case of its letters; the first in the order of names when several differ only in that. */
  entryInAnyCase(path: string): TreeEntry | undefined;
  /** What lies in this folder, sorted by name. */
  inside(folder: string): TreeEntry[];
  close(): void;
}

interface Row {
  readonly path: string;
  readonly kind: TreeEntry["kind"];
  readonly size: number;
  readonly target: string | null;
  /** [[start, size], …] */
  readonly extents: string;
}

/** Writes the index of one ISO beside it. Until the last byte is on the disk there is no image, so no journal is needed. */
export function writeTree(file: string, index: IsoIndex): void {
  const db = new Database(file);
  try {
    db.pragma("journal_mode = OFF");
    db.pragma("synchronous = FULL");
    db.exec(`
      CREATE TABLE entry (
        path TEXT PRIMARY KEY, folder TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL,
        size INTEGER NOT NULL, target TEXT, extents TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`);
    const insert = db.prepare<[Row & { folder: string; folded: string }]>(
      "INSERT INTO entry VALUES (@path, @folder, @folded, @kind, @size, @target, @extents)",
    );
    db.transaction(() => {
      for (const { path, kind, size, target, extents } of index.entries) {
        insert.run({
          path,
          folder: path.slice(0, Math.max(0, path.lastIndexOf("/"))),
          folded: path.toLowerCase(),
          kind,
          size,
          target: target ?? null,
          extents: JSON.stringify(extents.map((extent) => [extent.start, extent.size])),
        });
      }
      db.exec("CREATE INDEX entry_folder ON entry (folder, path); CREATE INDEX entry_folded ON entry (folded, path)");
    })();
  } finally {
    db.close();
  }
}

export function openTreeStore(file: string): TreeStore {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  const columns = "SELECT path, kind, size, target, extents FROM entry";
  const byPath = db.prepare<[string], Row>(`${columns} WHERE path = ?`);
  const byFolded = db.prepare<[string], Row>(`${columns} WHERE folded = ? ORDER BY path LIMIT 1`);
  const byFolder = db.prepare<[string], Row>(`${columns} WHERE folder = ? ORDER BY path`);
  return {
    entry: (path) => entryOf(byPath.get(path)),
    entryInAnyCase: (path) => entryOf(byFolded.get(path.toLowerCase())),
    inside: (folder) => byFolder.all(folder).flatMap((row) => entryOf(row) ?? []),
    close: () => void db.close(),
  };
}

function entryOf(row: Row | undefined): TreeEntry | undefined {
  if (row === undefined) return undefined;
  const { path, kind, size, target } = row;
  const extents = (JSON.parse(row.extents) as [number, number][]).map(([start, length]) => ({ start, size: length }));
  return { path, kind, size, extents, ...(target !== null && { target }) };
}
