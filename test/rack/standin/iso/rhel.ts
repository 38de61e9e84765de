// DVDs of the RHEL family, el6 to el10: where each generation keeps kernel, second stage, loaders and repositories.
import { createHash } from "node:crypto";
import { link, readFile } from "node:fs/promises";
import { join } from "node:path";
import { makeEfiBoot, type Mastering } from "./master.ts";
import { GRUB, ISOLINUX, MOK_MANAGER, PIECES, plantFiles, releaseInitrd, SHIM, syslinuxModule } from "./parts.ts";
import { plantRepository, type StandinPackage } from "./repository.ts";
import { treeInfo, type Generation } from "./treeinfo.ts";

const LOADERS = { "BOOTX64.EFI": SHIM, "grubx64.efi": GRUB, "mmx64.efi": MOK_MANAGER };

export async function plantRhel(generation: Generation, parts: string, tree: string): Promise<Mastering> {
  const { name, id, version, major } = generation;
  await plantFiles(tree, {
    "images/pxeboot/vmlinuz": join(parts, "vmlinuz"),
    [generation.stage2]: stage2(generation),
    "media.repo": `[InstallMedia]\nname=${name} ${version}\nmediaid=1714500000.123456\nmetadata_expire=-1\ngpgcheck=0\ncost=500\n`,
    ".discinfo": `1714500000.123456\n${name} ${version}\nx86_64\n${major < 8 ? "1\n" : "ALL\n"}`,
    EULA: "This is a stand-in for tests; it is nobody's product.\n",
    GPL: "See the licences of the programs inside.\n",
  });
  const initrd = join(tree, "images/pxeboot/initrd.img");
  await releaseInitrd(parts, { name, id, version, installer: "anaconda" }, initrd);
  await plantPackages(generation, parts, tree);
  const mastering = await plantLoaders(generation, tree);
  await plantFiles(tree, { ".treeinfo": await treeInfo(generation, (path) => sumOf(join(tree, path))) });
  return { label: generation.label, ...mastering };
}

/** The installers check that they were given their own release's second stage, whole. */
const stage2 = ({ major, version }: Generation): string =>
  `STANDIN STAGE2 ${major} ${version}\n${"stage2 ".repeat(60_000)}\n`;

async function plantLoaders({ major, name }: Generation, tree: string): Promise<Omit<Mastering, "label">> {
  const menu = `set timeout=60\nmenuentry 'Install ${name}' { linux /images/pxeboot/vmlinuz quiet; initrd /images/pxeboot/initrd.img; }\n`;
  if (major === 6) {
    await plantFiles(tree, {
      "EFI/BOOT/BOOTX64.efi": "/usr/lib/systemd/boot/efi/systemd-bootx64.efi", // GRUB 0.97 there: no shim, no Secure Boot
      "EFI/BOOT/BOOTX64.conf": "default=0\ntimeout 5\n",
    });
  } else {
    const files = Object.entries({ ...LOADERS, "grub.cfg": menu }).map(([file, source]) => [
      `EFI/BOOT/${file}`,
      source,
    ]);
    await plantFiles(tree, Object.fromEntries(files) as Record<string, string>);
    await makeEfiBoot(join(tree, "images/efiboot.img"));
  }
  const efi = major === 6 ? {} : { efi: "images/efiboot.img" };
  if (major >= 10) {
    await plantFiles(tree, { "images/eltorito.img": ISOLINUX, "boot/grub2/grub.cfg": menu });
    return { bios: { image: "images/eltorito.img", catalog: "boot.catalog" }, ...efi };
  }
  await plantFiles(tree, {
    "isolinux/isolinux.bin": ISOLINUX,
    "isolinux/vesamenu.c32": syslinuxModule("vesamenu.c32"),
    "isolinux/ldlinux.c32": syslinuxModule("ldlinux.c32"),
    "isolinux/libcom32.c32": syslinuxModule("libcom32.c32"),
    "isolinux/libutil.c32": syslinuxModule("libutil.c32"),
    "isolinux/boot.msg": `\u000c\nPress the <ENTER> key to begin the installation of ${name}.\n`,
    "isolinux/splash.png": splash(),
    "isolinux/isolinux.cfg": `default vesamenu.c32\ntimeout 600\nlabel linux\n  kernel vmlinuz\n  append initrd=initrd.img quiet\n`,
  });
  // Links, as the vendors' mastering makes them: one extent for both names.
  for (const file of ["vmlinuz", "initrd.img"])
    await link(join(tree, "images/pxeboot", file), join(tree, "isolinux", file));
  return { bios: { image: "isolinux/isolinux.bin", catalog: "isolinux/boot.cat" }, ...efi };
}

/** The smallest PNG that menus accept. */
const splash = (): string => join(import.meta.dirname, "splash.png");

async function plantPackages(generation: Generation, parts: string, tree: string): Promise<void> {
  const { repositories, version, major, nested } = generation;
  const all = Array.from({ length: PIECES }, (_, index): StandinPackage => ({
    name: `standin-system-${index + 1}`,
    file: join(parts, "pieces", String(index)),
  }));
  const main = repositories.filter(({ addOn }) => addOn !== true);
  for (const [index, { path, addOn }] of repositories.entries()) {
    // The pieces are spread over the main repositories: an installer that sees only the first one has half a system.
    const own = addOn === true ? [] : all.filter((_, piece) => piece % main.length === index % main.length);
    const small = { name: `standin-notes-${index + 1}`, text: `notes for ${path}\n` };
    await plantRepository(join(tree, path), [...own, small], { version, major, nested: nested ?? false });
  }
}

async function sumOf(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}
