import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { ImageRefusedError } from "./catalog.ts";

/** One sentence for a URL that nothing is taken from. */
export const refusedUrl = (url: string, because: string, code: string): ImageRefusedError =>
  new ImageRefusedError(
    code,
    `${withoutSecrets(url)} cannot be fetched: ${because}. Nothing was added. Correct the URL, or download the file and bring it on a stick.`,
    true,
  );

/** A URL may carry a password or a signed query; neither belongs in a log. */
export function withoutSecrets(text: string): string {
  if (!URL.canParse(text)) return text.slice(0, 200);
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 300);
}

/** Where to ask next; throws for what is no https URL, or no http one where http is allowed. */
export function nextUrl(text: string, from: URL | undefined, plainAllowed: boolean): URL {
  if (!URL.canParse(text, from?.href)) throw refusedUrl(text, "it is no URL", "RS_URL_INVALID");
  const url = new URL(text, from?.href);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refusedUrl(url.href, `${url.protocol} is not fetched, only https: and http:`, "RS_URL_SCHEME");
  if (url.protocol === "http:" && !plainAllowed)
    throw refusedUrl(
      url.href,
      "http is taken only with the file's SHA-256 sum or from an internal mirror, because anybody on the way could change it",
      "RS_URL_PLAIN",
    );
  return url;
}

/** Content-Length, 0 when the server does not say. */
export function lengthOf({ headers }: IncomingMessage): number {
  const length = Number(headers["content-length"] ?? 0);
  return Number.isSafeInteger(length) && length > 0 ? length : 0;
}

/** RFC 9110 §14.4: Content-Range: bytes 100-199/200. */
export function startsAt({ headers }: IncomingMessage): { start: number; total: number } {
  const match = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers["content-range"] ?? "");
  return { start: Number(match?.[1] ?? -1), total: Number(match?.[2] ?? -1) };
}

/** Why this answer is not the file: a web page with status 200 (a login, a mirror list), or bytes in another coding. */
export function bodyRefusal(
  url: string,
  firstBytes: Buffer | undefined,
  headers: IncomingHttpHeaders = {},
): ImageRefusedError | undefined {
  const type = headers["content-type"] ?? "";
  const coding = headers["content-encoding"] ?? "identity";
  const html = /^\s*<(!doctype html|html|head|body)/i.test(firstBytes?.toString("latin1", 0, 64) ?? "");
  if (/^(text\/html|application\/xhtml)/i.test(type) || html)
    return refusedUrl(url, "the server sent a web page in its place", "RS_URL_HTML");
  return coding === "identity"
    ? undefined
    : refusedUrl(url, `the server sent it as ${coding.slice(0, 20)}, which was not asked for`, "RS_URL_CODING");
}

/** What to say of a connection that failed. */
export function whyNot(thrown: unknown, { at, total }: { readonly at: number; readonly total: number }): string {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (at === 0) return reason;
  return total === 0
    ? `the connection ended after ${at} bytes (${reason})`
    : `the server said ${total} bytes and sent ${at} (${reason})`;
}
