import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Keys and certificates by name, as PEM, in a folder that nobody else may read. */
export interface TlsFiles {
  read(name: string): string | undefined;
  /** Whole or not at all, also when the power goes. */
  write(name: string, text: string): void;
}

export function tlsFiles(folder: string): TlsFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    read(name) {
      try {
        return readFileSync(join(folder, name), "ascii");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    write(name, text) {
      const path = join(folder, name);
      const file = openSync(`${path}.new`, "w", 0o600);
      try {
        writeSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(`${path}.new`, path);
      syncFolder(folder);
    },
  };
}

/** The new name itself is on the disk only after this. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
