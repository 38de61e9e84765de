import { HttpError } from "./errors.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** One page of a list. The cursor names the last item of the page before, so that new items do not shift the pages. */
export function pageOf<T>(
  all: readonly T[],
  key: (item: T) => string,
  query: { limit: number; cursor?: string | undefined },
): Page<T> {
  const start = query.cursor === undefined ? 0 : after(all, key, query.cursor);
  const items = all.slice(start, start + query.limit);
  const last = items.at(-1);
  if (last === undefined || start + items.length >= all.length) return { items };
  return { items, next: Buffer.from(key(last), "utf8").toString("base64url") };
}

function after<T>(all: readonly T[], key: (item: T) => string, cursor: string): number {
  const wanted = Buffer.from(cursor, "base64url").toString("utf8");
  const index = all.findIndex((item) => key(item) === wanted);
  if (index === -1)
    throw new HttpError("RS_CURSOR_GONE", 400, "The list has changed under this cursor. Begin again without one.");
  return index + 1;
}
