import type { Medium } from "../../../appliance/systems/system.ts";
import { iso } from "./media-iso.ts";

export * from "./media-rhel.ts";
export { iso };

const debianPaths = (suite: string): string[] => [
  "EFI/boot/bootx64.efi",
  "EFI/boot/grubx64.efi",
  "EFI/boot/mmx64.efi",
  "boot/grub/efi.img",
  "boot/grub/grub.cfg",
  `dists/${suite}/Release`,
  `dists/${suite}/main/binary-amd64/Packages.gz`,
  `dists/${suite}/main/debian-installer/binary-amd64/Packages.gz`,
  "dists/stable",
  "install.amd/gtk/initrd.gz",
  "install.amd/gtk/vmlinuz",
  "install.amd/initrd.gz",
  "install.amd/vmlinuz",
  "isolinux/isolinux.bin",
  "pool/main/b/base-files/base-files_12.4+deb12u5_amd64.deb",
  "pool/main/d/debian-installer/cdrom-detect_1.104_all.udeb",
];

export const debian12 = iso("debian-12.5.0-amd64-netinst.iso", "Debian 12.5.0 amd64 n", debianPaths("bookworm"), {
  ".disk/info": 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with firmware 20240210-11:27',
  ".disk/udeb_include": "netcfg\nethdetect\npcmciautils-udeb\nlive-installer\n",
});
export const debian13 = iso("debian-13.1.0-amd64-DVD-1.iso", "Debian 13.1.0 amd64 1", debianPaths("trixie"), {
  ".disk/info": 'Debian GNU/Linux 13.1.0 "Trixie" - Official amd64 DVD Binary-1 with firmware 20250906-10:24',
});

export const ubuntu2004old = iso(
  "ubuntu-20.04.1-legacy-server-amd64.iso",
  "Ubuntu-Server 20.04.1 LTS amd64",
  [
    "EFI/BOOT/BOOTx64.EFI",
    "EFI/BOOT/grubx64.efi",
    "dists/focal/Release",
    "dists/stable",
    "install/filesystem.squashfs",
    "install/initrd.gz",
    "install/vmlinuz",
    "install/netboot/ubuntu-installer/amd64/linux",
    "install/netboot/ubuntu-installer/amd64/initrd.gz",
    "install/netboot/pxelinux.0",
    "pool/main/a/adduser/adduser_3.118ubuntu2_all.deb",
  ],
  { ".disk/info": 'Ubuntu-Server 20.04.1 LTS "Focal Fossa" - Release amd64 (20200731)' },
);

const casper = (info: string, fileName: string, label: string): Medium =>
  iso(
    fileName,
    label,
    [
      "EFI/boot/bootx64.efi",
      "EFI/boot/grubx64.efi",
      "EFI/boot/mmx64.efi",
      "boot/grub/grub.cfg",
      "casper/initrd",
      "casper/vmlinuz",
      "casper/ubuntu-server-minimal.squashfs",
      "dists/noble/Release",
      "pool/main/b/bcache-tools/bcache-tools_1.0.8-5build1_amd64.deb",
    ],
    { ".disk/info": info },
  );

export const ubuntu2204 = casper(
  'Ubuntu-Server 22.04.4 LTS "Jammy Jellyfish" - Release amd64 (20240216.1)',
  "ubuntu-22.04.4-live-server-amd64.iso",
  "Ubuntu-Server 22.04.4 LTS amd64",
);
export const ubuntu2404 = casper(
  'Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)',
  "ubuntu-24.04.1-live-server-amd64.iso",
  "Ubuntu-Server 24.04.1 LTS amd64",
);
export const ubuntuDesktop = casper(
  'Ubuntu 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827.1)',
  "ubuntu-24.04.1-desktop-amd64.iso",
  "Ubuntu 24.04.1 LTS amd64",
);

export const fcos43 = iso("fedora-coreos-43.20260413.3.2-live-iso.x86_64.iso", "fedora-coreos-43.20260413.3.2", [
  "EFI/fedora/grub.cfg",
  "coreos/features.json",
  "coreos/igninfo.json",
  "coreos/kargs.json",
  "coreos/miniso.dat",
  "images/efiboot.img",
  "images/ignition.img",
  "images/pxeboot/initrd.img",
  "images/pxeboot/rootfs.img",
  "images/pxeboot/vmlinuz",
  "isolinux/isolinux.bin",
]);

export const leap156 = iso(
  "openSUSE-Leap-15.6-DVD-x86_64-Build709.1-Media.iso",
  "openSUSE-Leap-15.6-DVD-x86_64709",
  [
    "EFI/BOOT/MokManager.efi",
    "EFI/BOOT/bootx64.efi",
    "EFI/BOOT/grub.cfg",
    "EFI/BOOT/grub.efi",
    "boot/x86_64/loader/initrd",
    "boot/x86_64/loader/linux",
    "boot/x86_64/root",
    "repodata/repomd.xml",
    "x86_64/bash-4.4-150400.25.22.x86_64.rpm",
  ],
  {
    "media.1/media": "openSUSE - openSUSE-Leap-15.6-x86_64-Build709.1-Media\nopenSUSE-Leap-15.6-x86_64-Build709.1\n1\n",
  },
);
