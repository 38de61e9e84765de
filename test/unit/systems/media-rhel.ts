import type { Medium } from "../../../appliance/systems/system.ts";
import { iso } from "./media-iso.ts";

const EFI = ["BOOT.conf", "BOOTX64.EFI", "grubx64.efi", "mmx64.efi", "grub.cfg"].map((name) => `EFI/BOOT/${name}`);
const ISOLINUX = ["boot.cat", "boot.msg", "initrd.img", "isolinux.bin", "isolinux.cfg", "vesamenu.c32", "vmlinuz"].map(
  (name) => `isolinux/${name}`,
);
const PXEBOOT = ["images/pxeboot/initrd.img", "images/pxeboot/vmlinuz", "images/efiboot.img"];

export const centos65 = iso(
  "CentOS-6.5-x86_64-bin-DVD1.iso",
  "CentOS_6.5_Final",
  [
    "CentOS_BuildTag",
    "EFI/BOOT/BOOTX64.conf",
    "EFI/BOOT/BOOTX64.efi", // GRUB 0.97: el6 has no shim
    "EFI/BOOT/splash.xpm.gz",
    ...ISOLINUX,
    ...PXEBOOT,
    "images/install.img",
    "images/boot.iso",
    "Packages/389-ds-base-1.2.11.15-29.el6.x86_64.rpm",
    "repodata/repomd.xml",
  ],
  {
    ".treeinfo": `[general]
family = CentOS
timestamp = 1385726732.7
variant =
totaldiscs = 1
version = 6.5
discnum = 1
packagedir =
arch = x86_64

[images-x86_64]
kernel = images/pxeboot/vmlinuz
initrd = images/pxeboot/initrd.img
boot.iso = images/boot.iso

[images-xen]
kernel = images/pxeboot/vmlinuz
initrd = images/pxeboot/initrd.img
`,
    ".discinfo": "1385726732.061157\nFinal\nx86_64\n1\n",
    "media.repo": "[InstallMedia]\nname=CentOS\nmediaid=1385726732.061157\n",
  },
);

const addOn = (id: string, name: string): string => `[addon-Server-${id}]
id = ${id}
name = ${name}
packages = addons/${id}
parent = Server
repository = addons/${id}
type = addon
uid = Server-${id}

`;

export const rhel76 = iso(
  "rhel-server-7.6-x86_64-dvd.iso",
  "RHEL-7.6 Server.x86_64",
  [
    ...EFI,
    ...ISOLINUX,
    ...PXEBOOT,
    "EFI/BOOT/fonts/unicode.pf2",
    "LiveOS/squashfs.img",
    "Packages/acl-2.2.51-14.el7.x86_64.rpm",
    "addons/HighAvailability/pacemaker-1.1.19-8.el7.x86_64.rpm",
    "addons/HighAvailability/repodata/repomd.xml",
    "addons/ResilientStorage/repodata/repomd.xml",
    "repodata/repomd.xml",
  ],
  {
    ".treeinfo": `${addOn("HighAvailability", "High Availability")}${addOn("ResilientStorage", "Resilient Storage")}[checksums]
LiveOS/squashfs.img = sha256:158657d4ff270db50204ae70c2256ca1523ee4f3c23eeedbabc3f723b69163a2

[general]
; WARNING.0 = This section provides compatibility with pre-productmd treeinfos.
arch = x86_64
family = Red Hat Enterprise Linux
name = Red Hat Enterprise Linux 7.6
packagedir = Packages
platforms = x86_64,xen
repository =
timestamp = 1539194970
variant = Server
variants = Server
version = 7.6

[header]
type = productmd.treeinfo
version = 1.2

[images-x86_64]
boot.iso = images/boot.iso
initrd = images/pxeboot/initrd.img
kernel = images/pxeboot/vmlinuz

[media]
discnum = 1
totaldiscs = 1

[release]
name = Red Hat Enterprise Linux
short = RHEL
version = 7.6

[stage2]
mainimage = LiveOS/squashfs.img

[tree]
arch = x86_64
build_timestamp = 1539194970
platforms = x86_64,xen
variants = Server

[variant-Server]
addons = Server-HighAvailability,Server-ResilientStorage
id = Server
name = Server
packages = Packages
repository = .
type = variant
uid = Server
`,
    ".discinfo": "1539194970.426123\nRed Hat Enterprise Linux 7.6\nx86_64\n1\n",
  },
);

