import assert from "node:assert/strict";
import { test } from "node:test";
import { noKernel } from "../../../appliance/systems/generic.ts";
import { folderMedium, recognise, systemOf } from "../../../appliance/systems/recognise.ts";
import type { Medium, Release } from "../../../appliance/systems/system.ts";
import * as media from "./media.ts";

function released(medium: Medium): Release {
  const answer = recognise(medium);
  assert.ok(answer.kind === "recognised", JSON.stringify(answer));
  return answer.release;
}

/** family · title · maker · version · major · arch · signed · MiB */
const brief = (medium: Medium): string => {
  const r = released(medium);
  return `${r.family} · ${r.title} · ${r.distribution} · ${r.major} · ${r.arch} · ${r.boots.secureBoot ? "signed" : "unsigned"} · ${r.memory}`;
};

const table: Readonly<Record<string, readonly [Medium, string]>> = {
  "seed F13: CentOS 6.5, whose BOOTX64 is no shim": [
    media.centos65,
    "rhel · CentOS 6.5 · centos · 6 · x86_64 · unsigned · 1024",
  ],
  "seed F2, F3: RHEL 7.6": [media.rhel76, "rhel · Red Hat Enterprise Linux 7.6 · rhel · 7 · x86_64 · signed · 1536"],
  "CentOS 8": [media.centos8, "rhel · CentOS 8.5.2111 · centos · 8 · x86_64 · signed · 1536"],
  "CentOS Stream 9": [media.stream9, "rhel · CentOS Stream 9 · centos · 9 · x86_64 · signed · 3072"],
  "Rocky 9.4": [media.rocky94, "rhel · Rocky Linux 9.4 · rocky · 9 · x86_64 · signed · 3072"],
  "Rocky 9.4 for aarch64": [media.rocky94arm, "rhel · Rocky Linux 9.4 · rocky · 9 · aarch64 · signed · 4096"],
  "Alma 9.6": [media.alma96, "rhel · AlmaLinux 9.6 · almalinux · 9 · x86_64 · signed · 3072"],
  "Oracle 8.10": [media.oracle8, "rhel · Oracle Linux 8.10 · oracle · 8 · x86_64 · signed · 1536"],
  "RHEL 10": [media.rhel10, "rhel · Red Hat Enterprise Linux 10.0 · rhel · 10 · x86_64 · signed · 3072"],
  "Fedora 42": [media.fedora42, "rhel · Fedora 42 · fedora · 42 · x86_64 · signed · 3072"],
  "seed F10: Debian 12 netinst": [media.debian12, "debian · Debian 12.5.0 · debian · 12 · x86_64 · signed · 768"],
  "seed F10: Debian 13 DVD": [media.debian13, "debian · Debian 13.1.0 · debian · 13 · x86_64 · signed · 768"],
  "seed F10: Ubuntu 20.04 with Debian's installer is installed as Debian is": [
    media.ubuntu2004old,
    "debian · Ubuntu 20.04.1 · ubuntu · 20 · x86_64 · unsigned · 768",
  ],
  "Ubuntu 22.04": [media.ubuntu2204, "ubuntu · Ubuntu Server 22.04.4 · ubuntu · 22 · x86_64 · unsigned · 4096"],
  "Ubuntu 24.04": [media.ubuntu2404, "ubuntu · Ubuntu Server 24.04.1 · ubuntu · 24 · x86_64 · unsigned · 6144"],
  "Fedora CoreOS 43 by its live ISO": [
    media.fcos43,
    "fedora-coreos · Fedora CoreOS 43.20260413.3.2 · fedora-coreos · 43 · x86_64 · unsigned · 2048",
  ],
  "openSUSE Leap 15.6": [media.leap156, "opensuse · openSUSE Leap 15.6 · opensuse · 15 · x86_64 · signed · 2048"],
};
for (const [sentence, [medium, expected]] of Object.entries(table)) {
  test(`a stand-in for a medium of ${sentence}`, () => assert.equal(brief(medium), expected));
}

