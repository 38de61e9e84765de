// Debian's kernel: which package it is, the signed image, and the few modules that the stand-in needs.
import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { run, say } from "./tools.ts";

export interface KernelPackage {
  name: string; // linux-image-6.1.0-56-amd64: the signed one, so that Secure Boot accepts it
  version: string;
}

export interface Kernel {
  release: string; // 6.1.0-56-amd64
  image: string;
  modules: string; // …/lib/modules/6.1.0-56-amd64
}

/** The package behind linux-image-amd64. Asks the network only when apt has no package lists. */
export async function kernelPackage(): Promise<KernelPackage> {
  const found = await currentKernel();
  if (found !== undefined) return found;
  say("apt has no package lists: apt-get update");
  await run("apt-get", ["update", "-qq"]);
  const second = await currentKernel();
  if (second === undefined) throw new Error("apt knows no linux-image-amd64: are Debian's main packages in its sources?");
  return second;
}

async function currentKernel(): Promise<KernelPackage | undefined> {
  const depends = await run("apt-cache", ["depends", "linux-image-amd64"]).catch(() => "");
  const name = /^\s*Depends: (linux-image-\S+)$/m.exec(depends)?.[1];
  if (name === undefined) return undefined;
  const version = /^Version: (\S+)$/m.exec(await run("apt-cache", ["show", "--no-all-versions", name]))?.[1];
  return version === undefined ? undefined : { name, version };
}

/** Downloads and unpacks the package below `folder`; nothing is installed on this machine. */
export async function fetchKernel(wanted: KernelPackage, folder: string): Promise<Kernel> {
  await mkdir(folder, { recursive: true });
  const download = ["download", "-q", "-o", "APT::Sandbox::User=root", `${wanted.name}=${wanted.version}`];
  await run("apt-get", download, { cwd: folder }).catch(async (reason: unknown) => {
    // The lists may be older than the mirror, which keeps only the newest version.
    say(`${String(reason).split("\n")[0]}; once more after apt-get update`);
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", download, { cwd: folder });
  });
  const archive = (await readdir(folder)).find((name) => name.endsWith(".deb"));
  if (archive === undefined) throw new Error(`apt-get download ${wanted.name} left no package`);
  await run("dpkg-deb", ["--extract", archive, "."], { cwd: folder });
  const release = wanted.name.replace(/^linux-image-/, "");
  const library = [join(folder, "usr/lib/modules", release), join(folder, "lib/modules", release)];
  const modules = await firstThatIsThere(library);
  await run("depmod", ["-b", modules.slice(0, modules.lastIndexOf("/lib/modules/")), release]);
  return { release, modules, image: join(folder, "boot", `vmlinuz-${release}`) };
}

async function firstThatIsThere(paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    if (await readdir(path).then(Boolean, () => false)) return path;
  }
  throw new Error(`none of these exists: ${paths.join(", ")}`);
}

/** Puts the modules that these lists name, and what they depend on, into a tree, with indexes of their own. */
export async function installModules(kernel: Kernel, lists: readonly string[], tree: string): Promise<void> {
  const dependencies = parseDependencies(await readFile(join(kernel.modules, "modules.dep"), "utf8"));
  const builtIn = new Set((await readLines(join(kernel.modules, "modules.builtin"))).map(moduleName));
  const target = join(tree, "usr/lib/modules", kernel.release);
  const wanted = (await Promise.all(lists.map(readLines))).flat();
  for (const path of resolveModules(wanted, dependencies, builtIn)) {
    const copy = join(target, path);
    await mkdir(join(copy, ".."), { recursive: true });
    await cp(join(kernel.modules, path), copy);
    // busybox's modprobe does not read every compression; the signature is inside, so Secure Boot stays content.
    if (copy.endsWith(".xz")) await run("xz", ["--decompress", copy]);
  }
  for (const index of ["modules.builtin", "modules.order", "modules.builtin.modinfo"]) {
    await cp(join(kernel.modules, index), join(target, index));
  }
  await run("depmod", ["-b", join(tree, "usr"), kernel.release]);
  await run("sh", ["-c", `rm -f "$1"/*.bin "$1"/modules.builtin.modinfo`, "sh", target]); // busybox reads the text ones
}

async function readLines(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8");
  return text.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter((line) => line !== "");
}

/** kernel/fs/ext4/ext4.ko.xz → ext4; a dash and an underscore are the same in a module's name. */
export const moduleName = (path: string): string =>
  path.slice(path.lastIndexOf("/") + 1).replace(/\.ko(\.[a-z0-9]+)?$/, "").replaceAll("-", "_");

/** modules.dep: a line for each module, its path, a colon, the paths of all modules that it needs. */
export function parseDependencies(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [path, needs] = line.split(":");
    if (path === undefined || needs === undefined) continue;
    found.set(moduleName(path), [path, ...needs.split(" ").filter((need) => need !== "")]);
  }
  return found;
}

/** A name with a question mark may be missing; any other has to be a module or built into the kernel. */
export function resolveModules(
  wanted: readonly string[],
  dependencies: ReadonlyMap<string, readonly string[]>,
  builtIn: ReadonlySet<string>,
): string[] {
  const paths = new Set<string>();
  for (const entry of wanted) {
    const name = moduleName(entry.replace("?", ""));
    const found = dependencies.get(name);
    if (found !== undefined) found.forEach((path) => paths.add(path));
    else if (!builtIn.has(name) && !entry.endsWith("?")) throw new Error(`this kernel has no module ${name}`);
  }
  return [...paths].sort();
}
