import { existsSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";

import { LOADERS, OPTIONAL_LOADERS, SYSLINUX_MODULES } from "../appliance/boot/loaders.ts";
import { copyLicence } from "./kernel.ts";
import { unpack } from "./parts.ts";

/** Each package with the loaders in it. The names that end in -signed exist once for each architecture. */
const PACKAGES: readonly { readonly name: string; readonly architecture?: string }[] = [
  { name: "shim-signed", architecture: "amd64" },
  { name: "shim-signed", architecture: "arm64" },
  { name: "grub-efi-amd64-signed" },
  { name: "grub-efi-arm64-signed" },
  { name: "shim-helpers-amd64-signed" },
  { name: "shim-helpers-arm64-signed" },
  { name: "pxelinux" },
  { name: "syslinux-common" },
];

/** Puts what machines start from where the appliance looks for it, with the packages' licences, into `root`. */
export async function loaders(root: string, parts: string, work: string): Promise<void> {
  for (const { name, architecture } of PACKAGES) {
    const raw = path.join(work, "loader-package");
    await unpack(parts, name, raw, architecture);
    for (const { paths } of [...LOADERS, ...OPTIONAL_LOADERS]) {
      for (const file of paths) await copyIfThere(raw, root, file);
    }
    await copyIfThere(raw, root, SYSLINUX_MODULES.folder);
    await copyLicence(raw, root, name);
    await rm(raw, { recursive: true });
  }
  for (const { names, paths } of LOADERS) {
    if (!paths.some((file) => existsSync(path.join(root, file)))) {
      throw new Error(`no package had the loader ${names[0] ?? ""} (${paths.join(", ")})`);
    }
  }
}

async function copyIfThere(raw: string, root: string, file: string): Promise<void> {
  if (!existsSync(path.join(raw, file))) return;
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await cp(path.join(raw, file), path.join(root, file), { recursive: true, dereference: true });
}
