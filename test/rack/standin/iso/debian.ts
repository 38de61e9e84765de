// A Debian DVD, with its package archive. Its own initrd is for CDs, as on the real one; unlike the real one for amd64 it
// carries the initrd for the network too, in install.amd/netboot, because the stand-in's installer has to come from somewhere.
import { createHash } from "node:crypto";
import { link, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { makeEfiBoot, type Mastering } from "./master.ts";
import { GRUB, ISOLINUX, MOK_MANAGER, PIECES, plantFiles, releaseInitrd, SHIM, syslinuxModule } from "./parts.ts";

const VERSION = "12.5.0";
export const DEBIAN = { version: VERSION, label: "Debian 12.5.0 amd64 1", fileName: "debian-12.5.0-amd64-DVD-1.iso" };

/** As real ones are: only the initrd for CDs. Who boots it from the network needs Debian's own installer for that. */
export const DEBIAN_NETINST = {
  ...DEBIAN,
  label: "Debian 12.5.0 amd64 n",
  fileName: "debian-12.5.0-amd64-netinst.iso",
};

export async function plantDebianNetinst(parts: string, tree: string): Promise<Mastering> {
  return { ...(await plantMedium(parts, tree)), label: DEBIAN_NETINST.label };
}

export async function plantDebian(parts: string, tree: string): Promise<Mastering> {
  await mkdir(join(tree, "install.amd/netboot"), { recursive: true });
  await link(join(parts, "vmlinuz"), join(tree, "install.amd/netboot/vmlinuz"));
  const identity = { name: "Debian GNU/Linux", id: "debian", version: VERSION, installer: "debian" } as const;
  await releaseInitrd(parts, { ...identity, variant: "netboot" }, join(tree, "install.amd/netboot/initrd.gz"));
  return plantMedium(parts, tree);
}

async function plantMedium(parts: string, tree: string): Promise<Mastering> {
  await plantFiles(tree, {
    ".disk/info": 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 DVD Binary-1 with firmware 20240210-11:28',
    ".disk/cd_type": "dvd/bluray",
    ".disk/base_installable": "",
    ".disk/base_components": "main\n",
    ".disk/udeb_include": "netcfg\nethdetect\npcmciautils-udeb\nlive-installer\n",
    "README.txt": "A stand-in for tests; it is nobody's product.\n",
    "install.amd/vmlinuz": join(parts, "vmlinuz"),
    "EFI/boot/bootx64.efi": SHIM,
    "EFI/boot/grubx64.efi": GRUB,
    "EFI/boot/mmx64.efi": MOK_MANAGER,
    "EFI/debian/grub.cfg": "search --file --set=root /.disk/info\nset prefix=($root)/boot/grub\n",
    "boot/grub/grub.cfg":
      "menuentry 'Install' { linux /install.amd/vmlinuz vga=788 --- quiet; initrd /install.amd/initrd.gz; }\n",
    "isolinux/isolinux.bin": ISOLINUX,
    "isolinux/ldlinux.c32": syslinuxModule("ldlinux.c32"),
    "isolinux/isolinux.cfg":
      "default install\nlabel install\n  kernel /install.amd/vmlinuz\n  append initrd=/install.amd/initrd.gz\n",
  });
  await writeFile(join(tree, "install.amd/initrd.gz"), CD_INITRD);
  await plantArchive(parts, tree);
  await makeEfiBoot(join(tree, "boot/grub/efi.img"), "EFI/boot");
  await symlink(".", join(tree, "debian"));
  await writeFile(join(tree, "md5sum.txt"), await checksums(tree));
  return {
    label: DEBIAN.label,
    bios: { image: "isolinux/isolinux.bin", catalog: "isolinux/boot.cat" },
    efi: "boot/grub/efi.img",
  };
}

/** Nobody boots it here: a kernel that is given it says that it finds no init. */
const CD_INITRD = gzipSync("the initrd that looks for a CD drive\n");

async function plantArchive(parts: string, tree: string): Promise<void> {
  const debs: Stanza[] = [];
  for (let index = 0; index < PIECES; index++) {
    const name = `standin-system-${index + 1}`;
    const content = await readFile(join(parts, "pieces", String(index)));
    debs.push(await plantDeb(tree, name, "deb", content));
  }
  debs.push(await plantDeb(tree, "standin-notes", "deb", Buffer.from("notes\n")));
  const udebs = [await plantDeb(tree, "standin-component", "udeb", Buffer.from("a component of the installer\n"))];
  const suite = join(tree, "dists/bookworm");
  const indexes = {
    "main/binary-amd64/Packages": Buffer.from(debs.map(stanza).join("\n")),
    "main/debian-installer/binary-amd64/Packages": Buffer.from(udebs.map(stanza).join("\n")),
  };
  const rows: string[] = [];
  for (const [name, content] of Object.entries(indexes)) {
    for (const [file, bytes] of [[name, content] as const, [`${name}.gz`, gzipSync(content)] as const]) {
      rows.push(` ${sha256(bytes)} ${String(bytes.length).padStart(16)} ${file}`);
      await mkdir(dirname(join(suite, file)), { recursive: true });
      await writeFile(join(suite, file), bytes);
    }
  }
  await writeFile(
    join(suite, "Release"),
    [
      ...["Origin: Debian", "Label: Debian", "Suite: stable", "Version: 12.5", "Codename: bookworm"],
      ...["Date: Sat, 10 Feb 2024 11:07:25 UTC", "Architectures: amd64", "Components: main"],
      ...["Description: Debian 12.5 Released 10 February 2024", "SHA256:", ...rows, ""],
    ].join("\n"),
  );
  await symlink("bookworm", join(tree, "dists/stable"));
}

interface Stanza {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly sum: string;
}

async function plantDeb(tree: string, name: string, kind: "deb" | "udeb", content: Buffer): Promise<Stanza> {
  const path = `pool/main/s/standin/${name}_${VERSION}-1_amd64.${kind}`;
  await mkdir(join(tree, dirname(path)), { recursive: true });
  await writeFile(join(tree, path), content);
  return { name, path, size: content.length, sum: sha256(content) };
}

const stanza = ({ name, path, size, sum }: Stanza): string =>
  `Package: ${name}\nVersion: ${VERSION}-1\nArchitecture: amd64\nPriority: required\nFilename: ${path}\nSize: ${size}\nSHA256: ${sum}\nDescription: a piece of the stand-in's system\n`;

const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

/** md5sum.txt as Debian's and Ubuntu's media have it: what the medium's own checker reads. */
export async function checksums(tree: string): Promise<string> {
  const names = (await readdir(tree, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !/\/isolinux\/|\/md5sum\.txt$/.test(name)) // mastering writes into isolinux.bin
    .sort();
  const rows = [];
  for (const name of names) {
    const sum = createHash("md5")
      .update(await readFile(name))
      .digest("hex");
    rows.push(`${sum}  .${name.slice(tree.length)}\n`);
  }
  return rows.join("");
}