const PXEBOOT = { kernel: "images/pxeboot/vmlinuz", initrds: ["images/pxeboot/initrd.img"] };
const kernels: Readonly<Record<string, readonly [Medium, { kernel: string; initrds: string[] }]>> = {
  "seed B10 el6": [media.centos65, PXEBOOT],
  "seed B10 el7": [media.rhel76, PXEBOOT],
  "seed B10 el10": [media.rhel10, PXEBOOT],
  "Debian 12 takes the appliance's installer for the network, because the medium's is for CDs": [
    media.debian12,
    { kernel: "/debian-installer/12/amd64/linux", initrds: ["/debian-installer/12/amd64/initrd.gz"] },
  ],
  "Debian 13 takes its own major's": [
    media.debian13,
    { kernel: "/debian-installer/13/amd64/linux", initrds: ["/debian-installer/13/amd64/initrd.gz"] },
  ],
  "Ubuntu 20.04 brings an installer for the network": [
    media.ubuntu2004old,
    {
      kernel: "install/netboot/ubuntu-installer/amd64/linux",
      initrds: ["install/netboot/ubuntu-installer/amd64/initrd.gz"],
    },
  ],
  "Ubuntu 24.04": [media.ubuntu2404, { kernel: "casper/vmlinuz", initrds: ["casper/initrd"] }],
  "Fedora CoreOS": [media.fcos43, PXEBOOT],
  openSUSE: [media.leap156, { kernel: "boot/x86_64/loader/linux", initrds: ["boot/x86_64/loader/initrd"] }],
};
for (const [sentence, [medium, expected]] of Object.entries(kernels)) {
  test(`kernel and initrd: ${sentence}`, () => {
    const { kernel, initrds } = released(medium);
    assert.deepEqual({ kernel, initrds }, expected);
  });
}

test("seed B8: BOOTX64.EFI is shim under both of its names, and only a pair of shim and GRUB counts", () => {
  assert.deepEqual(released(media.rhel76).loaders, {
    "bootx64.efi": "EFI/BOOT/BOOTX64.EFI",
    "shimx64.efi": "EFI/BOOT/BOOTX64.EFI",
    "grubx64.efi": "EFI/BOOT/grubx64.efi",
    "mmx64.efi": "EFI/BOOT/mmx64.efi",
  });
  assert.deepEqual(released(media.rocky94arm).loaders, {
    "bootaa64.efi": "EFI/BOOT/BOOTAA64.EFI",
    "shimaa64.efi": "EFI/BOOT/BOOTAA64.EFI",
    "grubaa64.efi": "EFI/BOOT/grubaa64.efi",
    "mmaa64.efi": "EFI/BOOT/mmaa64.efi",
  });
  assert.equal(released(media.leap156).loaders["grub.efi"], "EFI/BOOT/grub.efi");
  assert.equal(released(media.leap156).loaders["mokmanager.efi"], "EFI/BOOT/MokManager.efi");
  for (const medium of [media.centos65, media.debian12, media.ubuntu2404, media.fcos43]) {
    assert.deepEqual(released(medium).loaders, {});
  }
});

test("seed L3: repositories by .treeinfo, the main one first, add-ons last", () => {
  assert.deepEqual(released(media.rhel76).repositories, [
    { name: "Server", path: "" },
    { name: "Server-HighAvailability", path: "addons/HighAvailability", addOn: true },
    { name: "Server-ResilientStorage", path: "addons/ResilientStorage", addOn: true },
  ]);
  assert.deepEqual(released(media.rocky94).repositories, [
    { name: "BaseOS", path: "BaseOS" },
    { name: "AppStream", path: "AppStream" },
  ]);
  assert.deepEqual(released(media.centos65).repositories, [{ name: "main", path: "" }]);
  assert.deepEqual(released(media.debian12).repositories, [{ name: "bookworm", path: "" }]);
});

test("the second stage, the rootfs and the suite are found again", () => {
  assert.equal(released(media.rhel76).extras["stage2"], "LiveOS/squashfs.img");
  assert.equal(released(media.rocky94).extras["stage2"], "images/install.img");
  assert.equal(released(media.centos65).extras["stage2"], "images/install.img");
  assert.equal(released(media.fcos43).extras["rootfs"], "images/pxeboot/rootfs.img");
  assert.equal(released(media.ubuntu2004old).extras["suite"], "focal");
});

test("without a .treeinfo the paths and the label say enough", () => {
  const { text, ...bare } = media.rocky94;
  assert.ok(text(".treeinfo") !== undefined);
  const release = released({ ...bare, text: () => undefined });
  assert.deepEqual(
    [release.title, release.kernel, release.extras["stage2"], release.repositories],
    [
      "Rocky Linux 9.4",
      "images/pxeboot/vmlinuz",
      "images/install.img",
      [
        { name: "BaseOS", path: "BaseOS" },
        { name: "AppStream", path: "AppStream" },
      ],
    ],
  );
});

