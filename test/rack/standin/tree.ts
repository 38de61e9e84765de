// Root file systems, put together from our own files, this machine's programs with their libraries, and busybox.
import { access, cp, mkdir, readdir, realpath, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { run } from "./tools.ts";

/** Where a file lies below image/ is where it lies in the system that boots. */
export const imageFolder = (name: string): string => join(import.meta.dirname, "image", name);

export interface Ingredients {
  overlays: readonly string[];
  programs: readonly string[];
}

export async function plantTree(tree: string, { overlays, programs }: Ingredients): Promise<void> {
  for (const folder of ["usr/bin", "usr/sbin", "usr/lib", "usr/lib64"])
    await mkdir(join(tree, folder), { recursive: true });
  for (const name of ["bin", "sbin", "lib", "lib64"]) await symlink(`usr/${name}`, join(tree, name));
  for (const name of ["dev", "proc", "sys", "run", "tmp", "root", "etc", "var/lib", "home/core"]) {
    await mkdir(join(tree, name), { recursive: true });
  }
  for (const overlay of overlays) await cp(imageFolder(overlay), tree, { recursive: true });
  for (const program of programs) await plantProgram(program, tree);
  await symlink("reboot", join(tree, "usr/sbin/poweroff"));
  await symlink("reboot", join(tree, "usr/sbin/halt"));
  // As on CoreOS. It matters: busybox's own shell would run its applets where GNU's programs are meant.
  if (programs.includes("bash")) await symlink("bash", join(tree, "usr/bin/sh"));
  await plantBusybox(tree);
}

export async function plantProgram(name: string, tree: string): Promise<void> {
  const path = (await run("sh", ["-c", `command -v -- "$1"`, "sh", name])).trim();
  await cp(await realpath(path), join(tree, "usr", path.includes("/sbin/") ? "sbin" : "bin", name));
  for (const library of await librariesOf(path)) {
    const copy = join(tree, library);
    await mkdir(dirname(copy), { recursive: true });
    await cp(await realpath(library), copy);
  }
}

/** The loader and the libraries, by the names under which the loader will look for them. */
async function librariesOf(program: string): Promise<string[]> {
  const lines = (await run("ldd", [program])).split("\n");
  const missing = lines.find((line) => line.includes("not found"));
  if (missing !== undefined) throw new Error(`${program} lacks a library: ${missing.trim()}`);
  return lines.flatMap((line) => /(\/\S+) \(0x/.exec(line)?.[1] ?? []);
}

/** busybox under each of its names that nothing better has taken. */
async function plantBusybox(tree: string): Promise<void> {
  const program = "/bin/busybox";
  await access(program);
  await cp(await realpath(program), join(tree, "usr/bin/busybox"));
  const taken = new Set([...(await readdir(join(tree, "usr/bin"))), ...(await readdir(join(tree, "usr/sbin")))]);
  for (const applet of (await run(program, ["--list-full"])).split("\n")) {
    const name = basename(applet);
    if (!applet.includes("bin/") || taken.has(name) || name === "init") continue;
    const sbin = applet.includes("sbin/");
    await symlink(sbin ? "../bin/busybox" : "busybox", join(tree, "usr", sbin ? "sbin" : "bin", name));
  }
}
