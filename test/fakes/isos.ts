// Small ISOs, made by xorriso as vendors make theirs, and hostile ones, made from these by changing bytes.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface IsoShape {
  /** Path → text or bytes. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Path → what the link says. */
  readonly links?: Readonly<Record<string, string>>;
  readonly label?: string;
  /** "rock": Rock Ridge and Joliet, as every installer has. "joliet" and "plain" have no Rock Ridge. */
  readonly names?: "rock" | "joliet" | "plain";
  /** Boot image for UEFI, one of `files`. */
  readonly uefi?: string;
  /** What mkisofs is told of the boot image for BIOS; it comes before the one for UEFI. */
  readonly boot?: readonly string[];
  readonly more?: readonly string[];
}

/** Makes an ISO of these files; the tree it is made from lies in `<iso>.tree`. */
export function makeIso(iso: string, shape: IsoShape): string {
  const tree = `${iso}.tree`;
  mkdirSync(tree, { recursive: true });
  for (const [path, content] of Object.entries(shape.files ?? {})) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  for (const [path, target] of Object.entries(shape.links ?? {})) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    symlinkSync(target, join(tree, path));
  }
  return isoOfFolder(iso, tree, shape);
}

export function isoOfFolder(iso: string, tree: string, shape: Omit<IsoShape, "files" | "links"> = {}): string {
  const names = { rock: ["-R", "-J", "-joliet-long"], joliet: ["--norock", "-J", "-joliet-long"], plain: ["--norock"] };
  const uefi = shape.uefi === undefined ? [] : ["-eltorito-alt-boot", "-e", shape.uefi, "-no-emul-boot"];
  xorriso(
    ...["-as", "mkisofs", "-iso-level", "3", ...names[shape.names ?? "rock"], "-V", shape.label ?? "TEST"],
    ...[...(shape.boot ?? []), ...uefi, ...(shape.more ?? []), "-o", iso, tree],
  );
  return iso;
}

/** Every file is stored compressed (trust 4.84). */
export function makeZisofs(iso: string, folder: string): string {
  xorriso("-outdev", iso, "-map", folder, "/", "-set_filter_r", "--zisofs", "/", "--", "-commit");
  return iso;
}

function xorriso(...args: string[]): void {
  execFileSync("xorriso", ["-no_rc", ...args], { stdio: ["ignore", "ignore", "pipe"] });
}

export const SECTOR = 2048;

/** A copy with other bytes. */
export function patched(iso: string, to: string, change: (bytes: Buffer) => Buffer | undefined): string {
  const bytes = readFileSync(iso);
  writeFileSync(to, change(bytes) ?? bytes);
  return to;
}

// Directory record, ECMA-119 §9.1: length · … · extent (2, both orders) · size (10) · … · flags (25) · … · name length (32) · name
export function recordOf(bytes: Buffer, name: string): number {
  const wanted = Buffer.from(name, "latin1");
  for (let at = 18 * SECTOR; at < Math.min(bytes.length, 200 * SECTOR); at += 1) {
    const here = bytes[at + 32] === wanted.length && bytes.subarray(at + 33, at + 33 + wanted.length).equals(wanted);
    if (here && (bytes[at] ?? 0) >= 33 + wanted.length && bytes.readUInt32LE(at + 2) === bytes.readUInt32BE(at + 6)) {
      return at;
    }
  }
  throw new Error(`no directory record of ${name}`);
}

export const extentOf = (bytes: Buffer, record: number): number => bytes.readUInt32LE(record + 2);

export function writeBoth(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32LE(value, at);
  bytes.writeUInt32BE(value, at + 4);
}

/** The extent of the root folder, in the primary volume descriptor. */
export const rootExtent = (bytes: Buffer): number => extentOf(bytes, 16 * SECTOR + 156);

/** Rock Ridge's name (NM) of a record: signature · length · version · flags · name. Same length, so that nothing moves. */
export function renameRock(bytes: Buffer, from: string, to: string | Buffer): void {
  const name = Buffer.from(to as string, "latin1");
  const wanted = Buffer.concat([Buffer.from("NM"), Buffer.from([from.length + 5, 1, 0]), Buffer.from(from, "latin1")]);
  const at = bytes.indexOf(wanted);
  if (at < 0 || name.length !== from.length) throw new Error(`no Rock Ridge name ${from} of that length`);
  name.copy(bytes, at + 5);
}

/** An ISO with zeros in it, kept as holes: a file over 4 GiB costs a few seconds and no disk. */
export function makeSparseIso(iso: string, tree: string): string {
  const make = `xorriso -as mkisofs -iso-level 3 -R -V BIG -o - "$1" 2>/dev/null | dd of="$2" bs=1M iflag=fullblock conv=sparse status=none`;
  execFileSync("bash", ["-o", "pipefail", "-c", make, "bash", tree, iso], { stdio: ["ignore", "ignore", "inherit"] });
  return iso;
}
