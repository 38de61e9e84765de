// Builds stand-in ISOs with the layouts of real ones, once each, and keeps them in a cache: docs/stand-in.md says what they are.
//   node test/rack/standin/iso/build.ts [--kind rhel9]
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, utimes } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { partsOf, standinRelease } from "../build.ts";
import { atomically, buildUnderLock, cacheFolder, exists, removeLeftovers } from "../cache.ts";
import { run, say } from "../tools.ts";
import { implantChecksum, masterIso } from "./master.ts";
import { buildParts } from "./parts.ts";
import { KINDS, type IsoKind } from "./kinds.ts";

export interface StandinIso {
  readonly kind: IsoKind;
  readonly path: string;
  readonly label: string;
  /** As its os-release has it: "9.4". */
  readonly version: string;
  /** The tree that the ISO was made from, for servers that serve files and not ISOs. */
  readonly tree: string;
}

/** The ISO, from the cache or built now. Any number of processes may call this at once. */
export async function standinIso(kind: IsoKind): Promise<StandinIso> {
  const home = await homeOf();
  const { fileName, label, version } = KINDS[kind];
  const iso = { kind, path: join(home, kind, fileName), label, version, tree: join(home, kind, "tree") };
  if (!(await exists(join(home, kind)))) await buildUnderLock(import.meta.filename, ["--kind", kind]);
  if (!(await exists(iso.path))) throw new Error(`the build ended well but ${iso.path} is not there`);
  const now = new Date();
  await utimes(home, now, now); // "in use", see removeLeftovers
  return iso;
}

const SOURCE_PACKAGES = ["jq", "ignition", "xorriso", "isolinux", "isomd5sum", "shim-signed", "grub-efi-amd64-signed"];

/** What the files depend on: the CoreOS stand-in's parts, this folder's sources, the packages that go in. */
async function homeOf(): Promise<string> {
  const common = basename(join(partsOf(await standinRelease()), ".."));
  const hash = createHash("sha256").update(common);
  hash.update(await run("dpkg-query", ["--show", ...SOURCE_PACKAGES]));
  const names = (await readdir(import.meta.dirname, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/(\.test|boots?|host|static-server)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !name.startsWith(join(import.meta.dirname, "fakes")))
    .sort();
  for (const name of names) hash.update(name.slice(import.meta.dirname.length)).update(await readFile(name));
  return join(cacheFolder(), `standin-iso-${hash.digest("hex").slice(0, 16)}`);
}

/** Runs with the lock held. What another process finished meanwhile is not done again. */
async function build(kind: IsoKind): Promise<void> {
  const home = await homeOf();
  await removeLeftovers(cacheFolder());
  if (!(await exists(home))) {
    const common = partsOf(await standinRelease());
    await atomically(home, (temporary) => buildParts(common, join(temporary, "parts")));
  }
  await removeLeftovers(home);
  if (!(await exists(join(home, kind)))) await atomically(join(home, kind), (folder) => buildIso(kind, home, folder));
}

async function buildIso(kind: IsoKind, home: string, folder: string): Promise<void> {
  say(`making the ISO ${kind}`);
  const { plant, fileName, checksum } = KINDS[kind];
  const tree = join(folder, "tree");
  await mkdir(tree);
  const mastering = await plant(join(home, "parts"), tree);
  const iso = join(folder, `${fileName}.part`);
  await masterIso(tree, iso, mastering);
  if (checksum === true) await implantChecksum(iso);
  await rename(iso, join(folder, fileName));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { kind: { type: "string" }, locked: { type: "boolean" } } });
  const kinds = Object.keys(KINDS).filter((name) => values.kind === undefined || name === values.kind) as IsoKind[];
  if (kinds.length === 0)
    throw new Error(`--kind is one of ${Object.keys(KINDS).join(", ")}, not ${String(values.kind)}`);
  for (const kind of kinds) {
    if (values.locked === true) await build(kind);
    else console.log(JSON.stringify(await standinIso(kind), undefined, 2));
  }
}
