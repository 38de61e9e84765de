/** A boot loader that ships in a Debian package, and the names by which firmware and other loaders ask for it. */
export interface Loader {
  readonly names: readonly string[];
  readonly package: string;
  /** Where it may lie, first match wins; `*` stands for a Debian release (12, 13). */
  readonly paths: readonly string[];
  /** What cannot boot without it. */
  readonly needs: string;
}

const SYSLINUX = "/usr/lib/syslinux/modules/bios";
const INSTALLER = "/usr/lib/debian-installer/images/*/arm64/text/debian-installer/arm64";

/** All c32 modules must come from the same syslinux as pxelinux.0, or it stops with "not a COM32R image" (seed B5). */
const MODULES = [
  "ldlinux",
  "libcom32",
  "libutil",
  "libgpl",
  "menu",
  "vesamenu",
  "mboot",
  "chain",
  "reboot",
  "poweroff",
];

/**
 * BOOTX64.EFI on an installation medium IS shim, so that name gets shim too (seed B8). shim asks for grubx64.efi in the folder that it
 * came from. UEFI firmware compares names without case, and so do we.
 */
export const LOADERS: readonly Loader[] = [
  { names: ["pxelinux.0"], package: "pxelinux", paths: ["/usr/lib/PXELINUX/pxelinux.0"], needs: "BIOS machines" },
  { names: ["lpxelinux.0"], package: "pxelinux", paths: ["/usr/lib/PXELINUX/lpxelinux.0"], needs: "BIOS machines" },
  ...MODULES.map((name) => ({
    names: [`${name}.c32`],
    package: "syslinux-common",
    paths: [`${SYSLINUX}/${name}.c32`],
    needs: "BIOS machines",
  })),
  {
    names: ["shimx64.efi", "bootx64.efi"],
    package: "shim-signed",
    paths: ["/usr/lib/shim/shimx64.efi.signed", "/usr/lib/shim/shimx64.efi.signed.latest"],
    needs: "UEFI machines",
  },
  {
    names: ["mmx64.efi"],
    package: "shim-helpers-amd64-signed",
    paths: ["/usr/lib/shim/mmx64.efi.signed", "/usr/lib/shim/mmx64.efi"],
    needs: "enrolling keys on UEFI machines",
  },
  {
    names: ["grubx64.efi"],
    package: "grub-efi-amd64-signed",
    paths: ["/usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed"],
    needs: "UEFI machines",
  },
  {
    names: ["shimaa64.efi", "bootaa64.efi", "bootnetaa64.efi"],
    package: "debian-installer-12-netboot-arm64",
    paths: [`${INSTALLER}/bootnetaa64.efi`],
    needs: "arm64 machines",
  },
  {
    names: ["grubaa64.efi"],
    package: "debian-installer-12-netboot-arm64",
    paths: [`${INSTALLER}/grubaa64.efi`],
    needs: "arm64 machines",
  },
];

export const LOADER_NAMES: ReadonlySet<string> = new Set(LOADERS.flatMap(({ names }) => names));
