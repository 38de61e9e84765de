import { gzipSync } from "node:zlib";

/** A text as a `data:` URL (RFC 2397) in the shortest of three ways, as butane does: escaped, base64, or gzip and base64. */
export function dataUrl(text: string, mayCompress: boolean): { source: string; compression?: "gzip" } {
  const bytes = Buffer.from(text, "utf8");
  const escaped = `,${encodeURIComponent(text.toWellFormed()).replaceAll("'", "%27")}`;
  const base64 = `;base64,${bytes.toString("base64")}`;
  const plain = base64.length < escaped.length ? base64 : escaped;
  if (mayCompress) {
    const gzipped = `;base64,${gzipSync(bytes, { level: 9 }).toString("base64")}`;
    if (gzipped.length < plain.length) return { source: `data:${gzipped}`, compression: "gzip" };
  }
  return { source: `data:${plain}` };
}
