import { execFile } from "node:child_process";
import { chmod, copyFile, link, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type DataSchemas, ownSchemas, writeSchemas } from "../appliance/update/schemas.ts";
import { type SigningKeys, signingKeys } from "./keys.ts";

const run = promisify(execFile);

export interface BundleParts {
  /** The raw image of one slot: kernel, initramfs and root file system. It is not changed. */
  readonly slotImage: string;
  /** As in package.json; compared with the running one by appliance/update/version.ts. */
  readonly version: string;
  /** The .raucb file to make; one that is there is replaced. */
  readonly out: string;
  /** Which devices may take it: rackseed-arm64 (what it says in their /etc/rackseed/release), or that of another flavour. */
  readonly compatible?: string;
  /** Release notes, shown to the person who decides: plain text, at most a page. */
  readonly notes?: string;
  /** When the source was made, ISO 8601: tells two builds of one version apart. The same as BUILD= in the release file. */
  readonly build?: string;
  /** Signs; absent: those of signingKeys(). */
  readonly keys?: SigningKeys;
  /** Which data this release writes and which releases can read that; absent: those of this source. */
  readonly schemas?: DataSchemas;
}

export const COMPATIBLE = "rackseed-arm64";

/**
 * Makes a signed RAUC bundle in verity format out of a slot's image, with the rauc of this computer (1.8 or newer), and returns
 * the path. The manifest carries version, release notes and the numbers of the data's schemas. Throws with rauc's own words.
 */
export async function makeBundle({
  slotImage,
  version,
  out,
  compatible = COMPATIBLE,
  notes = "",
  build = "",
  keys,
  schemas = ownSchemas(),
}: BundleParts): Promise<string> {
  const signer = keys ?? (await signingKeys());
  await mkdir(dirname(out), { recursive: true });
  const folder = await mkdtemp(join(dirname(out), ".bundle-"));
  try {
    const content = join(folder, "content");
    await mkdir(content);
    await takeFile(slotImage, join(content, "slot.img"));
    const manifest = [
      "[update]",
      `compatible=${compatible}`,
      `version=${version}`,
      `description=${escaped(notes)}`,
      // rauc 1.8 drops [meta.*] sections, so that the numbers stand here.
      `build=${escaped([build, writeSchemas(schemas)].filter((part) => part !== "").join(" "))}`,
      "[bundle]",
      "format=verity",
      "[image.system]",
      "filename=slot.img",
      "",
    ];
    await writeFile(join(content, "manifest.raucm"), manifest.join("\n"));
    const fresh = join(folder, basename(out));
    const { certificate, key, keyring } = signer;
    const signing = ["--cert", certificate, "--key", key, "--keyring", keyring];
    // What is in the slot is compressed already; zstd only takes its empty blocks away.
    const squash = "--mksquashfs-args=-comp zstd -Xcompression-level 3 -b 256K";
    await run("rauc", ["bundle", ...signing, squash, content, fresh]);
    await rename(fresh, out);
    return out;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes into a slot's root file system which bundles it takes: the keyring, and its own kind of device. */
export async function writeTrust(root: string, keys: SigningKeys, compatible: string): Promise<void> {
  const folder = join(root, "etc/rauc");
  await mkdir(folder, { recursive: true });
  await copyFile(keys.keyring, join(folder, "keyring.pem"));
  await chmod(join(folder, "keyring.pem"), 0o644);
  const config = join(folder, "system.conf");
  const text = await readFile(config, "utf8");
  if (!/^compatible=.*$/m.test(text)) throw new Error(`${config} has no line compatible=`);
  await writeFile(config, text.replace(/^compatible=.*$/m, `compatible=${compatible}`));
}

/** A GKeyFile's value is one line. */
const escaped = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll("\r", "")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replace(/^ /, "\\s");

/** A second name costs nothing; on another file system it is a copy. */
async function takeFile(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}
