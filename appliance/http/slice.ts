import type { IncomingMessage } from "node:http";

import { AppError } from "../errors.ts";

/** RFC 9110 §14.4. The length of the body must be that of the range: half a slice is told by a connection that breaks. */
export function sliceOf({ headers }: IncomingMessage): { start: number; size: number | undefined } {
  const length = headers["content-length"] === undefined ? undefined : Number(headers["content-length"]);
  const range = headers["content-range"];
  if (range === undefined) return { start: 0, size: length };
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(range);
  const [start, end, size] = (match ?? []).slice(1).map(Number);
  if (start === undefined || end === undefined || size === undefined || start > end || end >= size) {
    throw new AppError("RS_UPLOAD_RANGE", 400, "Write Content-Range as bytes FIRST-LAST/SIZE.", "Content-Range");
  }
  if (length !== undefined && length !== end - start + 1) {
    throw new AppError(
      "RS_UPLOAD_RANGE",
      400,
      `The range has ${end - start + 1} bytes and the body ${length}.`,
      "Content-Range",
    );
  }
  return { start, size };
}
