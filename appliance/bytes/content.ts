/** What a virtual file consists of: bytes made for this request, a stretch of a file on disk, or several stretches of it. TFTP, HTTP and FTP serve all. */
export type Content =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "file"; readonly path: string; readonly start: number; readonly size: number }
  /** ISO 9660 cuts a file over 4 GiB into pieces. None of them is empty, and their sizes add up to `size`. */
  | {
      readonly kind: "extents";
      readonly path: string;
      readonly extents: readonly Extent[];
      readonly size: number;
    };

export interface Extent {
  readonly start: number;
  readonly size: number;
}

export const contentSize = (content: Content): number =>
  content.kind === "bytes" ? content.bytes.length : content.size;

export const textContent = (text: string): Content => ({ kind: "bytes", bytes: Buffer.from(text, "utf8") });

/** Where on disk the bytes [start, end) of a content lie, in order. */
export function placesOf(extents: readonly Extent[], start: number, end: number): Extent[] {
  const places: Extent[] = [];
  let passed = 0; // bytes of the content that lie before this extent
  for (const extent of extents) {
    const from = Math.max(start, passed);
    const to = Math.min(end, passed + extent.size);
    if (from < to) places.push({ start: extent.start + from - passed, size: to - from });
    passed += extent.size;
  }
  return places;
}

/** The stretches of a content that lies on disk. */
export const extentsOf = (content: Exclude<Content, { kind: "bytes" }>): readonly Extent[] =>
  content.kind === "extents" ? content.extents : [{ start: content.start, size: content.size }];
