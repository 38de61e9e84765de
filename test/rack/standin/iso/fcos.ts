// A Fedora CoreOS live ISO: kernel, initramfs and a root file system that carries the image to install.
import { link, mkdir, open, rm, truncate, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { run } from "../tools.ts";
import { makeEfiBoot, type Mastering } from "./master.ts";
import { ISOLINUX, plantFiles, releaseInitrd, syslinuxModule } from "./parts.ts";

const VERSION = "43.20260413.3.2";
export const FCOS = {
  version: VERSION,
  label: `fedora-coreos-${VERSION}`,
  fileName: `fedora-coreos-${VERSION}-live-iso.x86_64.iso`,
};

const KARGS = {
  default: `coreos.liveiso=fedora-coreos-${VERSION} ignition.firstboot ignition.platform.id=metal`,
  files: [
    { path: "EFI/fedora/grub.cfg", offset: 900, pad: "#" },
    { path: "isolinux/isolinux.cfg", offset: 700, pad: "#" },
  ],
  size: 1136,
};

export async function plantFcos(parts: string, tree: string): Promise<Mastering> {
  await plantFiles(tree, {
    "images/pxeboot/vmlinuz": join(parts, "vmlinuz"),
    "coreos/features.json": JSON.stringify({
      "installer-config": true,
      "installer-config-directives": {},
      "live-initrd-network": true,
    }),
    "coreos/igninfo.json": JSON.stringify({ file: "images/ignition.img" }),
    "coreos/kargs.json": JSON.stringify(KARGS, undefined, 4),
    "EFI/fedora/grub.cfg": `set timeout=5\nmenuentry 'Fedora CoreOS (Live)' { linux /images/pxeboot/vmlinuz ${KARGS.default}; initrd /images/pxeboot/initrd.img /images/ignition.img; }\n`,
    "isolinux/isolinux.bin": ISOLINUX,
    "isolinux/ldlinux.c32": syslinuxModule("ldlinux.c32"),
    "isolinux/isolinux.cfg": `default linux\nlabel linux\n  kernel /images/pxeboot/vmlinuz\n  append initrd=/images/pxeboot/initrd.img,/images/ignition.img ${KARGS.default}\n`,
    "zipl.prm": `${KARGS.default}\n`,
  });
  // Room for a config that coreos-installer writes into the ISO.
  const ignition = join(tree, "images/ignition.img");
  await (await open(ignition, "w")).close();
  await truncate(ignition, 256 * 1024);
  const identity = { name: "Fedora CoreOS", id: "fedora", version: VERSION, installer: "fcos" } as const;
  await releaseInitrd(parts, identity, join(tree, "images/pxeboot/initrd.img"));
  await makeRootfs(parts, join(tree, "images/pxeboot/rootfs.img"));
  await makeEfiBoot(join(tree, "images/efiboot.img"));
  return {
    label: FCOS.label,
    bios: { image: "isolinux/isolinux.bin", catalog: "isolinux/boot.cat" },
    efi: "images/efiboot.img",
  };
}

/** An archive that says which release it belongs to, with the image to install inside. */
async function makeRootfs(parts: string, rootfs: string): Promise<void> {
  const folder = `${rootfs}.d`;
  const image = "usr/share/standin/system.gz";
  await mkdir(join(folder, "etc"), { recursive: true });
  await mkdir(join(folder, dirname(image)), { recursive: true });
  await writeFile(join(folder, "etc/coreos-live-rootfs"), VERSION);
  await link(join(parts, "system.gz"), join(folder, image));
  const names = ["etc", "etc/coreos-live-rootfs", "usr", "usr/share", "usr/share/standin", image].join("\n");
  const args = ["--create", "--format=newc", "--owner=0:0", "--reproducible", "--quiet", `--file=${rootfs}`];
  await run("cpio", args, { cwd: folder, input: `${names}\n` });
  await rm(folder, { recursive: true });
}
