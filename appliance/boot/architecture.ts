/** Whose configuration and kernel: PC firmware of the old kind, or UEFI on one of two processors. */
export type BootArch = "bios" | "x64" | "arm64";
