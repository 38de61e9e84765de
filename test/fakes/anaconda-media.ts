// Small DVDs of el6 to el10: the layout, .treeinfo and metadata that those media have, with text for kernels and packages.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { plantRepository } from "../rack/standin/iso/repository.ts";
import { type Generation, GENERATIONS, treeInfo } from "../rack/standin/iso/treeinfo.ts";
import { isoOfFolder } from "./isos.ts";

const rhel8: Generation = {
  ...{ major: 8, version: "8.10", name: "AlmaLinux", short: "AlmaLinux", id: "almalinux" },
  ...{ label: "AlmaLinux-8-10-x86_64-dvd", stage2: "images/install.img" },
  repositories: GENERATIONS.rhel9.repositories,
};

export const MEDIA: Readonly<Record<6 | 7 | 8 | 9 | 10, Generation>> = {
  6: GENERATIONS.rhel6,
  7: GENERATIONS.rhel7,
  8: rhel8,
  9: GENERATIONS.rhel9,
  10: GENERATIONS.rhel10,
};

/** More than one packet of a connection's first flight, so that a fetch can be cut in the middle. */
const text = (what: string): string => `${what}\n`.repeat(20_000);

export async function makeAnacondaIso(iso: string, generation: Generation): Promise<string> {
  const { major, version, label, stage2, repositories, nested = false } = generation;
  const tree = `${iso}.tree`;
  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  };
  put("images/pxeboot/vmlinuz", text(`kernel of ${label}`));
  put("images/pxeboot/initrd.img", text(`initrd of ${label}`));
  put("isolinux/isolinux.bin", text("isolinux"));
  put("images/efiboot.img", text("efiboot"));
  put(stage2, text(`stage 2 of ${label}`));
  if (major >= 8) {
    mkdirSync(join(tree, "LiveOS"));
    symlinkSync("../images/install.img", join(tree, "LiveOS/squashfs.img"));
  }
  put("EFI/BOOT/BOOTX64.EFI", "shim");
  put("EFI/BOOT/grubx64.efi", "grub");
  put(".discinfo", `1714500000.1\n${generation.name} ${version}\nx86_64\n`);
  for (const [index, { path }] of repositories.entries()) {
    const packages = Array.from({ length: 4 }, (_, number) => {
      const name = `standin-${index + 1}-${number + 1}`;
      return { name, text: text(`${name} ${label}`) };
    });
    await plantRepository(join(tree, path), packages, { version, major, nested });
  }
  const sum = (path: string): Promise<string> =>
    Promise.resolve(
      createHash("sha256")
        .update(readFileSync(join(tree, path)))
        .digest("hex"),
    );
  put(".treeinfo", await treeInfo(generation, sum));
  // Modes that stopped the seed's web server and TFTP server (rows B11, Q4, Q5); Rock Ridge keeps them.
  chmodSync(join(tree, ".treeinfo"), 0o600);
  chmodSync(join(tree, "EFI/BOOT/grubx64.efi"), 0o000);
  chmodSync(join(tree, "images/pxeboot/vmlinuz"), 0o400);
  return isoOfFolder(iso, tree, {
    label,
    uefi: "images/efiboot.img",
    boot: ["-b", "isolinux/isolinux.bin", "-c", "isolinux/boot.cat", "-no-emul-boot", "-boot-load-size", "4"],
  });
}
