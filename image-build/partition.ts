// File systems made out of folders, without mounting anything.
import { readdir, stat, truncate, writeFile } from "node:fs/promises";
import path from "node:path";

import { SOURCE_DATE_EPOCH } from "./base.ts";
import { run } from "./run.ts";
import { sortedTree } from "./tree-files.ts";

export const MIB = 1024 * 1024;

/** ext4 with the same bits for the same content. `options` are mke2fs' own. */
export async function ext4(
  file: string,
  bytes: number,
  folder: string,
  name: string,
  uuid: string,
  options: readonly string[],
): Promise<void> {
  await writeFile(file, "");
  await truncate(file, bytes);
  const extended = `hash_seed=${uuid},root_owner=0:0,lazy_itable_init=0,lazy_journal_init=0,nodiscard`;
  await run(
    "mke2fs",
    [
      ...["-q", "-t", "ext4", "-b", "4096", "-I", "256", "-L", name, "-U", uuid, "-E", extended, "-d", folder],
      ...options,
      file,
    ],
    { env: { E2FSPROGS_FAKE_TIME: SOURCE_DATE_EPOCH, SOURCE_DATE_EPOCH } },
  );
  // mke2fs 1.47 copies the change time of the files, which nobody can set.
  const times = ["/", "/lost+found", ...(await sortedTree(folder)).map((entry) => `/${entry}`)].flatMap((entry) =>
    ["atime", "mtime", "ctime", "crtime"].map((field) => `sif "${entry}" ${field} @${SOURCE_DATE_EPOCH}`),
  );
  await run("debugfs", ["-w", "-f", "-", file], {
    input: `${times.join("\n")}\n`,
    env: { E2FSPROGS_FAKE_TIME: SOURCE_DATE_EPOCH },
  });
}

export async function fat32(file: string, bytes: number, folder: string, name: string, id: string): Promise<void> {
  await writeFile(file, "");
  await truncate(file, bytes);
  await run("mkfs.vfat", ["-F", "32", "-n", name, "-i", id, "--invariant", file]);
  const entries = (await readdir(folder)).toSorted().map((entry) => path.join(folder, entry));
  await run("mcopy", ["-s", "-m", "-i", file, ...entries, "::/"]);
}

export const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;
