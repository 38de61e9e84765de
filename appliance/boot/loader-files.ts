import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { BootArch } from "./architecture.ts";
import { INSTALLERS, type Loader, LOADERS, OPTIONAL_LOADERS, SYSLINUX_MODULES } from "./loaders.ts";

export interface LoaderFiles {
  /** Where each loader lies on this system, by the name (lower case) that firmware asks for. */
  readonly files: ReadonlyMap<string, string>;
  /** One sentence for what is missing and what cannot boot without it; an appliance for BIOS machines needs no arm64 loader. */
  readonly missing: readonly string[];
}

const MACHINES: Readonly<Record<BootArch, string>> = { bios: "BIOS", x64: "UEFI x64", arm64: "UEFI arm64" };

const sentence = (file: string, arch: BootArch, name: string): string =>
  `The boot loader ${file} is missing, so ${MACHINES[arch]} machines cannot boot from here. Install the Debian package ${name} with apt-get install, then start again.`;

/** Looked up once, at the start. */
export function loaderFiles(root = "/"): LoaderFiles {
  const files = new Map<string, string>();
  const missing: string[] = [];

  const enter = (loader: Loader): boolean => {
    const found = loader.paths.map((candidate) => path.join(root, candidate)).find((file) => existsSync(file));
    if (found === undefined) {
      return false;
    }
    for (const name of loader.names) {
      files.set(name, found);
    }
    return true;
  };

  for (const loader of LOADERS) {
    if (!enter(loader)) {
      missing.push(sentence(loader.names[0] ?? "", loader.arch, loader.package));
    }
  }
  OPTIONAL_LOADERS.forEach(enter);
  for (const installer of INSTALLERS) {
    const file = path.join(root, installer.path);
    if (existsSync(file)) files.set(installer.name, file);
  }

  const modules = path.join(root, SYSLINUX_MODULES.folder);
  for (const name of existsSync(modules) ? readdirSync(modules) : []) {
    if (name.endsWith(".c32")) {
      files.set(name.toLowerCase(), path.join(modules, name));
    }
  }
  if (!files.has(SYSLINUX_MODULES.needed)) {
    missing.push(sentence(SYSLINUX_MODULES.needed, "bios", SYSLINUX_MODULES.package));
  }

  return { files, missing };
}
