import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type BundleParts, makeBundle } from "../../../image-build/bundle.ts";
import { type SigningKeys, signingKeys } from "../../../image-build/keys.ts";

/** Bundles made by this computer's own rauc, with keys of the test's own. */
export interface World {
  readonly folder: string;
  readonly keys: SigningKeys;
  readonly strangers: SigningKeys;
  /** Makes a bundle and gives its path. */
  bundle(name: string, parts?: Partial<BundleParts>): Promise<string>;
  /** A copy of a bundle with other bytes. */
  changed(name: string, from: string, change: (bytes: Buffer) => Buffer): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A slot that is no slot: rauc looks at bytes only. */
const SLOT_BYTES = 3_000_000;

export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "rackseed-update-"));
  await chmod(folder, 0o755);
  const keys = await signingKeys({}, join(folder, "keys"));
  const strangers = await signingKeys({}, join(folder, "strangers"));
  const slotImage = join(folder, "slot.img");
  await writeFile(slotImage, randomBytes(SLOT_BYTES));
  return {
    folder,
    keys,
    strangers,
    bundle: (name, parts = {}) =>
      makeBundle({
        slotImage,
        version: "0.2.0",
        build: "2026-12-01T00:00:00.000Z",
        notes: "Boots faster.\n更快。",
        keys,
        out: join(folder, name),
        ...parts,
      }),
    async changed(name, from, change) {
      const path = join(folder, name);
      await writeFile(path, change(await readFile(from)));
      return path;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A root folder as the card's system has it, running version 0.1.0 from slot A. */
export async function cardRoot(world: World, name: string): Promise<string> {
  const root = join(world.folder, name);
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), text);
  };
  await put(
    "etc/rackseed/release",
    "VERSION=0.1.0\nBUILD=2026-11-01T00:00:00.000Z\nFLAVOUR=plain\nCOMPATIBLE=rackseed-arm64\n",
  );
  await put("proc/cmdline", "console=ttyS1,115200 rs.slot=A rauc.slot=A rs.partuuid=52534531-02\n");
  await put("proc/sys/kernel/random/boot_id", "5c0ffee0-0000-4000-8000-000000000001\n");
  await put("etc/rauc/keyring.pem", await readFile(world.keys.keyring, "utf8"));
  for (const path of ["data/updates", "data/host", "run/rackseed/sticks/SANDISK"])
    await mkdir(join(root, path), { recursive: true });
  return root;
}
