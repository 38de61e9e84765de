import type { Profile } from "./needs.ts";

/** Something that was removed and can be taken back. */
export interface TrashItem {
  readonly id: string;
  readonly kind: "profile" | "image";
  readonly name: string;
  /** An image's title. */
  readonly title?: string;
  /** ISO 8601 */
  readonly at: string;
  readonly who: string;
  readonly bytes: number;
  readonly daysLeft: number;
}

export interface TrashPort {
  /** Newest first. */
  list(): TrashItem[];
  restore(id: string, who: string): { readonly kind: TrashItem["kind"]; readonly name: string };
  remove(id: string, who: string): Promise<void>;
  empty(kind: TrashItem["kind"] | undefined, who: string): Promise<void>;
}

export interface ProfileVersion {
  readonly name: string;
  readonly number: number;
  /** ISO 8601 */
  readonly at: string;
  readonly who: string;
}

/** What profiles were before. */
export interface ProfileHistory {
  /** The newest version of every profile. */
  newest(): ProfileVersion[];
  /** Newest first. */
  of(name: string): ProfileVersion[];
  get(name: string, number: number): Profile | undefined;
  /** Makes the profile what it was; that is a version too. */
  restore(name: string, number: number, who: string): Profile;
}

/** How full the card is. Bytes. */
export interface Storage {
  readonly total: number;
  readonly free: number;
  /** Of the free bytes, what no import may take: it is kept for leases. */
  readonly reserve: number;
  readonly images: number;
  readonly uploads: number;
  readonly trash: number;
}
