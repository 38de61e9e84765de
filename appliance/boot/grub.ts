import { type Mac, pxelinuxMac } from "../net/mac.ts";
import { type BootPlan, checkPath, consoleLine, type KernelPlan } from "./plan.ts";

// grub.cfg for UEFI, x64 and arm64 alike (Debian's signed GRUB 2.06). Kernel and initrd by TFTP from where GRUB itself
// came: (http,…) fails in this GRUB with "disk not found". Every value stands in single quotes, within which GRUB's
// shell takes everything literally.

export function grubConfig(plan: BootPlan, mac: Mac | undefined): string {
  const lines = plan.kind === "local" ? LOCAL : kernelLines(plan, mac);
  return ["set timeout=0", `echo ${quote(consoleLine(plan))}`, ...lines, ""].join("\n");
}

/** Two seconds to read the line. The status makes firmware go on to its next entry, where GRUB passes it on. */
const LOCAL = ["sleep 2", "exit 1"];

function kernelLines(plan: KernelPlan, mac: Mac | undefined): string[] {
  const bootif = mac === undefined ? [] : [`BOOTIF=${pxelinuxMac(mac)}`]; // pxelinux and iPXE know the card, GRUB does not
  const load = [
    ["linux", quote(checkPath(plan.kernel)), ...[...plan.args, ...bootif].map(quote)].join(" "),
    ...(plan.initrds.length === 0 ? [] : [["initrd", ...plan.initrds.map((path) => quote(checkPath(path)))].join(" ")]),
  ];
  return [
    ...load.map((command) => `if ${command}; then`),
    "boot",
    ...load.map(() => "fi"),
    `echo ${quote("Rackseed: the files did not arrive whole; the firmware goes on with its next entry.")}`,
    "sleep 10",
    "exit 1",
  ];
}

const quote = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
