import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { createZstdCompress } from "node:zlib";
import type { Manifest } from "./manifest.ts";
import { TAR_END, tarHeader, tarPadding } from "./tar.ts";

/** What stands in the manifest beside the entries. */
export type About = Omit<Manifest, "entries">;

/** Writes an entry's content into the folder where a backup is put together. */
export async function putEntry(folder: string, name: string, content: string | Buffer): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, content, { mode: 0o600 });
}

/** The backup file, byte by byte: tar.zst with the manifest in front. `names` lie in `folder`. */
export async function packBackup(folder: string, names: readonly string[], about: About): Promise<Readable> {
  const entries: Manifest["entries"] = [];
  for (const name of names) {
    const path = join(folder, name);
    entries.push({ name, size: (await stat(path)).size, sha256: await sha256Of(path) });
  }
  const manifest = Buffer.from(`${JSON.stringify({ ...about, entries } satisfies Manifest, undefined, 2)}\n`);
  const mtime = Math.max(0, Math.floor(Date.parse(about.created) / 1000));

  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.concat([tarHeader("manifest.json", manifest.length, mtime), manifest, tarPadding(manifest.length)]);
    for (const { name, size } of entries) {
      yield tarHeader(name, size, mtime);
      for await (const chunk of createReadStream(join(folder, name))) yield chunk as Buffer;
      yield tarPadding(size);
    }
    yield TAR_END;
  }
  const packed = createZstdCompress();
  const source = Readable.from(bytes(), { objectMode: false });
  source.on("error", (error) => packed.destroy(error));
  return source.pipe(packed);
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