/** el8 and later: BaseOS and AppStream, one .treeinfo at the root. */
function unified(
  fileName: string,
  label: string,
  name: string,
  short: string,
  version: string,
  arch = "x86_64",
): Medium {
  const efi = arch === "x86_64" ? EFI : EFI.map((path) => path.replace("BOOTX64", "BOOTAA64").replace("x64", "aa64"));
  return iso(
    fileName,
    label,
    [
      ...efi,
      ...PXEBOOT,
      "images/install.img",
      "AppStream/Packages/n/nginx-1.20.1-14.x86_64.rpm",
      "AppStream/repodata/repomd.xml",
      "BaseOS/Packages/b/bash-5.1.8-9.x86_64.rpm",
      "BaseOS/repodata/repomd.xml",
      "media.repo",
    ],
    {
      ".treeinfo": `[checksums]
images/efiboot.img = sha256:${"0".repeat(64)}

[general]
; WARNING.0 = This section provides compatibility with pre-productmd treeinfos.
arch = ${arch}
family = ${name}
name = ${name} ${version}
packagedir = AppStream/Packages
platforms = ${arch},xen
repository = AppStream
timestamp = 1715000000
variant = AppStream
variants = AppStream,BaseOS
version = ${version}

[header]
type = productmd.treeinfo
version = 1.2

[images-${arch}]
initrd = images/pxeboot/initrd.img
kernel = images/pxeboot/vmlinuz

[release]
name = ${name}
short = ${short}
version = ${version}

[stage2]
mainimage = images/install.img

[tree]
arch = ${arch}
build_timestamp = 1715000000
platforms = ${arch},xen
variants = AppStream,BaseOS

[variant-AppStream]
id = AppStream
name = AppStream
packages = AppStream/Packages
repository = AppStream
type = variant
uid = AppStream

[variant-BaseOS]
id = BaseOS
name = BaseOS
packages = BaseOS/Packages
repository = BaseOS
type = variant
uid = BaseOS
`,
      ".discinfo": `1715000000.0\n${name} ${version}\n${arch}\n`,
    },
  );
}

export const centos8 = unified(
  "CentOS-8.5.2111-x86_64-dvd1.iso",
  "CentOS-8-5-2111-x86_64-dvd",
  "CentOS Linux",
  "CentOS",
  "8.5.2111",
);
export const stream9 = unified(
  "CentOS-Stream-9-latest-x86_64-dvd1.iso",
  "CentOS-Stream-9-BaseOS-x86_64",
  "CentOS Stream",
  "CentOS-Stream",
  "9",
);
export const rocky94 = unified("Rocky-9.4-x86_64-dvd.iso", "Rocky-9-4-x86_64-dvd", "Rocky Linux", "Rocky", "9.4");
export const rocky94arm = unified(
  "Rocky-9.4-aarch64-dvd.iso",
  "Rocky-9-4-aarch64-dvd",
  "Rocky Linux",
  "Rocky",
  "9.4",
  "aarch64",
);
export const alma96 = unified(
  "AlmaLinux-9.6-x86_64-dvd.iso",
  "AlmaLinux-9-6-x86_64-dvd",
  "AlmaLinux",
  "AlmaLinux",
  "9.6",
);
export const oracle8 = unified(
  "OracleLinux-R8-U10-x86_64-dvd.iso",
  "OL-8-10-0-BaseOS-x86_64",
  "Oracle Linux Server",
  "OL",
  "8.10",
);
export const rhel10 = unified(
  "rhel-10.0-x86_64-dvd.iso",
  "RHEL-10-0-BaseOS-x86_64",
  "Red Hat Enterprise Linux",
  "RHEL",
  "10.0",
);

export const fedora42 = iso(
  "Fedora-Server-dvd-x86_64-42-1.1.iso",
  "Fedora-S-dvd-x86_64-42",
  [
    ...EFI,
    ...PXEBOOT,
    "images/install.img",
    "images/eltorito.img",
    "Packages/b/bash-5.2.37-1.fc42.x86_64.rpm",
    "repodata/repomd.xml",
  ],
  {
    ".treeinfo": `[general]
arch = x86_64
family = Fedora
name = Fedora 42
packagedir = Packages
platforms = x86_64,xen
repository = .
timestamp = 1744200000
variant = Server
variants = Server
version = 42

[images-x86_64]
initrd = images/pxeboot/initrd.img
kernel = images/pxeboot/vmlinuz

[release]
name = Fedora
short = Fedora
version = 42

[stage2]
mainimage = images/install.img

[tree]
arch = x86_64
variants = Server

[variant-Server]
id = Server
name = Server
packages = Packages
repository = .
type = variant
uid = Server
`,
  },
);
