// The root file system: Debian's base, what is unpacked, the application, and the overlays on top of it all.
import { existsSync } from "node:fs";
import { chmod, cp, lstat, mkdir, readlink, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

import { SOURCE_DATE } from "../appliance/version.ts";
import { application, PROJECT } from "./app.ts";
import { type Base, SOURCE_DATE_EPOCH } from "./base.ts";
import { writeTrust } from "./bundle.ts";
import { signingKeys } from "./keys.ts";
import type { Kernel } from "./kernel.ts";
import { loaders } from "./loaders.ts";
import { EVERYBODYS_MIRRORS, sources } from "./mirror.ts";
import type { Options } from "./options.ts";
import { run } from "./run.ts";
import { setTimes, sortedTree } from "./tree-files.ts";
import { users } from "./users.ts";

/** What an update must be made for (RAUC's word). */
export const compatible = (options: Options): string =>
  options.flavour === "plain" ? "rackseed-arm64" : "rackseed-kiosk-arm64";

export async function rootTree(base: Base, kernel: Kernel, options: Options, work: string): Promise<string> {
  const root = path.join(work, "root");
  await mkdir(root);
  await run("tar", ["--extract", "--file", base.root, "--directory", root, "--numeric-owner", "--same-permissions"]);
  await rm(path.join(root, "dev"), { recursive: true, force: true });
  for (const name of ["dev", "data", "boot/firmware", "etc/rackseed"])
    await mkdir(path.join(root, name), { recursive: true });
  // Whoever built this may have had a mirror next door.
  await writeFile(path.join(root, "etc/apt/sources.list"), sources(EVERYBODYS_MIRRORS, "arm64"));
  await cp(kernel.tree, root, { recursive: true });
  await loaders(root, base.parts, work);
  await application(root, options);
  for (const name of ["rootfs", ...(options.flavour === "kiosk" ? ["kiosk"] : [])]) {
    await lay(path.join(PROJECT, "overlays", name), root);
  }
  await writeTrust(root, await signingKeys(), compatible(options));
  await users(root);
  await writeFile(path.join(root, "etc/rackseed/release"), release(options));
  // systemd's services that bring caches up to date after an update of /usr: what they would do is done in the image.
  for (const name of ["etc/.updated", "var/.updated"]) {
    await writeFile(path.join(root, name), `TIMESTAMP_NSEC=${SOURCE_DATE_EPOCH}000000000\n`);
  }
  // A box without a clock starts with this file's date (systemd's time-epoch), not with that of systemd's own release.
  await writeFile(path.join(root, "usr/lib/clock-epoch"), "");
  await setTimes(root);
  return root;
}

const release = (options: Options): string =>
  [
    `VERSION=${options.version}`,
    `BUILD=${SOURCE_DATE.toISOString()}`,
    `FLAVOUR=${options.flavour}`,
    `COMPATIBLE=${compatible(options)}`,
    "",
  ].join("\n");

/** An overlay's path here is its path there. Owner root; a file is executable or not, as git keeps it, whatever the umask was. */
export async function lay(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  for (const name of await sortedTree(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const stat = await lstat(source);
    if (stat.isDirectory()) {
      await mkdir(target, { recursive: true });
      continue;
    }
    await rm(target, { force: true });
    if (stat.isSymbolicLink()) {
      await symlink(await readlink(source), target);
    } else {
      await cp(source, target);
      await chmod(target, (stat.mode & 0o111) === 0 ? 0o644 : 0o755);
    }
  }
}
