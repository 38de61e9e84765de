// A QEMU machine on slirp with its serial console as text: enough to look at the stand-in by itself.
// The rack's machines, on a real wire, are elsewhere.
import { spawn, type ChildProcess } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";

export type Firmware = "bios" | "uefi" | "secure-boot";

export interface MachineOptions {
  firmware: Firmware;
  disk: string;
  folder: string; // for the firmware's variables
  kernel?: { image: string; initrd: string; arguments: string };
}

const OVMF = "/usr/share/OVMF";

async function firmwareArguments({ firmware, folder }: MachineOptions): Promise<string[]> {
  if (firmware === "bios") return ["-machine", "pc"];
  const secure = firmware === "secure-boot";
  const variables = join(folder, `${firmware}.vars.fd`);
  await copyFile(join(OVMF, secure ? "OVMF_VARS_4M.ms.fd" : "OVMF_VARS_4M.fd"), variables);
  const code = join(OVMF, secure ? "OVMF_CODE_4M.secboot.fd" : "OVMF_CODE_4M.fd");
  return [
    ...["-machine", secure ? "q35,smm=on" : "q35"],
    ...(secure ? ["-global", "driver=cfi.pflash01,property=secure,value=on"] : []),
    ...["-drive", `if=pflash,format=raw,unit=0,file=${code},readonly=on`],
    ...["-drive", `if=pflash,format=raw,unit=1,file=${variables}`],
  ];
}

export async function powerOn(options: MachineOptions): Promise<Machine> {
  const { kernel, disk } = options;
  const child = spawn(
    "setpriv", // so that it dies with this process however that ends
    [
      ...["--pdeathsig", "KILL", "qemu-system-x86_64"],
      ...(await firmwareArguments(options)),
      ...["-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1024", "-nographic", "-monitor", "none"],
      ...["-no-reboot", "-netdev", "user,id=n0,ipv6=off", "-device", "virtio-net-pci,netdev=n0,romfile="],
      ...[
        "-drive",
        `if=none,id=d0,format=raw,file=${disk}`,
        "-device",
        "ahci,id=sata",
        "-device",
        "ide-hd,drive=d0,bus=sata.0,bootindex=1",
      ],
      ...(kernel
        ? ["-kernel", kernel.image, "-initrd", kernel.initrd, "-append", `${kernel.arguments} no_timer_check`]
        : []),
    ],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  return new Machine(child);
}

export class Machine {
  readonly #child: ChildProcess;
  readonly exited: Promise<void>;
  serial = "";

  constructor(child: ChildProcess) {
    this.#child = child;
    this.exited = new Promise((resolve) => child.once("close", () => resolve()));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.serial += chunk.toString();
        child.emit("serial");
      });
    }
  }

  type(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** The first match on the serial console; when it does not come in time or the machine ends, what was seen instead. */
  async sees(expected: RegExp, seconds: number): Promise<RegExpExecArray> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const found = expected.exec(this.serial);
      if (found !== null) return found;
      const left = deadline - Date.now();
      if (left <= 0 || this.#child.exitCode !== null) {
        throw new Error(
          `no ${String(expected)} within ${seconds} s; the serial console ends with:\n${this.serial.slice(-3000)}`,
        );
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, left);
        const child = this.#child;
        function wake(): void {
          clearTimeout(timer);
          child.off("serial", wake).off("close", wake);
          resolve();
        }
        child.once("serial", wake).once("close", wake);
      });
    }
  }

  /** It ends by itself: with -no-reboot that is what a reboot looks like. */
  async ends(seconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`still running after ${seconds} s:\n${this.serial.slice(-3000)}`)),
        seconds * 1000,
      );
    });
    await Promise.race([this.exited, late]).finally(() => clearTimeout(timer));
  }

  async powerOff(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGKILL");
    await this.exited;
  }
}
