/** A stretch of a representation: first byte included, end excluded. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a GET for a representation gets (RFC 9110 §13.2, §14.2). */
export type Selection =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly part: Stretch }
  | { readonly kind: "parts"; readonly parts: readonly Stretch[] }
  | { readonly kind: "unsatisfiable" }
  | { readonly kind: "not-modified" }
  | { readonly kind: "precondition-failed" };

export interface Asked {
  readonly method: string;
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
}

export interface Representation {
  readonly size: number;
  /** Strong, without quotes. */
  readonly etag: string;
  readonly lastModified?: Date | undefined;
}

/** More parts than this after coalescing, and the whole is cheaper for both sides (RFC 9110 §14.2 lets a server ignore Range). */
const MOST_PARTS = 16;
/** A gap smaller than the head of a part is sent rather than skipped. */
const SMALLEST_GAP = 80;

/** The order is RFC 9110 §13.2.2: If-Match, If-None-Match or If-Modified-Since, then Range guarded by If-Range. */
export function select(asked: Asked, what: Representation): Selection {
  if (asked.ifMatch !== undefined && !listsTag(asked.ifMatch, what.etag, "strong"))
    return { kind: "precondition-failed" };
  if (asked.ifNoneMatch !== undefined) {
    if (listsTag(asked.ifNoneMatch, what.etag, "weak")) return { kind: "not-modified" };
  } else if (unmodifiedSince(asked.ifModifiedSince, what.lastModified)) {
    return { kind: "not-modified" };
  }
  // Range is defined for GET only. A weak tag or a date in If-Range cannot prove that the bytes are the same: whole.
  const ifRangeHolds = asked.ifRange === undefined || asked.ifRange.trim() === `"${what.etag}"`;
  if (asked.range === undefined || asked.method !== "GET" || !ifRangeHolds) return { kind: "whole" };
  return selectRange(asked.range, what.size);
}

function selectRange(header: string, size: number): Selection {
  const asked = parseRange(header, size);
  if (asked === undefined) return { kind: "whole" };
  const parts = coalesce(asked.filter((part) => part.start < part.end));
  const [first] = parts;
  if (first === undefined) return { kind: "unsatisfiable" };
  if (parts.length === 1) return { kind: "part", part: first };
  return parts.length > MOST_PARTS ? { kind: "whole" } : { kind: "parts", parts };
}

/** undefined when the header is not a valid byte range set: it is then ignored (§14.2). An empty stretch is unsatisfiable. */
function parseRange(header: string, size: number): Stretch[] | undefined {
  const set = /^\s*bytes=(.*)$/i.exec(header)?.[1];
  if (set === undefined) return undefined;
  const parts: Stretch[] = [];
  for (const spec of set.split(",")) {
    const match = /^[ \t]*([0-9]*)-([0-9]*)[ \t]*$/.exec(spec);
    const part = match === null ? undefined : stretchOf(match[1] ?? "", match[2] ?? "", size);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

function stretchOf(first: string, last: string, size: number): Stretch | undefined {
  if (first === "") {
    if (last === "") return undefined;
    return { start: Math.max(0, size - Number(last)), end: size }; // the last N bytes
  }
  if (last !== "" && Number(last) < Number(first)) return undefined;
  return { start: Math.min(Number(first), size), end: last === "" ? size : Math.min(Number(last) + 1, size) };
}

function coalesce(parts: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && part.start - last.end < SMALLEST_GAP) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, part.end) };
    } else {
      merged.push(part);
    }
  }
  return merged;
}

/** Whether a list of entity tags names this one. "*" names every one. A weak tag never matches strongly (§8.8.3.2). */
export function listsTag(list: string, etag: string, comparison: "strong" | "weak"): boolean {
  if (list.trim() === "*") return true;
  return list.split(",").some((entry) => {
    const tag = entry.trim();
    return (comparison === "weak" ? tag.replace(/^W\//, "") : tag) === `"${etag}"`;
  });
}

function unmodifiedSince(header: string | undefined, lastModified: Date | undefined): boolean {
  if (header === undefined || lastModified === undefined) return false;
  const since = Date.parse(header);
  return Number.isFinite(since) && Math.floor(lastModified.getTime() / 1000) * 1000 <= since;
}
