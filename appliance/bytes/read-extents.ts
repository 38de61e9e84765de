import { type Extent, placesOf } from "./content.ts";

/** What is read from: a node:fs FileHandle. */
interface Source {
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
}

/** The bytes [start, end) of a content, wherever they lie. */
export async function readExtents(
  source: Source,
  extents: readonly Extent[],
  start: number,
  end: number,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(end - start); // a cache may keep it: no share of a common pool
  let done = 0;
  for (const place of placesOf(extents, start, end)) {
    const until = done + place.size;
    let at = place.start;
    while (done < until) {
      const { bytesRead } = await source.read(bytes, done, until - done, at);
      if (bytesRead === 0) throw new Error(`the file ends at byte ${at}, too early`);
      done += bytesRead;
      at += bytesRead;
    }
  }
  if (done < bytes.length) throw new Error(`the file ends ${bytes.length - done} bytes too early`);
  return bytes;
}