test("a .treeinfo that lies names nothing: paths out of the tree, with quotes, or not there fall back to those that are", () => {
  const lie = `[general]
family = Rocky Linux
version = 9.4"; rm -rf /
arch = x86_64
[images-x86_64]
kernel = ../../etc/shadow
initrd = images/pxe'boot/initrd.img
[stage2]
mainimage = images/none.img
[variant-BaseOS]
uid = BaseOS
repository = ../../BaseOS
[variant-AppStream]
uid = App'Stream
repository = AppStream
`;
  const release = released({ ...media.rocky94, text: (path) => (path === ".treeinfo" ? lie : undefined) });
  assert.deepEqual(
    [release.kernel, release.initrds, release.version, release.extras["stage2"]],
    ["images/pxeboot/vmlinuz", ["images/pxeboot/initrd.img"], "", "images/install.img"],
  );
  assert.deepEqual(release.repositories.map(({ path }) => path).sort(), ["AppStream", "BaseOS"]);
  assert.ok(release.repositories.every(({ name }) => /^[A-Za-z]+$/.test(name)));
});

test("trust 103: a path that is on the medium and would need quotes is not used either", () => {
  const odd = "images/pxe boot'/vmlinuz";
  const { text, paths } = media.rocky94;
  const info = text(".treeinfo")?.replace("kernel = images/pxeboot/vmlinuz", `kernel = ${odd}`);
  const medium = {
    ...media.rocky94,
    paths: [...paths, odd],
    text: (path: string) => (path === ".treeinfo" ? info : undefined),
  };
  assert.equal(released(medium).kernel, "images/pxeboot/vmlinuz");
});

test("the second disc of a release says what is missing on it", () => {
  const answer = recognise(
    media.iso(
      "CentOS-6.5-x86_64-bin-DVD2.iso",
      "CentOS_6.5_Final",
      ["Packages/zsh-4.3.11.rpm", "repodata/repomd.xml"],
      {
        ".discinfo": "1385726732.061157\nFinal\nx86_64\n2\n",
      },
    ),
  );
  assert.deepEqual(answer, {
    kind: "incomplete",
    family: "rhel",
    reason:
      "of CentOS 6.5 the kernel (images/pxeboot/vmlinuz) and the installer's first part (images/pxeboot/initrd.img) and " +
      "the installer itself (images/install.img or LiveOS/squashfs.img) is missing on this medium",
  });
});

const folder = (...names: string[]): Medium => folderMedium("coreos", names, () => undefined);
for (const [sentence, names, version, arch] of [
  [
    "with a dot, as since 42.20250410.3.1",
    [
      "fedora-coreos-43.20260413.3.2-live-kernel.x86_64",
      "fedora-coreos-43.20260413.3.2-live-initramfs.x86_64.img",
      "fedora-coreos-43.20260413.3.2-live-rootfs.x86_64.img",
    ],
    "43.20260413.3.2",
    "x86_64",
  ],
  [
    "with a dash, as before",
    [
      "fedora-coreos-41.20241109.3.0-live-kernel-x86_64",
      "fedora-coreos-41.20241109.3.0-live-initramfs.x86_64.img",
      "fedora-coreos-41.20241109.3.0-live-rootfs.x86_64.img",
    ],
    "41.20241109.3.0",
    "x86_64",
  ],
  [
    "of SCOS, for aarch64",
    [
      "scos-10.0.20250901-0-live-kernel.aarch64",
      "scos-10.0.20250901-0-live-initramfs.aarch64.img",
      "scos-10.0.20250901-0-live-rootfs.aarch64.img",
    ],
    "10.0.20250901-0",
    "aarch64",
  ],
  [
    "of RHCOS, which have no version in their names",
    ["rhcos-live-kernel.x86_64", "rhcos-live-initramfs.x86_64.img", "rhcos-live-rootfs.x86_64.img"],
    "",
    "x86_64",
  ],
] as const) {
  test(`beyond J53: PXE files ${sentence} are taken by the names they have`, () => {
    const release = released(folder(...names, ...names.map((name) => `${name}.sig`)));
    assert.deepEqual(
      [release.family, release.version, release.arch, release.kernel, release.initrds, release.extras["rootfs"]],
      ["fedora-coreos", version, arch, names[0], [names[1]], names[2]],
    );
  });
}

