import { statfs } from "node:fs/promises";

import type { Storage } from "../http/needs-trash.ts";
import { type ImageService, RESERVE } from "../images/service.ts";
import type { Uploads } from "../images/uploads.ts";
import type { Trash } from "../trash/service.ts";

/** How full the card is that holds the data folder. */
export async function storageOf(
  data: string,
  { images, uploads, trash }: { readonly images: ImageService; readonly uploads: Uploads; readonly trash: Trash },
): Promise<Storage> {
  const [{ blocks, bavail, bsize }, sending] = await Promise.all([statfs(data), uploads.list()]);
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  return {
    total: blocks * bsize,
    free: bavail * bsize,
    reserve: RESERVE,
    images: sum(images.list().map(({ state, bytes }) => (state === "ready" ? bytes : 0))),
    uploads: sum(sending.map(({ offset }) => offset)),
    trash: sum(trash.list().map(({ bytes }) => bytes)),
  };
}
