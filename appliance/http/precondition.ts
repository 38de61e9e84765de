import { AppError } from "../errors.ts";
import { listsTag } from "./ranges.ts";

/** If-Match: two people who edit the same record must not overwrite each other unawares. */
export function checkUnchanged(ifMatch: string | undefined, etag: string | undefined): void {
  if (ifMatch === undefined) return;
  if (etag === undefined || !listsTag(ifMatch, etag, "strong")) {
    throw new AppError(
      "RS_RECORD_CHANGED",
      412,
      "Someone else has changed this since you read it. Read it again, then save.",
    );
  }
}
