import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createZstdDecompress } from "node:zlib";
import { AppError } from "../errors.ts";
import { FORMAT, isEntryName, type Manifest, manifestSchema, MOST_MANIFEST } from "./manifest.ts";
import { readTar, TarError, type TarPiece } from "./tar.ts";

/** A database of 10,000 machines with all their events has some 100 MB; a file that unpacks to more than this is no backup. */
export const MOST_BYTES = 2 * 1024 ** 3;

/**
 * Unpacks a backup into an empty folder, checking every byte: order, names, sizes and sums are those of the manifest. Throws
 * an AppError that says what is wrong with the file; what was unpacked until then is the caller's to throw away.
 */
export async function unpackBackup(path: string, folder: string, most = MOST_BYTES): Promise<Manifest> {
  const source = createReadStream(path);
  const plain = createZstdDecompress();
  source.on("error", (error) => plain.destroy(error));
  try {
    return await unpack(source.pipe(plain), folder, most);
  } catch (error) {
    throw refusalOf(error);
  } finally {
    source.destroy();
    plain.destroy();
  }
}

async function unpack(plain: AsyncIterable<Buffer>, folder: string, most: number): Promise<Manifest> {
  let manifest: Manifest | undefined;
  let head = Buffer.alloc(0);
  let next = 0;
  let file: { handle: FileHandle; hash: Hash } | undefined;
  try {
    for await (const piece of readTar(plain)) {
      if (manifest === undefined) {
        if (piece.name !== "manifest.json" || piece.size > MOST_MANIFEST)
          throw refused("it does not begin with a manifest");
        head = Buffer.concat([head, piece.bytes]);
        if (piece.last) manifest = readManifest(head, most);
        continue;
      }
      const wanted = manifest.entries[next];
      if (wanted?.name !== piece.name || wanted.size !== piece.size)
        throw refused(`it holds ${JSON.stringify(piece.name.slice(0, 100))}, which its manifest does not say`);
      file ??= await begin(folder, piece);
      await file.handle.write(piece.bytes);
      file.hash.update(piece.bytes);
      if (!piece.last) continue;
      if (file.hash.digest("hex") !== wanted.sha256) throw refused(`${piece.name} in it is not what was saved`);
      await file.handle.sync();
      await file.handle.close();
      file = undefined;
      next++;
    }
  } finally {
    await file?.handle.close();
  }
  if (manifest === undefined || next < manifest.entries.length) throw refused("it ends early; copy it again");
  return manifest;
}

async function begin(folder: string, { name }: TarPiece): Promise<{ handle: FileHandle; hash: Hash }> {
  const path = join(folder, name); // isEntryName() was asked when the manifest was read
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return { handle: await open(path, "wx", 0o600), hash: createHash("sha256") };
}

function readManifest(bytes: Buffer, most: number): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw refused("its manifest is damaged");
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === "number" && format !== FORMAT)
    throw refused(`it is of format ${format}, and this Rackseed reads format ${FORMAT}. Use the version that made it`);
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw refused("its manifest is damaged");
  const { entries } = parsed.data;
  const names = entries.map(({ name }) => name);
  const strange = names.find((name) => !isEntryName(name));
  if (strange !== undefined) throw refused(`it holds ${JSON.stringify(strange)}, which no backup has`);
  if (new Set(names).size !== names.length) throw refused("it holds a file twice");
  if (!names.includes("rackseed.db") || !names.includes("leases.db")) throw refused("its databases are missing");
  if (entries.reduce((sum, { size }) => sum + size, 0) > most)
    throw refused(`it would unpack to more than ${Math.round(most / 1e6).toLocaleString("en")} MB`);
  return parsed.data;
}

const refused = (because: string): AppError =>
  new AppError("RS_BACKUP_INVALID", 422, `This backup cannot be used: ${because}. Nothing was changed.`);

function refusalOf(error: unknown): unknown {
  if (error instanceof TarError)
    return refused(error.message === "ends early" ? "it ends early; copy it again" : `it ${error.message}`);
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "Z_BUF_ERROR" || code === "ERR_ZSTD_ERROR_srcSize_wrong") return refused("it ends early; copy it again");
  if (code.startsWith("ZSTD_") || code.startsWith("ERR_ZSTD") || code.startsWith("Z_"))
    return refused("it is damaged, or no backup at all");
  return error;
}
