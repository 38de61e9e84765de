import type { BootArch } from "./architecture.ts";

/** One loader: the names that firmware asks for it by, and where Debian keeps it. The first path that exists counts. */
export interface Loader {
  readonly names: readonly string[];
  readonly arch: BootArch;
  readonly package: string;
  readonly paths: readonly string[];
}

const INSTALLER = (version: number, arch: string): string =>
  `usr/lib/debian-installer/images/${version}/${arch}/text/debian-installer/${arch}`;

/** Out of debian-installer-<release>-netboot-<arch>, whose packages exist on every architecture, the newest first. */
const netboot = (arch: string, file: string): string[] =>
  [13, 12].map((version) => `${INSTALLER(version, arch)}/${file}`);

/**
 * shim and GRUB of one architecture come from one place: shim only starts a GRUB that its own key has signed. An x64
 * appliance takes x64's from the packages for Secure Boot; on a Pi with a Debian of its own these do not exist, and the
 * installer's take over. The card's image has both architectures' packages for Secure Boot unpacked, and no installers.
 */
export const LOADERS: readonly Loader[] = [
  { names: ["pxelinux.0"], arch: "bios", package: "pxelinux", paths: ["usr/lib/PXELINUX/pxelinux.0"] },
  { names: ["lpxelinux.0"], arch: "bios", package: "pxelinux", paths: ["usr/lib/PXELINUX/lpxelinux.0"] },
  {
    names: ["shimx64.efi", "bootx64.efi"], // BOOTX64.EFI of a medium is the signed shim under another name
    arch: "x64",
    package: "shim-signed",
    paths: ["usr/lib/shim/shimx64.efi.signed", ...netboot("amd64", "bootnetx64.efi")],
  },
  {
    names: ["grubx64.efi"],
    arch: "x64",
    package: "grub-efi-amd64-signed",
    paths: ["usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed", ...netboot("amd64", "grubx64.efi")],
  },
  {
    names: ["shimaa64.efi", "bootaa64.efi", "bootnetaa64.efi"],
    arch: "arm64",
    package: "debian-installer-12-netboot-arm64 or debian-installer-13-netboot-arm64",
    paths: [...netboot("arm64", "bootnetaa64.efi"), "usr/lib/shim/shimaa64.efi.signed"],
  },
  {
    names: ["grubaa64.efi"],
    arch: "arm64",
    package: "debian-installer-12-netboot-arm64 or debian-installer-13-netboot-arm64",
    paths: [...netboot("arm64", "grubaa64.efi"), "usr/lib/grub/arm64-efi-signed/grubnetaa64-installer.efi.signed"],
  },
];

/** Nice to have: MokManager, which shim starts when a person must confirm a key. */
export const OPTIONAL_LOADERS: readonly Loader[] = [
  {
    names: ["mmx64.efi"],
    arch: "x64",
    package: "shim-helpers-amd64-signed",
    paths: ["usr/lib/shim/mmx64.efi.signed", "usr/lib/shim/mmx64.efi"],
  },
  {
    names: ["mmaa64.efi"],
    arch: "arm64",
    package: "shim-helpers-arm64-signed",
    paths: ["usr/lib/shim/mmaa64.efi.signed", "usr/lib/shim/mmaa64.efi"],
  },
];

/** pxelinux.0 starts only modules of its own build; Debian makes both packages from one source. */
export const SYSLINUX_MODULES = {
  folder: "usr/lib/syslinux/modules/bios",
  package: "syslinux-common",
  needed: "ldlinux.c32",
};

/** The picture behind pxelinux's menu (row B5). */
export const SPLASH = "splash.png";

/** Only on media: GRUB and MokManager as SUSE's shim calls them. */
const ON_MEDIA = ["grub.efi", "mokmanager.efi"];

const NAMES = new Set([...[...LOADERS, ...OPTIONAL_LOADERS].flatMap((loader) => loader.names), ...ON_MEDIA, SPLASH]);

/** Lower case. Says what may be a loader; whether the file is there is another question. */
export const isLoaderName = (name: string): boolean => NAMES.has(name) || /^[a-z0-9_]+\.c32$/.test(name);

/** Debian's installer for the network, by a virtual path: debian-installer/12/amd64/linux. */
export const isInstallerName = (name: string): boolean =>
  /^debian-installer\/[0-9]+\/(?:amd64|arm64)\/(?:linux|initrd\.gz)$/.test(name);

/** Every installer that a package may have put there, by that virtual path, and the package's name. */
export const INSTALLERS: readonly { readonly name: string; readonly path: string; readonly package: string }[] = [
  11, 12, 13, 14,
].flatMap((version) =>
  ["amd64", "arm64"].flatMap((arch) =>
    ["linux", "initrd.gz"].map((file) => ({
      name: `debian-installer/${version}/${arch}/${file}`,
      path: `${INSTALLER(version, arch)}/${file}`,
      package: `debian-installer-${version}-netboot-${arch}`,
    })),
  ),
);
