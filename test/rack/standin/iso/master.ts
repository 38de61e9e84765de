// A tree becomes an ISO as a vendor makes it: Rock Ridge and Joliet, El Torito for BIOS and UEFI, bootable from a stick too.
import { open, rm, truncate } from "node:fs/promises";
import { run } from "../tools.ts";
import { GRUB, MOK_MANAGER, SHIM } from "./parts.ts";

export interface Mastering {
  readonly label: string;
  /** The BIOS boot image inside the tree (isolinux.bin, or a copy of it under the name that GRUB's image has), and its catalog. */
  readonly bios?: { readonly image: string; readonly catalog: string };
  /** The EFI boot image inside the tree. */
  readonly efi?: string;
}

export async function masterIso(tree: string, iso: string, { label, bios, efi }: Mastering): Promise<void> {
  await run("xorriso", [
    ...["-as", "mkisofs", "-quiet", "-iso-level", "3", "-R", "-J", "-joliet-long", "-V", label],
    ...(bios === undefined
      ? []
      : ["-b", bios.image, "-c", bios.catalog, "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table"]),
    ...(bios === undefined ? [] : ["-isohybrid-mbr", "/usr/lib/ISOLINUX/isohdpfx.bin"]),
    ...(efi === undefined ? [] : ["-eltorito-alt-boot", "-e", efi, "-no-emul-boot", "-isohybrid-gpt-basdat"]),
    ...["-o", iso, tree],
  ]);
}

/** efiboot.img: a small FAT with shim, GRUB and its menu. */
export async function makeEfiBoot(image: string, folder = "EFI/BOOT"): Promise<void> {
  await rm(image, { force: true });
  await (await open(image, "w")).close();
  await truncate(image, 6 * 1024 * 1024);
  await run("mkfs.vfat", ["-n", "ANACONDA", image]);
  await run("mmd", ["-i", image, "::EFI", `::${folder}`]);
  for (const [name, source] of Object.entries({ "BOOTX64.EFI": SHIM, "grubx64.efi": GRUB, "mmx64.efi": MOK_MANAGER })) {
    await run("mcopy", ["-i", image, source, `::${folder}/${name}`]);
  }
}

/** What the medium's own checker reads: the sum of the ISO in its volume descriptor. */
export const implantChecksum = (iso: string): Promise<string> => run("implantisomd5", ["--supported-iso", iso]);
