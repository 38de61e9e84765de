// Builds the stand-in CoreOS release, once, and keeps it in a cache: docs/stand-in.md says what it is.
//   node test/rack/standin/build.ts [--family coreos|flatcar] [--version 1010.5.0]
import { createHash } from "node:crypto";
import { cp, link, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { atomically, buildUnderLock, cacheFolder, exists, removeLeftovers } from "./cache.ts";
import { compressDisk, makeDisk, makeEsp } from "./disk.ts";
import { fetchKernel, installModules, kernelPackage, type KernelPackage } from "./kernel.ts";
import { makeKey, sign } from "./signing.ts";
import { packInitramfs, run, say } from "./tools.ts";
import { imageFolder, plantTree } from "./tree.ts";

export type Family = "coreos" | "flatcar";

export interface StandinOptions {
  family?: Family;
  version?: string;
}

export interface StandinRelease {
  folder: string; // the release's files, their .sig and version.txt
  key: string; // armoured public key that signed them
  version: string;
}

const DEFAULT_VERSION: Readonly<Record<Family, string>> = { coreos: "1010.5.0", flatcar: "4230.2.3" };

/** The release, from the cache or built now (about half a minute). Any number of processes may call this at once. */
export async function standinRelease(options: StandinOptions = {}): Promise<StandinRelease> {
  const family = options.family ?? "coreos";
  const version = options.version ?? DEFAULT_VERSION[family];
  const kernel = await kernelPackage();
  const home = join(cacheFolder(), `standin-${await inputsHash(kernel)}`);
  const release: StandinRelease = { folder: join(home, family, version), key: join(home, "key.asc"), version };
  if (!(await exists(release.folder)))
    await buildUnderLock(import.meta.filename, ["--family", family, "--version", version]);
  if (!(await exists(release.folder))) throw new Error(`the build ended well but ${release.folder} is not there`);
  const now = new Date();
  await utimes(home, now, now); // "in use", see removeStale
  return release;
}

/** What every stand-in is made of: kernel, live initramfs, EFI system partition, ROOT's tree. */
export const partsOf = (release: StandinRelease): string => join(release.folder, "../../parts");

/** What the files depend on: this folder's sources, the kernel's package and the packages whose programs go in. */
async function inputsHash(kernel: KernelPackage): Promise<string> {
  const hash = createHash("sha256").update(`${kernel.name} ${kernel.version}\n`);
  hash.update(await run("dpkg-query", ["--show", ...SOURCE_PACKAGES]));
  const names = (await readdir(import.meta.dirname, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/(\.test|vm)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !/^\/(fakes|iso)\//.test(name.slice(import.meta.dirname.length)))
    .sort();
  for (const name of names) hash.update(name.slice(import.meta.dirname.length)).update(await readFile(name));
  return hash.digest("hex").slice(0, 16);
}

const SOURCE_PACKAGES = [
  ...["busybox-static", "bash", "libc6", "wget", "curl", "gpgv", "bzip2", "lbzip2"],
  ...["util-linux", "net-tools", "coreutils", "findutils", "mount"],
  ...["shim-signed", "grub-efi-amd64-signed", "syslinux", "syslinux-common"],
];

// busybox's programs that start another one would start its own wget where GNU's is meant: so not busybox's.
const STARTERS = ["env", "nice", "nohup", "setsid", "timeout", "xargs"];
const PROGRAMS = ["bash", "curl", "wget", "ifconfig", ...STARTERS];
const INSTALLER_PROGRAMS = ["gpgv", "bzip2", "lbzip2", "lsblk", "blkid", "blockdev", "mount", "umount"];

/** Runs with the lock held. What another process finished meanwhile is not done again. */
async function build(family: Family, version: string): Promise<void> {
  const kernel = await kernelPackage();
  const home = join(cacheFolder(), `standin-${await inputsHash(kernel)}`);
  await removeLeftovers(cacheFolder());
  if (!(await exists(home))) await atomically(home, (temporary) => buildParts(kernel, temporary));
  const folder = join(home, family, version);
  if (!(await exists(folder))) {
    await mkdir(join(home, family), { recursive: true });
    await removeLeftovers(join(home, family));
    await atomically(folder, (temporary) => buildRelease(family, version, home, temporary));
  }
}

/** What every release shares: kernel, the larger part of the live system, ESP, ROOT's tree, the key. */
async function buildParts(wanted: KernelPackage, home: string): Promise<void> {
  const parts = join(home, "parts");
  const work = join(home, "work");
  await mkdir(parts, { recursive: true });
  say(`unpacking ${wanted.name} ${wanted.version}`);
  const kernel = await fetchKernel(wanted, join(work, "kernel"));
  await cp(kernel.image, join(parts, "vmlinuz"));
  const [storage, network] = [imageFolder("common/etc/modules-storage"), imageFolder("common/etc/modules-network")];

  say("packing the live system");
  await plantTree(join(work, "live"), { overlays: ["common", "live"], programs: [...PROGRAMS, ...INSTALLER_PROGRAMS] });
  await installModules(kernel, [storage, network], join(work, "live"));
  await packInitramfs(join(work, "live"), join(parts, "live.cpio.gz"));

  say("making the installed system's boot partition");
  await plantTree(join(work, "boot"), { overlays: ["common", "boot"], programs: [] });
  await mkdir(join(work, "boot/sysroot"));
  await installModules(kernel, [storage], join(work, "boot"));
  await packInitramfs(join(work, "boot"), join(work, "initrd"));
  await makeEsp(join(parts, "esp.img"), kernel.image, join(work, "initrd"));

  await plantTree(join(parts, "root"), { overlays: ["common", "root"], programs: PROGRAMS });
  await installModules(kernel, [network], join(parts, "root"));
  await makeKey(home);
  await rm(work, { recursive: true });
}

async function buildRelease(family: Family, version: string, home: string, folder: string): Promise<void> {
  say(`making ${family} ${version}`);
  const parts = join(home, "parts");
  const work = join(folder, "work");
  const file = (name: string): string => join(folder, `${family}_production_${name}`);
  await mkdir(work, { recursive: true });
  await writeFile(join(folder, "version.txt"), versionText(family, version));
  await link(join(parts, "vmlinuz"), file("pxe.vmlinuz"));

  // Two archives one after the other are one initramfs to the kernel: the release's own few files come second.
  const own = join(work, "own");
  await mkdir(join(own, "usr/bin"), { recursive: true });
  await mkdir(join(own, "usr/share/standin"), { recursive: true });
  await mkdir(join(own, "etc"));
  await writeFile(join(own, "etc/os-release"), osRelease(family, version));
  await cp(join(home, "key.gpg"), join(own, "usr/share/standin/image-key.gpg"));
  if (family === "flatcar") await symlink("coreos-install", join(own, "usr/bin/flatcar-install"));
  await packInitramfs(own, join(work, "own.cpio.gz"));
  await writeFile(
    file("pxe_image.cpio.gz"),
    await concatenated([join(parts, "live.cpio.gz"), join(work, "own.cpio.gz")]),
  );

  const root = join(work, "root");
  await run("cp", ["-a", join(parts, "root"), root]);
  await writeFile(join(root, "etc/os-release"), osRelease(family, version));
  const disk = file("image.bin");
  await makeDisk(disk, join(parts, "esp.img"), root);
  await compressDisk(folder, `${family}_production_image.bin`);
  await rm(work, { recursive: true });
  await sign([file("pxe.vmlinuz"), file("pxe_image.cpio.gz"), `${disk}.bz2`], join(home, "secret-key.asc"));
}

const concatenated = async (files: readonly string[]): Promise<Buffer> =>
  Buffer.concat(await Promise.all(files.map((file) => readFile(file))));

const osRelease = (family: Family, version: string): string =>
  `NAME="Stand-in for ${family}"\nID=${family}\nVERSION=${version}\nVERSION_ID=${version}\n`;

function versionText(family: Family, version: string): string {
  const [build = "", branch = "", patch = ""] = version.split(".");
  const prefix = family.toUpperCase();
  const values = { BUILD: build, BRANCH: branch, PATCH: patch, VERSION: version, VERSION_ID: version };
  return Object.entries(values)
    .map(([name, value]) => `${prefix}_${name}=${value}\n`)
    .join("");
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      family: { type: "string", default: "coreos" },
      version: { type: "string" },
      locked: { type: "boolean" },
    },
  });
  const family = values.family;
  if (family !== "coreos" && family !== "flatcar") throw new Error(`--family is coreos or flatcar, not ${family}`);
  const version = values.version ?? DEFAULT_VERSION[family];
  if (values.locked === true) await build(family, version);
  else console.log(JSON.stringify(await standinRelease({ family, version }), undefined, 2));
}
