import type { Content } from "../bytes/content.ts";

/** One name in an image's tree. Paths have no leading slash; the root is "". */
export interface TreeEntry {
  readonly path: string;
  readonly kind: "file" | "folder" | "link";
  /** Bytes; 0 for folders and links. */
  readonly size: number;
  /** Where a file's bytes lie in the stored ISO, in order. Empty for an empty file. */
  readonly extents: readonly { readonly start: number; readonly size: number }[];
  /** What a link says, as it stands on the medium: it is data, and followed only inside the tree. */
  readonly target?: string;
}

/** The index of one ISO: what xorriso found, after every claim in it was checked against the file. */
export interface IsoIndex {
  readonly label: string;
  readonly entries: readonly TreeEntry[];
  /** What El Torito offers. */
  readonly boots: { readonly bios: boolean; readonly uefi: boolean };
}

/** An image's tree, ready to be served. Names are found as they are spelt, else in any case (firmware's FAT habits); links are followed up to 8 times and never out of the tree. */
export interface Tree {
  file(path: string): Content | undefined;
  /** The names in one folder, sorted; undefined when it is no folder. */
  folder(path: string): Listing | undefined;
  close(): void;
}

export type Listing = readonly { readonly name: string; readonly kind: "file" | "folder"; readonly size: number }[];
