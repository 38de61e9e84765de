import { AppError } from "../errors.ts";
import type { ProfileConfig } from "../config-schema.ts";
import type { ImageConfig } from "../images/catalog.ts";
import type { Removed, TrashedImage, TrashKind, TrashRow, TrashStore } from "../store/trash.ts";
import { daysLeft, expired, firstToGo } from "./rules.ts";

export interface TrashItem {
  readonly id: string;
  readonly kind: TrashKind;
  readonly name: string;
  /** An image's title. */
  readonly title?: string;
  /** ISO 8601 */
  readonly at: string;
  readonly who: string;
  readonly bytes: number;
  readonly daysLeft: number;
}

export interface TrashNeeds {
  readonly store: TrashStore<ImageConfig>;
  /** Appliance seconds. */
  now(): number;
  wallClock(): Date;
  /** Why a profile cannot come back, as an AppError; and what knows it again when it did. */
  readonly profiles: { refuse(profile: ProfileConfig): void; came(profile: ProfileConfig): void };
  readonly images: {
    exists(name: string): boolean;
    came(image: TrashedImage<ImageConfig>): void;
    /** Takes an image's folder off the card. */
    removeFolder(folder: string): Promise<void>;
  };
  /** Bytes that an import may take now. */
  freeBytes(): Promise<number>;
  /** Something left the trash for good, or came back. */
  said(what: "emptied" | "restored" | "made-room", item: TrashRow, who: string): void;
}

/** What was removed and can be taken back for a while. */
export interface Trash {
  /** Newest first. */
  list(): TrashItem[];
  putProfile(profile: ProfileConfig, who: string): void;
  putImage(image: TrashedImage<ImageConfig>, who: string): void;
  restore(id: string, who: string): { readonly kind: TrashKind; readonly name: string };
  remove(id: string, who: string): Promise<void>;
  empty(kind: TrashKind | undefined, who: string): Promise<void>;
  /** Lets go what has lain here long enough. */
  sweep(): Promise<void>;
  /** Gives up the oldest images until an import has so many bytes, or none is left. */
  makeRoom(bytes: number): Promise<void>;
  /** Folders of images that lie here: they belong to somebody. */
  folders(): string[];
}

export function trash(needs: TrashNeeds): Trash {
  const { store } = needs;
  const removedBy = (who: string): Removed => ({
    at: needs.wallClock().toISOString(),
    second: needs.now(),
    who,
  });

  function find(id: string): TrashRow {
    const found = store.all().find((row) => String(row.id) === id);
    if (found !== undefined) return found;
    throw new AppError(
      "RS_TRASH_NOT_FOUND",
      404,
      "This is not in the trash any more: it was taken back, or its time was over.",
      "id",
    );
  }

  /** The row goes first: a folder without a row is swept away at the next start, a row without its files would be a lie. */
  async function letGo(row: TrashRow, what: "emptied" | "made-room", who: string): Promise<void> {
    const folder = row.kind === "image" ? store.image(row.id)?.row.folder : undefined;
    store.drop(row.id);
    needs.said(what, row, who);
    if (folder != null) await needs.images.removeFolder(folder);
  }

  function restoreProfile(row: TrashRow, who: string): void {
    const profile = store.profile(row.id);
    if (profile === undefined) throw new Error(`trash row ${row.id} has no profile`);
    needs.profiles.refuse(profile);
    store.restoreProfile(row.id, profile, { at: needs.wallClock().toISOString(), who });
    needs.profiles.came(profile);
  }

  function restoreImage(row: TrashRow): void {
    const image = store.image(row.id);
    if (image === undefined) throw new Error(`trash row ${row.id} has no image`);
    if (needs.images.exists(row.name)) {
      throw new AppError(
        "RS_TRASH_NAME_TAKEN",
        409,
        `There is an image named ${row.name} again. Remove that one first, then take this one back.`,
      );
    }
    store.restoreImage(row.id, image);
    needs.images.came(image);
  }

  return {
    list: () =>
      store
        .all()
        .reverse()
        .map((row): TrashItem => {
          const { id, second, ...rest } = row;
          const title = row.kind === "image" ? store.image(id)?.row.release?.title : undefined;
          return {
            ...rest,
            id: String(id),
            ...(title !== undefined && { title }),
            daysLeft: daysLeft({ kind: row.kind, second }, needs.now()),
          };
        }),
    putProfile: (profile, who) => store.discardProfile(profile, removedBy(who)),
    putImage: (image, who) => store.discardImage(image, removedBy(who)),
    restore(id, who) {
      const row = find(id);
      if (row.kind === "profile") restoreProfile(row, who);
      else restoreImage(row);
      needs.said("restored", row, who);
      return { kind: row.kind, name: row.name };
    },
    remove: (id, who) => letGo(find(id), "emptied", who),
    async empty(kind, who) {
      for (const row of store.all()) if (kind === undefined || row.kind === kind) await letGo(row, "emptied", who);
    },
    async sweep() {
      for (const row of expired(store.all(), needs.now())) await letGo(row, "emptied", "the appliance");
    },
    async makeRoom(bytes) {
      while ((await needs.freeBytes()) < bytes) {
        const row = firstToGo(store.all());
        if (row === undefined) return;
        await letGo(row, "made-room", "the appliance");
      }
    },
    folders: () => store.all().flatMap(({ id, kind }) => (kind === "image" ? (store.image(id)?.row.folder ?? []) : [])),
  };
}
