// The two machines that the image boots on here: QEMU's virt (network, everything behind it) and raspi3b (a board's boot
// chain from U-Boot on, with the very image as its card).
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { readFromPartition, setWords } from "./card.ts";
import { type SerialLine, rootShell, serialLine, type Shell } from "./serial.ts";
import { readFirmware } from "./firmware.ts";

export interface Guest {
  /** Kernel and services; here stands the line "rackseed-report: ready …". */
  readonly console: SerialLine;
  /** A root shell, from when the system is far enough. */
  readonly shell: (milliseconds?: number) => Promise<Shell>;
  readonly pid: number;
  /** The machine's power is cut. */
  readonly kill: () => Promise<void>;
  /** Resolves when the machine has switched itself off, or asked to start again (it does not: -no-reboot). */
  readonly ended: Promise<void>;
}

export interface VirtOptions {
  /** A file, or what -blockdev takes otherwise: `driver=nbd,…`. */
  readonly card: string;
  /** Host's port → guest's port, TCP. Absent: `network` says what there is. */
  readonly forward?: Readonly<Record<number, number>>;
  /** -netdev without its id, instead of QEMU's own: "tap,ifname=tap0,script=no,downscript=no". */
  readonly network?: string;
  readonly mac?: string;
  readonly slot?: "A" | "B";
  /** More words on the kernel's command line. */
  readonly words?: string;
  /** More arguments of QEMU. */
  readonly more?: readonly string[];
  readonly memory?: number;
  /** Kernel and initramfs out of this card file, when `card` is not a file. */
  readonly kernelFrom?: string;
  /** Program and arguments before QEMU: ["ip", "netns", "exec", "rack"]. */
  readonly inside?: readonly string[];
  /** Logs and sockets go here; absent: a folder of its own, removed at the end. */
  readonly folder?: string;
}

// Emulation is slow, and slower beside other work: systemd waits as long as the test does.
const REPORT =
  "rs.report systemd.show_status=false systemd.default_timeout_start_sec=900 systemd.default_device_timeout_sec=900";

export async function startVirt(options: VirtOptions): Promise<Guest> {
  const folder = await scratch(options.folder);
  const slot = options.slot ?? "A";
  const [kernel, initrd] = [path.join(folder.path, "Image"), path.join(folder.path, "initrd.img")];
  const from = options.kernelFrom ?? options.card;
  await readFromPartition(from, slot === "A" ? 2 : 3, "/Image", kernel);
  await readFromPartition(from, slot === "A" ? 2 : 3, "/initrd.img", initrd);
  const words = `console=ttyAMA0 net.ifnames=0 panic=10 rs.slot=${slot} rauc.slot=${slot} rs.partuuid=52534531-0${slot === "A" ? 2 : 3} ${REPORT} systemd.debug_shell=ttyS0 ${options.words ?? ""}`;
  const forwards = Object.entries(options.forward ?? {}).map(
    ([host, guest]) => `,hostfwd=tcp:127.0.0.1:${host}-:${guest}`,
  );
  const network = options.network ?? `user${forwards.join("")}`;
  const disk = options.card.startsWith("driver=") ? options.card : `driver=file,filename=${options.card},discard=unmap`;
  return start(
    folder,
    [
      ...["-M", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", String(options.memory ?? 1024)],
      ...["-kernel", kernel, "-initrd", initrd, "-append", words.trim()],
      ...["-blockdev", `${disk},node-name=file`, "-blockdev", "driver=raw,file=file,node-name=card"],
      ...["-device", "virtio-blk-device,drive=card"],
      ...[
        "-netdev",
        `${network},id=n0`,
        "-device",
        `virtio-net-device,netdev=n0,mac=${options.mac ?? "52:54:00:52:53:01"}`,
      ],
      ...["-device", "virtio-rng-device", "-serial", "chardev:console", "-device", "pci-serial,chardev=shell"],
      ...(options.more ?? []),
    ],
    options.inside,
  );
}

export interface PiOptions {
  /** A file; its size is a power of two. */
  readonly card: string;
  readonly words?: string;
  readonly more?: readonly string[];
  readonly folder?: string;
}

/** U-Boot and the device tree come from the card's first partition, where a board's firmware would read them. */
export async function startPi(options: PiOptions): Promise<Guest> {
  const folder = await scratch(options.folder);
  const { uBoot, deviceTree } = await readFirmware(options.card, folder.path);
  // QEMU's watchdog of this board cannot be fed by Linux' driver.
  await setWords(
    options.card,
    `systemd.watchdog_sec=0 ${REPORT} systemd.debug_shell=ttyAMA0 ${options.words ?? ""}`.trim(),
  );
  return start(folder, [
    ...["-M", "raspi3b", "-kernel", uBoot, "-dtb", deviceTree],
    ...["-drive", `file=${options.card},if=sd,format=raw`],
    // The first port is the one that U-Boot uses before it has moved itself; Linux' console is the second.
    ...["-serial", "chardev:shell", "-serial", "chardev:console"],
    ...(options.more ?? []),
  ]);
}

interface Scratch {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

async function scratch(named: string | undefined): Promise<Scratch> {
  if (named !== undefined) {
    await mkdir(named, { recursive: true });
    return { path: named, remove: () => Promise.resolve() };
  }
  const made = await mkdtemp(path.join(tmpdir(), "rackseed-card-"));
  return { path: made, remove: () => rm(made, { recursive: true, force: true }) };
}

async function start(folder: Scratch, args: readonly string[], inside: readonly string[] = []): Promise<Guest> {
  const socket = (name: string): string => path.join(folder.path, `${name}.sock`);
  const chardevs = ["console", "shell"].flatMap((name) => [
    "-chardev",
    `socket,id=${name},path=${socket(name)},server=on,wait=off`,
  ]);
  const [program = "", ...rest] = [
    ...inside,
    ...["qemu-system-aarch64", ...args, ...chardevs],
    ...["-display", "none", "-monitor", "none", "-no-reboot"],
  ];
  const child = spawn(program, rest, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4000)));
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  ended.catch(() => undefined); // whoever waits for the console hears of it
  try {
    const console = await Promise.race([
      serialLine(socket("console"), path.join(folder.path, "console.log")),
      ended.then(() => Promise.reject(new Error(`QEMU did not start: ${said}`))),
    ]);
    return guest(child, console, ended, folder, () => serialLine(socket("shell"), path.join(folder.path, "shell.log")));
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

function guest(
  child: ChildProcess,
  console: SerialLine,
  ended: Promise<void>,
  folder: Scratch,
  openShell: () => Promise<SerialLine>,
): Guest {
  let shell: Promise<Shell> | undefined;
  const stop = (): void => void child.kill("SIGKILL");
  process.once("exit", stop);
  return {
    console,
    shell: (milliseconds = 120_000) => (shell ??= openShell().then((line) => rootShell(line, milliseconds))),
    pid: child.pid ?? 0,
    kill: async () => {
      stop();
      await ended;
      process.removeListener("exit", stop);
      await folder.remove();
    },
    ended,
  };
}
