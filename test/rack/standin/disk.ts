// The installed system's disk, put together from files: nothing is mounted, for a build machine's kernel may know
// neither FAT nor partitions. Nine partitions with CoreOS's names; the two that matter are EFI-SYSTEM and ROOT.
import { open, readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { imageFolder } from "./tree.ts";
import { run } from "./tools.ts";

const MIB = 1024 * 1024;

interface Partition {
  name: string;
  mib: number;
  type: string; // sgdisk's code: ef00 EFI system, ef02 BIOS boot, 8300 Linux
}

// Their order and number are CoreOS's; the sizes are as small as they can be, for a test installs this under emulation.
const PARTITIONS: readonly Partition[] = [
  { name: "EFI-SYSTEM", mib: 40, type: "ef00" },
  { name: "BIOS-BOOT", mib: 1, type: "ef02" },
  { name: "USR-A", mib: 1, type: "8300" },
  { name: "USR-B", mib: 1, type: "8300" },
  { name: "ROOT-C", mib: 1, type: "8300" },
  { name: "OEM", mib: 4, type: "8300" },
  { name: "OEM-CONFIG", mib: 1, type: "8300" },
  { name: "coreos-reserved", mib: 1, type: "8300" },
  { name: "ROOT", mib: 80, type: "8300" },
];

/** The EFI system partition: syslinux for BIOS, shim and Debian's signed GRUB for UEFI, one kernel for both. */
export async function makeEsp(esp: string, kernelImage: string, initrd: string): Promise<void> {
  await makeFile(esp, sizeOf("EFI-SYSTEM"));
  await run("mkfs.vfat", ["-F", "32", "-n", "EFI-SYSTEM", "-h", String(offsetOf("EFI-SYSTEM") / 512), esp]);
  const files: Readonly<Record<string, string>> = {
    "EFI/BOOT/BOOTX64.EFI": "/usr/lib/shim/shimx64.efi.signed",
    "EFI/BOOT/grubx64.efi": "/usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed",
    "EFI/debian/grub.cfg": imageFolder("esp/EFI/debian/grub.cfg"),
    "syslinux.cfg": imageFolder("esp/syslinux.cfg"),
    "standin/vmlinuz": kernelImage,
    "standin/initrd": initrd,
  };
  await run("mmd", ["-i", esp, "::EFI", "::EFI/BOOT", "::EFI/debian", "::standin"]);
  for (const [name, source] of Object.entries(files)) await run("mcopy", ["-i", esp, source, `::${name}`]);
  await run("syslinux", ["--install", esp]);
}

/** The whole disk: partition table, boot code, the ESP made before, and ROOT with the tree's files. */
export async function makeDisk(disk: string, esp: string, rootTree: string): Promise<void> {
  await makeFile(disk, offsetOf("ROOT") + sizeOf("ROOT") + MIB);
  const layout = PARTITIONS.flatMap(({ name, mib, type }, index) => {
    const number = index + 1;
    const first = offsetOf(name) / 512;
    return [`--new=${number}:${first}:${first + (mib * MIB) / 512 - 1}`, `--typecode=${number}:${type}`, `--change-name=${number}:${name}`];
  });
  await run("sgdisk", ["--clear", ...layout, "--attributes=1:set:2", disk]); // bit 2: "legacy BIOS bootable", what gptmbr.bin looks for
  await makeExt4(disk, "ROOT", rootTree);
  await makeExt4(disk, "OEM");
  const file = await open(disk, "r+");
  try {
    const bootCode = await readFile("/usr/lib/syslinux/mbr/gptmbr.bin");
    await file.write(bootCode.subarray(0, 440), 0, undefined, 0); // the partition table begins behind it
    await file.write(await readFile(esp), 0, undefined, offsetOf("EFI-SYSTEM"));
  } finally {
    await file.close();
  }
}

async function makeExt4(disk: string, label: string, tree?: string): Promise<void> {
  const files = tree === undefined ? [] : ["-d", tree];
  const options = [`offset=${offsetOf(label)}`, "lazy_itable_init=0", "root_owner=0:0", "nodiscard"].join(",");
  await run("mke2fs", ["-q", "-F", "-t", "ext4", "-L", label, ...files, "-E", options, disk, `${sizeOf(label) / 1024}k`]);
}

async function makeFile(path: string, bytes: number): Promise<void> {
  await rm(path, { force: true });
  await (await open(path, "w")).close();
  await truncate(path, bytes);
}

/** bzip2 as CoreOS ships it, beside the plain file. */
export const compressDisk = (folder: string, name: string): Promise<string> =>
  run("lbzip2", ["-9", "--force", join(folder, name)]);

const partition = (name: string): Partition => {
  const found = PARTITIONS.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`no partition ${name}`);
  return found;
};
const sizeOf = (name: string): number => partition(name).mib * MIB;
const offsetOf = (name: string): number =>
  MIB + PARTITIONS.slice(0, PARTITIONS.indexOf(partition(name))).reduce((sum, { mib }) => sum + mib * MIB, 0);
