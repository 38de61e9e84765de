/** What a virtual file consists of: bytes made for this request, or a stretch of a file on disk. TFTP and HTTP serve both. */
export type Content =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "file"; readonly path: string; readonly start: number; readonly size: number };

export const contentSize = (content: Content): number =>
  content.kind === "bytes" ? content.bytes.length : content.size;

export const textContent = (text: string): Content => ({ kind: "bytes", bytes: Buffer.from(text, "utf8") });
