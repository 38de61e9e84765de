// What every stand-in ISO is made of, built once: the installers' initramfs, and the system that they install, in pieces.
import { createReadStream, createWriteStream } from "node:fs";
import { cp, mkdir, open, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { makeDisk } from "../disk.ts";
import { fetchKernel, installModules, kernelPackage } from "../kernel.ts";
import { packInitramfs, run, say } from "../tools.ts";
import { imageFolder, plantProgram } from "../tree.ts";

export const PIECES = 6;

const overlay = (name: string): string => join(import.meta.dirname, "image", name);

/** `common` is the CoreOS stand-in's parts: kernel, live initramfs, EFI system partition, ROOT's tree. */
export async function buildParts(common: string, parts: string): Promise<void> {
  await mkdir(parts, { recursive: true });
  const work = join(parts, "work");
  await mkdir(work);
  await cp(join(common, "vmlinuz"), join(parts, "vmlinuz"));
  await buildInstaller(common, work, join(parts, "installer.cpio.gz"));
  await buildSystem(common, work, parts);
  await rm(work, { recursive: true });
}

/** Two archives one after the other are one initramfs to the kernel: the installers come behind the live system and replace its init. */
async function buildInstaller(common: string, work: string, archive: string): Promise<void> {
  say("packing the installers");
  const tree = join(work, "installer");
  for (const folder of ["usr/lib", "usr/lib64", "usr/bin", "usr/sbin"])
    await mkdir(join(tree, folder), { recursive: true });
  for (const name of ["bin", "sbin", "lib", "lib64"]) await symlink(`usr/${name}`, join(tree, name));
  await cp(overlay("installer"), tree, { recursive: true });
  for (const program of ["jq", "ignition-validate"]) await plantProgram(program, tree);
  const kernel = await fetchKernel(await kernelPackage(), join(work, "kernel"));
  const lists = ["storage", "network"].map((name) => imageFolder(`common/etc/modules-${name}`));
  await installModules(kernel, [...lists, overlay("installer/etc/modules-medium")], tree);
  await packInitramfs(tree, join(work, "own.cpio.gz"));
  await writeFile(archive, await concatenated([join(common, "live.cpio.gz"), join(work, "own.cpio.gz")]));
}

/** The installed system as one packed disk image: pieces/0 … pieces/5. */
async function buildSystem(common: string, work: string, parts: string): Promise<void> {
  say("making the system that the installers install");
  const root = join(work, "root");
  await run("cp", ["-a", join(common, "root"), root]);
  await cp(overlay("root"), root, { recursive: true });
  await plantProgram("jq", root);
  const disk = join(work, "disk");
  await makeDisk(disk, join(common, "esp.img"), root);
  const packed = join(parts, "system.gz");
  await pipeline(createReadStream(disk), createGzip({ level: 6 }), createWriteStream(packed));
  const { size } = await stat(packed);
  const piece = Math.ceil(size / PIECES);
  await using file = await open(packed);
  await mkdir(join(parts, "pieces"));
  for (let index = 0; index < PIECES; index++) {
    const start = index * piece;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(piece, size - start)), 0, null, start);
    await writeFile(join(parts, "pieces", String(index)), buffer.subarray(0, bytesRead));
  }
}

export interface Identity {
  readonly name: string; // NAME= of os-release, "Rocky Linux"
  readonly id: string;
  readonly version: string;
  readonly installer: "anaconda" | "debian" | "ubuntu" | "fcos";
  readonly variant?: string; // which of a medium's initramfs it is
}

/** The installers' initramfs for one release: it knows who it is by os-release. */
export async function releaseInitrd(parts: string, identity: Identity, initrd: string): Promise<void> {
  const own = `${initrd}.own`;
  await mkdir(join(own, "etc"), { recursive: true });
  const lines = {
    NAME: `"${identity.name}"`,
    ID: identity.id,
    VERSION: identity.version,
    VERSION_ID: identity.version,
    VARIANT_ID: identity.variant ?? "none",
    INSTALLER: identity.installer,
  };
  const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(own, "etc/os-release"), text.join(""));
  await packInitramfs(own, `${initrd}.cpio.gz`);
  await writeFile(initrd, await concatenated([join(parts, "installer.cpio.gz"), `${initrd}.cpio.gz`]));
  await rm(own, { recursive: true });
  await rm(`${initrd}.cpio.gz`);
}

const concatenated = async (files: readonly string[]): Promise<Buffer> =>
  Buffer.concat(await Promise.all(files.map((file) => readFile(file))));

/** Writes texts and copies files into a tree; a value that begins with / is a file to copy, all else is text. */
export async function plantFiles(tree: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(tree, name, ".."), { recursive: true });
    if (content.startsWith("/")) await cp(content, join(tree, name));
    else await writeFile(join(tree, name), content);
  }
}

export const SHIM = "/usr/lib/shim/shimx64.efi.signed";
export const MOK_MANAGER = "/usr/lib/shim/mmx64.efi.signed";
/** Asks for /grub/grub.cfg and nothing else: the GRUB that the rack's UEFI machines know (docs/virtual-rack.md). */
export const GRUB = "/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed";
export const ISOLINUX = "/usr/lib/ISOLINUX/isolinux.bin";
export const syslinuxModule = (name: string): string => `/usr/lib/syslinux/modules/bios/${name}`;
