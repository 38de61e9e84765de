// One stand-in installer in a machine, kernel and initrd given directly: what its QEMU tests share.
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Firmware, type Machine, powerOn } from "../vm.ts";
import { standinIso, type StandinIso } from "./build.ts";
import type { IsoKind } from "./kinds.ts";
import { serveStatic, type StaticServer } from "./static-server.ts";

export const HOST = "10.0.2.2"; // this machine's loopback, seen from a QEMU machine on slirp

export interface Bench extends AsyncDisposable {
  readonly iso: StandinIso;
  readonly server: StaticServer;
  /** http://… of the server, as the machine sees it. The tree is below /os, the ISO is /os.iso. */
  readonly base: string;
  install(kernelArguments: string, files: { kernel: string; initrd: string }): Promise<Machine>;
  fromDisk(firmware: Firmware): Promise<Machine>;
}

export async function openBench(kind: IsoKind): Promise<Bench> {
  const iso = await standinIso(kind);
  const folder = await mkdtemp(join(tmpdir(), "standin-iso-"));
  const disk = await open(join(folder, "disk.img"), "w");
  await disk.truncate(1024 ** 3);
  await disk.close();
  const server = await serveStatic({ "/os.iso": iso.path, "/os": iso.tree });
  const machines: Machine[] = [];
  const on = async (firmware: Firmware, more: object = {}): Promise<Machine> => {
    const machine = await powerOn({ firmware, disk: join(folder, "disk.img"), folder, ...more });
    machines.push(machine);
    return machine;
  };
  return {
    iso,
    server,
    base: `http://${HOST}:${server.port}`,
    install: (kernelArguments, { kernel, initrd }) =>
      on("bios", {
        kernel: { image: join(iso.tree, kernel), initrd: join(iso.tree, initrd), arguments: kernelArguments },
      }),
    fromDisk: (firmware) => on(firmware),
    async [Symbol.asyncDispose]() {
      await Promise.all(machines.map((machine) => machine.powerOff()));
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The pairs of `STANDIN DISK name=value …`, from a machine that has started from its disk. */
export async function diskMarker(machine: Machine, seconds: number): Promise<Record<string, string>> {
  const [, pairs = ""] = await machine.sees(/^STANDIN DISK (hostname=.*?)\r?\n/m, seconds);
  return Object.fromEntries(
    pairs.split(" ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}
