import { type Mac, pxelinuxMac } from "../net/mac.ts";
import { type BootPlan, checkPath, consoleLine, type KernelPlan } from "./plan.ts";

// An iPXE script, for BIOS and UEFI. iPXE splits a line at spaces, knows no quotes, expands ${…} anywhere and takes
// && || ; and #… as operators only where they are whole words: kernel-arg.ts and plan.ts let nothing of that through.
// Kernel and initrd by HTTP: ten times as fast as TFTP, and every iPXE has it.

export function ipxeText(plan: BootPlan, mac: Mac | undefined, base: string): string {
  const lines = plan.kind === "local" ? LOCAL : kernelLines(plan, mac, base);
  return ["#!ipxe", `echo ${consoleLine(plan)}`, ...lines, ""].join("\n");
}

/**
 * A BIOS that gets control back may halt with "no boot device", so there the first disk is started by iPXE itself;
 * UEFI goes on to its next entry when the loader ends with an error.
 */
const LOCAL = ["sleep 2", "iseq ${platform} pcbios && sanboot --no-describe --drive 0x80 ||", "exit 1"];

function kernelLines(plan: KernelPlan, mac: Mac | undefined, base: string): string[] {
  const url = (path: string): string => new URL(checkPath(path), base).href;
  // UEFI: the kernel's stub finds an initrd by the name it has in iPXE's file system; BIOS ignores the argument.
  const initrds = plan.initrds.map((path, index) => ({ path, name: `initrd${index}` }));
  const bootif = mac === undefined ? "01-${netX/mac:hexhyp}" : pxelinuxMac(mac);
  const args = [...initrds.map(({ name }) => `initrd=${name}`), ...plan.args, `BOOTIF=${bootif}`];
  return [
    "set tries:int32 0",
    ":again",
    "imgfree",
    `kernel ${url(plan.kernel)} ${args.join(" ")} || goto failed`,
    ...initrds.map(({ path, name }) => `initrd --name ${name} ${url(path)} || goto failed`),
    "boot || goto failed",
    ":failed",
    "inc tries",
    "iseq ${tries} 5 && goto lost ||",
    "echo Rackseed: the files did not arrive whole, once more in 5 seconds",
    "sleep 5",
    "goto again",
    ":lost",
    "echo Rackseed: given up after 5 tries, this machine starts again in 10 seconds",
    "sleep 10",
    "reboot",
  ];
}