test("a PXE set without its rootfs says so, and two sets in one folder are none", () => {
  const [kernel, initramfs, rootfs] = [
    "live-kernel.x86_64",
    "live-initramfs.x86_64.img",
    "live-rootfs.x86_64.img",
  ] as const;
  const one = `fedora-coreos-43.1-`;
  assert.match(reason(folder(`${one}${kernel}`, `${one}${initramfs}`)), /rootfs.*is missing/);
  const two = ["a-", "b-"].flatMap((name) => [kernel, initramfs, rootfs].map((part) => `${name}${part}`));
  assert.match(reason(folder(...two)), /several releases lie together/);
});

const reason = (medium: Medium): string => {
  const answer = recognise(medium);
  return answer.kind === "incomplete" ? answer.reason : answer.kind;
};

test("what is known and cannot be installed is said by name, and what nobody knows asks for a kernel", () => {
  const said = (name: string, label: string, paths: string[], texts: Record<string, string> = {}): string =>
    noKernel(released(media.iso(name, label, paths, texts))) ?? "";
  assert.match(
    said("Win11.iso", "CCCOMA_X64FRE", ["bootmgr", "sources/boot.wim", "efi/boot/bootx64.efi"]),
    /is Windows, which cannot/,
  );
  assert.match(
    said("VMware-ESXi-8.iso", "ESXI-8.0U2", ["BOOT.CFG", "B.B00", "EFI/BOOT/BOOTX64.EFI"]),
    /is VMware ESXi/,
  );
  assert.match(
    said("proxmox-ve_8.2-1.iso", "PVE", ["boot/linux26", "pve-base.squashfs", ".pve-cd-id.txt"]),
    /is Proxmox/,
  );
  assert.match(
    said(
      "debian-live-12.5.0-amd64-gnome.iso",
      "d-live 12.5.0 gn amd64",
      ["live/vmlinuz", "live/filesystem.squashfs", "pool/a.deb", "install/vmlinuz"],
      {
        ".disk/info": "Debian GNU/Linux Live 12.5.0 gnome 2024-02-10",
      },
    ),
    /is a live system of Debian/,
  );
  assert.match(
    said("Fedora-Workstation-Live-42-1.1.x86_64.iso", "Fedora-WS-Live-42", [
      "LiveOS/squashfs.img",
      "boot/x86_64/loader/linux",
      "boot/x86_64/loader/initrd",
    ]),
    /is a live system of Fedora's kind/,
  );
  assert.match(noKernel(released(media.ubuntuDesktop)) ?? "", /is a live system of Ubuntu's kind/);
  assert.match(
    said("alpine-standard-3.20.0-x86_64.iso", "alpine-std 3.20.0 x86_64", ["boot/vmlinuz-lts"]),
    /its profile has to name the kernel/,
  );
  for (const medium of [media.rhel76, media.debian12, media.fcos43])
    assert.equal(noKernel(released(medium)), undefined);
});

test("a folder that is no release stays a stranger", () => {
  assert.deepEqual(recognise(folder("vmlinuz", "notes.txt")), { kind: "stranger" });
});

for (const [medium, path, role] of [
  [media.rhel76, "Packages/acl-2.2.51-14.el7.x86_64.rpm", "packages"],
  [media.rhel76, "addons/HighAvailability/pacemaker-1.1.19-8.el7.x86_64.rpm", "packages"],
  [media.rhel76, "repodata/repomd.xml", "other"],
  [media.rhel76, "LiveOS/squashfs.img", "other"],
  [media.rocky94, "AppStream/Packages/n/nginx-1.20.1-14.x86_64.rpm", "packages"],
  [media.debian12, "pool/main/b/base-files/base-files_12.4+deb12u5_amd64.deb", "packages"],
  [media.debian12, "pool/main/d/debian-installer/cdrom-detect_1.104_all.udeb", "other"],
  [media.ubuntu2404, "pool/main/b/bcache-tools/bcache-tools_1.0.8-5build1_amd64.deb", "other"],
  [media.fcos43, "images/pxeboot/rootfs.img", "other"],
  [media.leap156, "x86_64/bash-4.4-150400.25.22.x86_64.rpm", "packages"],
] as const) {
  test(`sending ${path} of ${medium.label ?? ""} means "${role}" for a run`, () => {
    const release = released(medium);
    assert.equal(systemOf(release.family)?.role(release, path), role);
  });
}
