// An Ubuntu Server live ISO: casper's kernel, initrd and squash files. What is installed is inside one of those.
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checksums } from "./debian.ts";
import { makeEfiBoot, type Mastering } from "./master.ts";
import { GRUB, ISOLINUX, MOK_MANAGER, plantFiles, releaseInitrd, SHIM } from "./parts.ts";

export const UBUNTU = {
  version: "24.04.1",
  label: "Ubuntu-Server 24.04.1 LTS amd64",
  fileName: "ubuntu-24.04.1-live-server-amd64.iso",
};

const SOURCES = `- default: true
  description:
    en: The default install contains a curated set of packages.
  id: ubuntu-server
  locale_support: locale-only
  name:
    en: Ubuntu Server
  path: ubuntu-server-minimal.ubuntu-server.squashfs
  size: 0
  type: fsimage-layered
  variant: server
`;

export async function plantUbuntu(parts: string, tree: string): Promise<Mastering> {
  await plantFiles(tree, {
    ".disk/info": 'Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)',
    ".disk/cd_type": "full_cd/single",
    ".disk/base_installable": "",
    ".disk/casper-uuid-generic": "5c5f9b3c-0a50-4a53-9d0e-6e1c3a6e1f10\n",
    "casper/vmlinuz": join(parts, "vmlinuz"),
    "casper/install-sources.yaml": SOURCES,
    "casper/ubuntu-server-minimal.squashfs": join(parts, "system.gz"),
    "casper/ubuntu-server-minimal.manifest": "standin-system\t24.04.1\n",
    "casper/ubuntu-server-minimal.ubuntu-server.squashfs": "hsqs: the layer above\n",
    "casper/ubuntu-server-minimal.ubuntu-server.installer.squashfs": "hsqs: the installer\n",
    "EFI/boot/bootx64.efi": SHIM,
    "EFI/boot/grubx64.efi": GRUB,
    "EFI/boot/mmx64.efi": MOK_MANAGER,
    "boot/grub/grub.cfg":
      "menuentry 'Try or Install Ubuntu Server' { linux /casper/vmlinuz ---; initrd /casper/initrd; }\n",
    "boot/grub/i386-pc/eltorito.img": ISOLINUX,
    "dists/noble/Release":
      "Origin: Ubuntu\nLabel: Ubuntu\nSuite: noble\nVersion: 24.04\nCodename: noble\nArchitectures: amd64\nComponents: main restricted\n",
    "pool/main/s/standin/standin-notes_24.04.1_amd64.deb": "notes\n",
  });
  const identity = { name: "Ubuntu", id: "ubuntu", version: UBUNTU.version, installer: "ubuntu" } as const;
  await releaseInitrd(parts, identity, join(tree, "casper/initrd"));
  await makeEfiBoot(join(tree, "boot/grub/efi.img"), "EFI/boot");
  await symlink(".", join(tree, "ubuntu"));
  await symlink("noble", join(tree, "dists/stable"));
  await writeFile(join(tree, "md5sum.txt"), await checksums(tree));
  return {
    label: UBUNTU.label,
    bios: { image: "boot/grub/i386-pc/eltorito.img", catalog: "boot.catalog" },
    efi: "boot/grub/efi.img",
  };
}
