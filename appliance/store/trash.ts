import type { ProfileConfig } from "../config-schema.ts";
import type { Db } from "./database.ts";
import type { ImageRow, ImageStore } from "./images.ts";
import type { ProfileStore } from "./profiles.ts";

export const trashMigrations = [
  `CREATE TABLE trash (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     kind TEXT NOT NULL CHECK (kind IN ('profile', 'image')),
     name TEXT NOT NULL,
     at TEXT NOT NULL,
     second INTEGER NOT NULL,
     who TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT;`,
];

export type TrashKind = "profile" | "image";

/** When something was removed and by whom. */
export interface Removed {
  /** ISO 8601, for showing. */
  readonly at: string;
  /** Appliance second, for counting days: no wall clock that jumps empties the trash. */
  readonly second: number;
  readonly who: string;
}

export interface TrashRow extends Removed {
  readonly id: number;
  readonly kind: TrashKind;
  readonly name: string;
  /** What it takes on the card; 0 for a profile. */
  readonly bytes: number;
}

/** An image as it was known: its row, and where it came from if a person added it. Its files stay where they lie. */
export interface TrashedImage<Source> {
  readonly row: ImageRow;
  readonly source: Source | null;
}

/**
 * Each step is one transaction: a thing is in its own table or in the trash, whenever the power fails. An image's files are not
 * touched until its row is gone from here; what then lies around is swept away at the next start.
 */
export interface TrashStore<Source> {
  /** Oldest first. */
  all(): TrashRow[];
  profile(id: number): ProfileConfig | undefined;
  image(id: number): TrashedImage<Source> | undefined;
  discardProfile(profile: ProfileConfig, removed: Removed): void;
  discardImage(image: TrashedImage<Source>, removed: Removed): void;
  restoreProfile(id: number, profile: ProfileConfig, saved: { readonly at: string; readonly who: string }): void;
  restoreImage(id: number, image: TrashedImage<Source>): void;
  /** Out of the trash for good; of a profile that is nowhere else the versions too. */
  drop(id: number): void;
}

export function trashStore<Source extends { readonly name: string }>(
  db: Db,
  profiles: ProfileStore,
  images: ImageStore<Source>,
): TrashStore<Source> {
  const all = db.prepare<[], TrashRow>("SELECT id, kind, name, at, second, who, bytes FROM trash ORDER BY second, id");
  const one = db.prepare<[number, TrashKind], { body: string }>("SELECT body FROM trash WHERE id = ? AND kind = ?");
  const nameOf = db.prepare<[number], { name: string; kind: TrashKind }>("SELECT name, kind FROM trash WHERE id = ?");
  const others = db.prepare<[string, string], { count: number }>(
    `SELECT (SELECT count(*) FROM trash WHERE kind = 'profile' AND name = ?)
          + (SELECT count(*) FROM profile WHERE name = ?) AS count`,
  );
  const insert = db.prepare<[TrashKind, string, string, number, string, number, string]>(
    "INSERT INTO trash (kind, name, at, second, who, bytes, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const drop = db.prepare<[number]>("DELETE FROM trash WHERE id = ?");
  const bodyOf = (id: number, kind: TrashKind): unknown => {
    const found = one.get(id, kind);
    return found === undefined ? undefined : JSON.parse(found.body);
  };
  return {
    all: () => all.all(),
    profile: (id) => bodyOf(id, "profile") as ProfileConfig | undefined,
    image: (id) => bodyOf(id, "image") as TrashedImage<Source> | undefined,
    discardProfile: db.transaction((profile: ProfileConfig, { at, second, who }: Removed): void => {
      insert.run("profile", profile.name, at, Math.floor(second), who, 0, JSON.stringify(profile));
      profiles.remove(profile.name);
    }),
    discardImage: db.transaction((image: TrashedImage<Source>, { at, second, who }: Removed): void => {
      const { name, files } = image.row;
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      insert.run("image", name, at, Math.floor(second), who, bytes, JSON.stringify(image));
      images.remove(name);
    }),
    restoreProfile: db.transaction((id: number, profile: ProfileConfig, saved: { at: string; who: string }): void => {
      profiles.save(profile, saved);
      drop.run(id);
    }),
    restoreImage: db.transaction((id: number, { row, source }: TrashedImage<Source>): void => {
      if (source !== null) images.saveSource(source); // first: it takes an older row of this name away
      images.save(row);
      drop.run(id);
    }),
    drop: db.transaction((id: number): void => {
      const found = nameOf.get(id);
      drop.run(id);
      if (found?.kind === "profile" && others.get(found.name, found.name)?.count === 0) {
        profiles.versions.forget(found.name);
      }
    }),
  };
}
