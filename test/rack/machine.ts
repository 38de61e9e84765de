import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Child } from "./child.ts";
import { type Console, consoleLog } from "./console.ts";
import { type Firmware, type Hardware, makeVariableStore, qemuCommand } from "./firmware.ts";
import type { Namespace } from "./namespace.ts";

export interface MachineSpec {
  readonly name: string;
  readonly mac: string;
  readonly firmware: Firmware;
  /** A size as truncate(1) takes it; the file is sparse. Default 4G. */
  readonly diskSize?: string;
  readonly memory?: string;
  readonly nic?: "virtio" | "e1000e";
  readonly uuid?: string;
  readonly serial?: string;
  /** The order in the machine's own set-up: network, then disk, as in a rack (default); or disk, then network. */
  readonly boot?: "network-first" | "disk";
  /** MACs of further cards on the same switch; the firmware boots from the first card only. */
  readonly extraNics?: readonly string[];
}

export interface Machine {
  readonly name: string;
  readonly mac: string;
  readonly uuid: string;
  /** The raw disk image. */
  readonly disk: string;
  readonly console: Console;
  /** Everything the console ever said, as it came. */
  readonly consoleFile: string;
  readonly running: boolean;
  powerOn(): Promise<void>;
  /** Pulls the plug. */
  powerOff(): Promise<void>;
  /** Pulls the plug and puts it in again. */
  reset(): Promise<void>;
  /** True while nothing was ever written to the disk. */
  diskIsBlank(): Promise<boolean>;
}

export async function makeMachine(namespace: Namespace, spec: MachineSpec): Promise<Machine> {
  const inFolder = (suffix: string): string => join(namespace.folder, `${spec.name}.${suffix}`);
  const disk = inFolder("disk");
  await namespace.exec(["truncate", "--size", spec.diskSize ?? "4G", disk]);
  makeVariableStore(spec.firmware, inFolder("vars"));
  const nics = [];
  for (const mac of [spec.mac, ...(spec.extraNics ?? [])]) nics.push({ mac, tap: await namespace.tap() });
  const uuid = spec.uuid ?? uuidOf(spec.mac);
  const hardware: Hardware = {
    firmware: spec.firmware,
    memory: spec.memory ?? "1024",
    nic: spec.nic ?? "virtio",
    nics,
    disk,
    vars: inFolder("vars"),
    uuid,
    serial: spec.serial ?? `SN-${spec.name}`,
    boot: spec.boot ?? "network-first",
  };
  const console = consoleLog(spec.name);
  const consoleFile = inFolder("console.log");
  const file = createWriteStream(consoleFile, { flags: "a" });
  let qemu: Child | undefined;

  const machine: Machine = {
    name: spec.name,
    mac: spec.mac,
    uuid,
    disk,
    console,
    consoleFile,
    get running() {
      return qemu?.running ?? false;
    },
    async powerOn() {
      if (machine.running) return;
      console.restart();
      const started = await namespace.spawn(qemuCommand(hardware));
      qemu = started;
      // QEMU's own complaints belong to the story too.
      for (const stream of [started.stdout, started.stderr]) {
        stream.setEncoding("latin1").on("data", (text: string) => {
          console.write(text);
          file.write(text);
        });
      }
      void started.ended.then((end) => console.close(`the machine went off (QEMU: ${end})`));
    },
    async powerOff() {
      qemu?.signal("SIGKILL");
      await qemu?.ended; // its lock on the disk goes with it
    },
    async reset() {
      await machine.powerOff();
      await machine.powerOn();
    },
    diskIsBlank: () => isBlank(disk),
  };
  return machine;
}

/** No block allocated, and the first MiB (partition table, boot sectors) reads as zeros. */
export async function isBlank(path: string): Promise<boolean> {
  if ((await stat(path)).blocks > 0) return false;
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(1024 * 1024) });
  return buffer.subarray(0, bytesRead).every((byte) => byte === 0);
}

/** The same machine has the same UUID in every run. */
function uuidOf(mac: string): string {
  const hex = createHash("sha256").update(mac).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
