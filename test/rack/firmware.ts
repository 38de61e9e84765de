import { copyFileSync } from "node:fs";

export type Firmware = "bios" | "uefi" | "uefi-secure-boot" | "arm64";

/** What QEMU is told for each kind of machine; traps and versions in docs/virtual-rack.md. */
export interface Board {
  readonly qemu: string;
  readonly machine: readonly string[];
  /** Firmware code and an empty variable store, which each machine gets a copy of. SeaBIOS needs neither. */
  readonly flash?: { readonly code: string; readonly vars: string };
  /** How the disk is attached so that Linux calls it /dev/sda: AHCI as in a real machine, virtio-scsi where there is no AHCI. */
  readonly disk: readonly string[];
  /** What the card's ROM is: SeaBIOS boots by QEMU's iPXE ROM; edk2 has drivers of its own, and its Secure Boot refuses that ROM. */
  readonly nicRom: "ipxe" | "none";
}

const AHCI = ["-device", "ide-hd,bus=ide.0,drive=disk0"];
const OVMF = "/usr/share/OVMF";
const TCG = ["-accel", "tcg,thread=multi"];

export const BOARDS: Record<Firmware, Board> = {
  bios: { qemu: "qemu-system-x86_64", machine: ["-M", "q35", ...TCG, "-cpu", "max"], disk: AHCI, nicRom: "ipxe" },
  uefi: {
    qemu: "qemu-system-x86_64",
    machine: ["-M", "q35", ...TCG, "-cpu", "max"],
    flash: { code: `${OVMF}/OVMF_CODE_4M.fd`, vars: `${OVMF}/OVMF_VARS_4M.fd` },
    disk: AHCI,
    nicRom: "none",
  },
  "uefi-secure-boot": {
    qemu: "qemu-system-x86_64",
    machine: ["-M", "q35,smm=on", "-global", "driver=cfi.pflash01,property=secure,value=on", ...TCG, "-cpu", "max"],
    flash: { code: `${OVMF}/OVMF_CODE_4M.secboot.fd`, vars: `${OVMF}/OVMF_VARS_4M.ms.fd` },
    disk: AHCI,
    nicRom: "none",
  },
  arm64: {
    qemu: "qemu-system-aarch64",
    machine: ["-M", "virt", ...TCG, "-cpu", "cortex-a57"],
    flash: { code: "/usr/share/AAVMF/AAVMF_CODE.fd", vars: "/usr/share/AAVMF/AAVMF_VARS.fd" },
    disk: ["-device", "virtio-scsi-pci", "-device", "scsi-hd,drive=disk0"],
    nicRom: "none",
  },
};

export interface Nic {
  readonly mac: string;
  readonly tap: string;
}

export interface Hardware {
  readonly firmware: Firmware;
  readonly memory: string;
  readonly nic: "virtio" | "e1000e";
  readonly nics: readonly Nic[];
  readonly disk: string;
  readonly vars: string;
  readonly uuid: string;
  readonly serial: string;
  readonly boot: "network-first" | "disk";
}

export function qemuCommand(hardware: Hardware): string[] {
  const board = BOARDS[hardware.firmware];
  const networkFirst = hardware.boot === "network-first";
  return [
    board.qemu,
    ...board.machine,
    ...["-smp", "2", "-m", hardware.memory],
    // -nographic and not -display none: it is what makes SeaBIOS and iPXE talk on the serial port.
    ...["-nographic", "-monitor", "none", "-nodefaults", "-serial", "stdio"],
    // Without -uuid QEMU sends a GUID of zeros, and pxelinux then skips its request for a UUID's file.
    ...["-uuid", hardware.uuid, "-smbios", `type=1,manufacturer=Rackseed,product=Virtual,serial=${hardware.serial}`],
    ...["-device", "virtio-rng-pci"], // or installers block for want of entropy
    ...(board.flash === undefined ? [] : flash(board.flash.code, hardware.vars)),
    // Only the writes of a machine that lives for minutes: no fsync reaches the host's disk, zeros stay holes.
    ...["-drive", `if=none,id=disk0,format=raw,file=${hardware.disk},cache=unsafe,discard=unmap,detect-zeroes=unmap`],
    ...withBootIndex(board.disk, networkFirst ? 1 : 0),
    ...hardware.nics.flatMap((nic, i) => network(hardware, nic, i, i > 0 ? undefined : networkFirst ? 0 : 1)),
  ];
}

/** A machine has its variable store for life: boot entries that an installed system adds survive a power-off. */
export function makeVariableStore(firmware: Firmware, path: string): void {
  const { flash } = BOARDS[firmware];
  if (flash !== undefined) copyFileSync(flash.vars, path);
}

const flash = (code: string, vars: string): string[] => [
  ...["-drive", `if=pflash,format=raw,unit=0,file=${code},readonly=on`],
  ...["-drive", `if=pflash,format=raw,unit=1,file=${vars}`],
  // Network boot over IPv4 only, as racks are set: OVMF spends minutes on PXEv6 before it tries the disk.
  ...["-fw_cfg", "name=opt/org.tianocore/IPv6PXESupport,string=no"],
];

function network(hardware: Hardware, nic: Nic, index: number, bootIndex: number | undefined): string[] {
  const device = [
    hardware.nic === "virtio" ? "virtio-net-pci" : "e1000e",
    `netdev=net${index}`,
    `mac=${nic.mac}`,
    ...(BOARDS[hardware.firmware].nicRom === "none" ? ["romfile="] : []),
    ...(bootIndex === undefined ? [] : [`bootindex=${bootIndex}`]),
  ];
  return ["-netdev", `tap,id=net${index},ifname=${nic.tap},script=no,downscript=no`, "-device", device.join(",")];
}

const withBootIndex = (disk: readonly string[], index: number): string[] =>
  disk.with(-1, `${disk.at(-1) ?? ""},bootindex=${index}`);
