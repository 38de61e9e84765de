import { InvalidValueError } from "../net/invalid-value.ts";
import type { Mac } from "../net/mac.ts";

/** A kind of system that is installed in one way. `rhel` is the whole family from CentOS to Oracle, and Fedora. */
export type Family = "coreos" | "flatcar" | "fedora-coreos" | "rhel" | "debian" | "ubuntu" | "opensuse" | "generic";

export const FAMILIES: readonly Family[] = [
  "coreos",
  "flatcar",
  "fedora-coreos",
  "rhel",
  "debian",
  "ubuntu",
  "opensuse",
  "generic",
];

/** What recognising looks at: names and a few small texts, never the bytes of the rest. */
export interface Medium {
  /** An ISO is a tree; a folder holds the files of one release side by side. */
  readonly kind: "iso" | "folder";
  /** The name it came by, without the folders above it: "Rocky-9.4-x86_64-dvd.iso", "1010.5.0". */
  readonly fileName: string;
  /** Files and links by their path without a leading slash, spelt as on the medium. */
  readonly paths: readonly string[];
  /** A small text file (at most 64 KiB of it), by a path spelt in any case. Only what `TEXTS` lists can be asked for. */
  text(path: string): string | undefined;
  /** Volume label of an ISO. */
  readonly label: string | undefined;
  /** What the boot catalog (El Torito) of an ISO offers. */
  readonly boots: { readonly bios: boolean; readonly uefi: boolean };
}

/** The small files that recognisers read, by their paths in lower case. */
export const TEXTS: readonly string[] = [
  ".treeinfo",
  "treeinfo",
  ".discinfo",
  "media.repo",
  ".disk/info",
  "media.1/media",
  "media.1/products",
  "coreos/features.json",
  "coreos/igninfo.json",
  "coreos/kargs.json",
  "version.txt",
];

/** What is known of one release: facts, kept with its image as JSON. Paths are those of its files or its tree; one with a slash in front is the appliance's own (Debian's network installer, boot/loaders.ts). */
export interface Release {
  readonly family: Family;
  /** As the medium calls itself: "Rocky Linux 9.4". */
  readonly title: string;
  /** The maker within the family, in lower case: "rocky", "centos", "debian" … */
  readonly distribution: string;
  /** As the medium says it: "9.4", "12.5.0", "24.04.1". Empty when it says nothing. */
  readonly version: string;
  /** Its first number, 0 when there is none: what kernel arguments and lint go by (el6 … el10, Debian 12, Ubuntu 24). */
  readonly major: number;
  readonly arch: "x86_64" | "aarch64";
  readonly boots: { readonly bios: boolean; readonly uefi: boolean; readonly secureBoot: boolean };
  /** Absent for a medium that nobody knows: then the profile names them. */
  readonly kernel?: string;
  readonly initrds: readonly string[];
  /** shim, GRUB and their helpers on this very medium: the name that firmware asks for (lower case) → path. */
  readonly loaders: Readonly<Record<string, string>>;
  /** Memory (MiB) that a machine needs to be installed from here by HTTP. */
  readonly memory: number;
  /** Files that are written to a disk as they are (`coreos-install`): their bytes are the progress. */
  readonly diskImages: readonly string[];
  /** Package repositories in the tree, the first is the main one; `path` is "" for the tree itself. */
  readonly repositories: readonly { readonly name: string; readonly path: string; readonly addOn?: boolean }[];
  /** What else its family needs to find again: { stage2: "images/install.img" }, { rootfs: … }, { iso: … }. */
  readonly extras: Readonly<Record<string, string>>;
}

export type Recognised =
  | { readonly kind: "recognised"; readonly release: Release }
  | { readonly kind: "incomplete"; readonly family: Family; readonly reason: string }
  | { readonly kind: "stranger" };

/** Automatic: the machine installs itself by its answer file. Manual: nothing is wiped by itself; the system runs in memory (row F14), or its installer asks a person at the console (row F5). */
export type Flow = "manual" | "automatic";

/** Everything that kernel arguments depend on. URLs have no slash at the end. */
export interface BootRequest {
  readonly release: Release;
  readonly flow: Flow;
  /** The appliance: "http://10.77.0.1". */
  readonly base: string;
  /** The image's tree or folder: "http://10.77.0.1/rocky-9.4". */
  readonly tree: string;
  /** Where this run's answer files are: "http://10.77.0.1/answers/<token>". Only with flow "automatic". */
  readonly answers: string | undefined;
  readonly mac: Mac;
  readonly disk: string;
  /** Where installers may send their syslog, when the appliance listens. */
  readonly syslog: { readonly host: string; readonly port: number } | undefined;
  /** From the profile; ours come behind them unless a family says otherwise. */
  readonly kernelArgs: readonly string[];
}

/** The language of a family's answer files. `none`: it has none that we know. */
export type AnswerKind = "cloud-config" | "kickstart" | "preseed" | "autoinstall" | "ignition" | "none";

export interface System {
  readonly family: Family;
  readonly answers: AnswerKind;
  recognise(medium: Medium): Recognised;
  kernelArgs(boot: BootRequest): readonly string[];
  /**
   * What sending this file of the image means for a run. `image`: it is written to the disk as it is. `packages`: the installer has
   * begun to write (packages come after partitioning). `other`: kernel, second stage, metadata.
   */
  role(release: Release, path: string): FileRole;
}

export type FileRole = "image" | "packages" | "other";

/** The profile's arguments, checked, each once: they stand in front of ours. */
export function argsBefore({ kernelArgs }: BootRequest): readonly string[] {
  kernelArgs.forEach(refuseBrokenArg);
  return [...new Set(kernelArgs)];
}

/** A kernel argument is one word. How each boot loader quotes it is the loader's affair. */
export function refuseBrokenArg(arg: string): void {
  if (/^[\x21-\x7e]+$/.test(arg)) return;
  throw new InvalidValueError(
    "kernel argument",
    arg,
    "Write one word of visible ASCII per argument, e.g. console=ttyS0.",
  );
}
