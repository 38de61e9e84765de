import type { Release } from "../systems/system.ts";
import type { Db, Migration } from "./database.ts";

// No type of images/ is imported: the store fits the service's port by shape, and arrows point one way.

export const imageMigrations: readonly Migration[] = [
  `CREATE TABLE image (
     name TEXT PRIMARY KEY,
     version TEXT NOT NULL,
     family TEXT,
     state TEXT NOT NULL CHECK (state IN ('ready', 'refused')),
     verified TEXT NOT NULL CHECK (verified IN ('verified', 'not-verified', 'pending')),
     code TEXT,
     reason TEXT,
     detail TEXT,
     fingerprint TEXT,
     imported_at INTEGER,
     folder TEXT,
     content_mark TEXT NOT NULL,
     trust_mark TEXT NOT NULL
   ) STRICT;
   CREATE TABLE image_file (
     image TEXT NOT NULL REFERENCES image (name) ON DELETE CASCADE,
     name TEXT NOT NULL,
     size INTEGER NOT NULL,
     sha256 TEXT NOT NULL,
     PRIMARY KEY (image, name)
   ) STRICT;
   CREATE INDEX image_file_by_hash ON image_file (sha256);`,
];

/** What is known of a release is read whole, so it is one column of JSON. Images from before are imported anew: nothing knew it of them. */
export const releaseMigrations: readonly Migration[] = [
  `DELETE FROM image;
   ALTER TABLE image DROP COLUMN family;
   ALTER TABLE image ADD COLUMN release TEXT;`,
];

/** What people add by the API. Without a row in `image` its import is not settled and begins anew at the next start. */
export const imageSourceMigrations: readonly Migration[] = [
  "CREATE TABLE image_source (image TEXT PRIMARY KEY, source TEXT NOT NULL) STRICT;",
];

/** One settled image. Work in progress is never stored: after a power cut it begins anew. */
export interface ImageRow {
  readonly name: string;
  readonly version: string;
  /** As the systems know it; null when the source was never recognised. */
  readonly release: Release | null;
  readonly state: "ready" | "refused";
  readonly verified: "verified" | "not-verified" | "pending";
  readonly code: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly fingerprint: string | null;
  readonly importedAt: number | null;
  /** Below DATA/images; null when nothing is stored. */
  readonly folder: string | null;
  /** What the source looked like: unchanged means that nothing is copied again. */
  readonly contentMark: string;
  /** By whose key it was verified: changed means that it is verified again. */
  readonly trustMark: string;
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
}

export interface ImageStore<Source extends { readonly name: string }> {
  all(): ImageRow[];
  save(row: ImageRow): void;
  remove(name: string): void;
  sources(): Source[];
  saveSource(source: Source): void;
}

export function imageStore<Source extends { readonly name: string }>(db: Db): ImageStore<Source> {
  const rows = db.prepare<[], Omit<ImageRow, "files" | "release"> & { release: string | null }>(
    `SELECT name, version, release, state, verified, code, reason, detail, fingerprint, imported_at AS importedAt, folder,
            content_mark AS contentMark, trust_mark AS trustMark
       FROM image ORDER BY name`,
  );
  const files = db.prepare<[string], ImageRow["files"][number]>(
    "SELECT name, size, sha256 FROM image_file WHERE image = ? ORDER BY name",
  );
  const drop = db.prepare<[string]>("DELETE FROM image WHERE name = ?");
  const insert = db.prepare<[Omit<ImageRow, "files" | "release"> & { release: string | null }]>(
    `INSERT INTO image (name, version, release, state, verified, code, reason, detail, fingerprint, imported_at, folder, content_mark, trust_mark)
     VALUES (@name, @version, @release, @state, @verified, @code, @reason, @detail, @fingerprint, @importedAt, @folder, @contentMark, @trustMark)`,
  );
  const insertFile = db.prepare<[string, string, number, string]>(
    "INSERT INTO image_file (image, name, size, sha256) VALUES (?, ?, ?, ?)",
  );
  const sources = db.prepare<[], { source: string }>("SELECT source FROM image_source ORDER BY image");
  const insertSource = db.prepare<[string, string]>("INSERT INTO image_source (image, source) VALUES (?, ?)");
  const dropSource = db.prepare<[string]>("DELETE FROM image_source WHERE image = ?");
  return {
    all: () =>
      rows.all().map((row) => ({
        ...row,
        release: row.release === null ? null : (JSON.parse(row.release) as Release),
        files: files.all(row.name),
      })),
    save: db.transaction(({ files: list, release, ...row }: ImageRow): void => {
      drop.run(row.name);
      insert.run({ ...row, release: release === null ? null : JSON.stringify(release) });
      for (const file of list) insertFile.run(row.name, file.name, file.size, file.sha256);
    }),
    remove: db.transaction((name: string): void => {
      drop.run(name);
      dropSource.run(name);
    }),
    sources: () => sources.all().map(({ source }) => JSON.parse(source) as Source),
    saveSource: db.transaction((source: Source): void => {
      drop.run(source.name); // a refusal of an earlier try
      dropSource.run(source.name);
      insertSource.run(source.name, JSON.stringify(source));
    }),
  };
}
