import { type Mac, pxelinuxMac } from "../net/mac.ts";
import {
  type BootPlan,
  checkPath,
  consoleLine,
  type KernelPlan,
  type LocalPlan,
  type MenuPlan,
  showable,
} from "./plan.ts";

// grub.cfg for UEFI, x64 and arm64 alike (Debian's signed GRUB 2.06). Kernel and initrd by TFTP from where GRUB itself
// came: (http,…) fails in this GRUB with "disk not found". Every value stands in single quotes, within which GRUB's
// shell takes everything literally.

export function grubConfig(plan: BootPlan, mac: Mac | undefined): string {
  const lines = plan.kind === "menu" ? menuLines(plan, mac) : ["set timeout=0", ...directLines(plan, mac)];
  return [...lines, ""].join("\n");
}

const directLines = (plan: LocalPlan | KernelPlan, mac: Mac | undefined): string[] => [
  `echo ${quote(consoleLine(plan))}`,
  ...(plan.kind === "local" ? LOCAL : kernelLines(plan, mac)),
];

const menuLines = (plan: MenuPlan, mac: Mac | undefined): string[] => [
  `set timeout=${plan.timeoutSeconds}`,
  "set default=0",
  ...plan.entries.flatMap((entry) => [
    `menuentry ${quote(showable(entry.label))} {`,
    ...directLines(entry.plan, mac),
    "}",
  ]),
];

/** Folders below EFI/ on a disk, as the systems' installers name them. */
const SYSTEMS = "redhat centos rocky almalinux fedora debian ubuntu opensuse sles";
const LOADERS = ["shim$cpu.efi", "grub$cpu.efi"];

/**
 * Debian's GRUB can only exit with success, and then the firmware is satisfied and opens its setup menu instead of the
 * next entry (OVMF 2022.11: "loading Boot0000 UiApp"). So GRUB itself starts what is on the disk: the system's own
 * loader first; the fall-back EFI/BOOT last, because RHEL's resets the machine to enter itself into the boot order.
 * A GRUB that knows a status (Red Hat's) and finds no disk goes on to the firmware's next entry.
 */
const LOCAL = [
  "sleep 2",
  'if [ "$grub_cpu" = arm64 ]; then set cpu=aa64; else set cpu=x64; fi',
  "for disk in (hd*); do",
  'if [ -d "$disk/EFI" ]; then',
  `for loader in ${SYSTEMS.split(" ")
    .flatMap((system) => LOADERS.map((loader) => `${system}/${loader}`))
    .join(" ")} BOOT/BOOT$cpu.EFI; do`,
  'if [ -f "$disk/EFI/$loader" ]; then',
  'echo "Rackseed: starting $disk/EFI/$loader"',
  'set root="$disk"', // chainloader tells the loader that it came from $root
  'if chainloader "/EFI/$loader"; then boot; fi',
  "fi",
  "done",
  "fi",
  "done",
  "exit 1",
];

function kernelLines(plan: KernelPlan, mac: Mac | undefined): string[] {
  const bootif = mac === undefined ? [] : [`BOOTIF=${pxelinuxMac(mac)}`]; // pxelinux and iPXE know the card, GRUB does not
  const efi = plan.linuxefi === true ? "efi" : "";
  const load = [
    [`linux${efi}`, quote(checkPath(plan.kernel)), ...[...plan.args, ...bootif].map(quote)].join(" "),
    ...(plan.initrds.length === 0
      ? []
      : [[`initrd${efi}`, ...plan.initrds.map((path) => quote(checkPath(path)))].join(" ")]),
  ];
  return [
    ...(plan.unsigned === undefined
      ? []
      : [`echo ${quote(`Rackseed: ${showable(`with Secure Boot this cannot start: ${plan.unsigned}`)}`)}`]),
    ...load.map((command) => `if ${command}; then`),
    "boot",
    ...load.map(() => "fi"),
    `echo ${quote("Rackseed: the files did not arrive whole; this machine starts again in 10 seconds.")}`,
    "sleep 10",
    "reboot", // never exit here: OVMF opens its setup menu, and the machine would wait there for a person
  ];
}

const quote = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
