// An installer's script on this machine: a file is the disk, fakes/ answers for mount and its like, a server on loopback watches.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standinIso, type StandinIso } from "./build.ts";
import type { IsoKind } from "./kinds.ts";
import { serveStatic, type StaticServer } from "./static-server.ts";

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

export interface Host extends AsyncDisposable {
  readonly iso: StandinIso;
  readonly server: StaticServer;
  readonly base: string;
  /** Runs it with this kernel command line on a blank disk (or one that is in use). */
  run(cmdline: string, more?: { diskInUse?: boolean; osRelease?: string }): Promise<Outcome>;
  /** A file on the new system's ROOT. */
  installed(path: string): Promise<string>;
  /** The first bytes of the disk. */
  diskStart(bytes: number): Promise<Buffer>;
}

export async function openHost(kind: IsoKind, script: string, osRelease: string): Promise<Host> {
  const iso = await standinIso(kind);
  const folder = await mkdtemp(join(tmpdir(), "standin-host-"));
  const server = await serveStatic({ "/os.iso": iso.path, "/os": iso.tree });
  const at = (...names: string[]): string => join(folder, ...names);
  return {
    iso,
    server,
    base: `http://127.0.0.1:${server.port}`,
    async run(cmdline, { diskInUse = false, osRelease: other } = {}) {
      server.asked.length = 0;
      for (const name of ["work", "disks", "dev", "sys", "target"])
        await rm(at(name), { recursive: true, force: true });
      await mkdir(at("sys/block/sda"), { recursive: true });
      await mkdir(at("sys/class/net/eth0/device"), { recursive: true });
      await mkdir(at("sys/class/dmi/id"), { recursive: true });
      await mkdir(at("dev/disk/by-id"), { recursive: true });
      await mkdir(at("disks/ROOT/etc"), { recursive: true });
      await writeFile(at("disks/ROOT/etc/passwd"), "root:x:0:0:root:/root:/bin/bash\n");
      await writeFile(at("sys/class/net/eth0/address"), "52:54:00:77:00:09\n");
      await writeFile(at("sys/class/dmi/id/product_serial"), "SN-09\n");
      await writeFile(at("cmdline"), `${cmdline}\n`);
      await writeFile(at("os-release"), other ?? osRelease);
      const disk = await open(at("dev/sda"), "w");
      if (diskInUse) await disk.write("in use");
      await disk.truncate(160 * 1024 * 1024);
      await disk.close();
      await symlink("../../sda", at("dev/disk/by-id/ata-TEST_1"));
      return finished(script, folder);
    },
    installed: (path) => readFile(at("disks/ROOT", path), "utf8"),
    async diskStart(bytes) {
      await using disk = await open(at("dev/sda"));
      return (await disk.read(Buffer.alloc(bytes), 0, bytes, 0)).buffer;
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function finished(script: string, folder: string): Promise<Outcome> {
  const installers = join(import.meta.dirname, "image/installer/usr/lib/standin/installer");
  const child = spawn("bash", [join(installers, `${script}.sh`)], {
    env: {
      PATH: `${join(import.meta.dirname, "fakes")}:${join(import.meta.dirname, "image/installer/usr/bin")}:${process.env["PATH"] ?? ""}`,
      FAKE_LOG: join(folder, "log"),
      FAKE_DISKS: join(folder, "disks"),
      STANDIN_CMDLINE: join(folder, "cmdline"),
      STANDIN_WORK: join(folder, "work"),
      STANDIN_SYSROOT: join(folder, "target"),
      STANDIN_SYSIMAGE: join(folder, "sysimage"),
      STANDIN_SYS: join(folder, "sys"),
      STANDIN_DEV: join(folder, "dev"),
      STANDIN_YAML: join(import.meta.dirname, "../image/common/usr/lib/standin/cloud-config.awk"),
      STANDIN_AUTOINSTALL: join(folder, "autoinstall.yaml"),
      STANDIN_OS_RELEASE: join(folder, "os-release"),
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const timer = setTimeout(() => child.kill("SIGKILL"), 120_000);
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  return { status, output };
}
