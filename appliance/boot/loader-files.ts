import { globSync, statSync } from "node:fs";
import { LOADERS } from "./loaders.ts";

export interface LoaderFiles {
  /** Path on disk by the (lower-case) name that is asked for. */
  readonly files: ReadonlyMap<string, string>;
  /** One sentence for each Debian package that is not installed. */
  readonly missing: readonly string[];
}

/** Finds the boot loaders that Debian's packages brought. `root` is for tests. */
export function loaderFiles(root = ""): LoaderFiles {
  const files = new Map<string, string>();
  const missing = new Map<string, string>();
  for (const loader of LOADERS) {
    const path = loader.paths
      .flatMap((pattern) =>
        globSync(root + pattern)
          .sort()
          .reverse(),
      )
      .find(isFile);
    if (path === undefined) {
      missing.set(
        loader.package,
        `The Debian package ${loader.package} is not installed, so ${loader.needs} cannot boot from here. Install it: apt-get install ${loader.package}.`,
      );
    } else {
      for (const name of loader.names) files.set(name, path);
    }
  }
  return { files, missing: [...missing.values()] };
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
