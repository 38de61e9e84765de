import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { type Loader, LOADERS, OPTIONAL_LOADERS, SYSLINUX_MODULES } from "./loaders.ts";

export class MissingLoadersError extends Error {
  override name = "MissingLoadersError";
}

/** Where each loader lies on this system, by the name (lower case) that firmware asks for. Looked up once, at the start. */
export function loaderFiles(root = "/"): Map<string, string> {
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
      missing.push(`${loader.names[0] ?? ""} (package ${loader.package})`);
    }
  }
  OPTIONAL_LOADERS.forEach(enter);

  const modules = path.join(root, SYSLINUX_MODULES.folder);
  for (const name of existsSync(modules) ? readdirSync(modules) : []) {
    if (name.endsWith(".c32")) {
      files.set(name.toLowerCase(), path.join(modules, name));
    }
  }
  if (!files.has(SYSLINUX_MODULES.needed)) {
    missing.push(`${SYSLINUX_MODULES.needed} (package ${SYSLINUX_MODULES.package})`);
  }

  if (missing.length > 0) {
    throw new MissingLoadersError(
      `Boot loaders are missing: ${missing.join(", ")}. Install these packages with apt-get install, then start again.`,
    );
  }
  return files;
}
