/** Whose configuration and kernel: PC firmware of the old kind, or UEFI on one of two processors. */
export type BootArch = "bios" | "x64" | "arm64";

export interface Firmware {
  readonly arch: BootArch | "other";
  /** How it fetches its loader. */
  readonly by: "tftp" | "http";
  readonly name: string;
}

// Option 93, RFC 4578 §2.1 and IANA's registry "Processor Architecture Types". 7 is "EFI BC" and 9 "EFI x86-64" there,
// an erratum swaps them, and in the field both mean UEFI on x64 (RHEL's guide sends BOOTX64.EFI to both).
const FIRMWARE: Readonly<Record<number, Firmware>> = {
  0: { arch: "bios", by: "tftp", name: "BIOS" },
  6: { arch: "other", by: "tftp", name: "UEFI, 32 bits" },
  7: { arch: "x64", by: "tftp", name: "UEFI x64" },
  9: { arch: "x64", by: "tftp", name: "UEFI x64" },
  10: { arch: "other", by: "tftp", name: "UEFI ARM, 32 bits" },
  11: { arch: "arm64", by: "tftp", name: "UEFI arm64" },
  15: { arch: "other", by: "http", name: "UEFI, 32 bits, HTTP boot" },
  16: { arch: "x64", by: "http", name: "UEFI x64, HTTP boot" },
  18: { arch: "other", by: "http", name: "UEFI ARM, 32 bits, HTTP boot" },
  19: { arch: "arm64", by: "http", name: "UEFI arm64, HTTP boot" },
  20: { arch: "bios", by: "http", name: "BIOS, HTTP boot" },
};

/** A client may list several types; the first that we can serve counts, else the first that we know. */
export function firmwareOf(types: readonly number[]): Firmware | undefined {
  const known = types.flatMap((type) => FIRMWARE[type] ?? []);
  return known.find((firmware) => firmware.arch !== "other") ?? known[0];
}

const LOADER: Readonly<Record<BootArch, string>> = { bios: "pxelinux.0", x64: "shimx64.efi", arm64: "shimaa64.efi" };

/** The boot file of a DHCP answer. Always shim under UEFI: whether Secure Boot is on cannot be seen from here (X15). */
export const loaderFor = (firmware: Firmware): string | undefined =>
  firmware.arch === "other" || firmware.by === "http" ? undefined : LOADER[firmware.arch];
