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

// An iPXE script, for BIOS and UEFI. iPXE splits a line at spaces, knows no quotes, expands ${…} anywhere and takes
// && || ; and #… as operators only where they are whole words: kernel-arg.ts and plan.ts let nothing of that through.
// Kernel and initrd by HTTP: ten times as fast as TFTP, and every iPXE has it.

export function ipxeText(plan: BootPlan, mac: Mac | undefined, base: string): string {
  const lines =
    plan.kind === "menu" ? menuLines(plan, mac, base) : [`echo ${consoleLine(plan)}`, ...bodyOf(plan, mac, base)];
  return ["#!ipxe", ...lines, ""].join("\n");
}

/** Who leaves the menu by Esc gets what nobody's choice gets: the first entry. */
const menuLines = ({ title, timeoutSeconds, entries }: MenuPlan, mac: Mac | undefined, base: string): string[] => [
  `menu ${showable(title)}`,
  ...entries.map(({ label }, index) => `item entry${index} ${showable(label)}`),
  `choose --default entry0 --timeout ${timeoutSeconds * 1000} target || set target entry0`,
  "goto ${target}",
  ...entries.flatMap(({ plan }, index) => [
    `:entry${index}`,
    `echo ${consoleLine(plan)}`,
    ...bodyOf(plan, mac, base, `${index}`),
  ]),
];

/** `mark` keeps the labels of several kernels in one script apart. */
const bodyOf = (plan: LocalPlan | KernelPlan, mac: Mac | undefined, base: string, mark = ""): string[] =>
  plan.kind === "local" ? LOCAL : kernelLines(plan, mac, base, mark);

/**
 * A BIOS that gets control back may halt with "no boot device", so there the first disk is started by iPXE itself;
 * UEFI goes on to its next entry when the loader ends with an error.
 */
const LOCAL = ["sleep 2", "iseq ${platform} pcbios && sanboot --no-describe --drive 0x80 ||", "exit 1"];

function kernelLines(plan: KernelPlan, mac: Mac | undefined, base: string, mark: string): string[] {
  const url = (path: string): string => new URL(checkPath(path), base).href;
  // UEFI: the kernel's stub finds an initrd by the name it has in iPXE's file system; BIOS ignores the argument.
  const initrds = plan.initrds.map((path, index) => ({ path, name: `initrd${index}` }));
  const bootif = mac === undefined ? "01-${netX/mac:hexhyp}" : pxelinuxMac(mac);
  const args = [...initrds.map(({ name }) => `initrd=${name}`), ...plan.args, `BOOTIF=${bootif}`];
  return [
    "set tries:int32 0",
    `:again${mark}`,
    "imgfree",
    `kernel ${url(plan.kernel)} ${args.join(" ")} || goto failed${mark}`,
    ...initrds.map(({ path, name }) => `initrd --name ${name} ${url(path)} || goto failed${mark}`),
    `boot || goto failed${mark}`,
    `:failed${mark}`,
    "inc tries",
    `iseq \${tries} 5 && goto lost${mark} ||`,
    "echo Rackseed: the files did not arrive whole, once more in 5 seconds",
    "sleep 5",
    `goto again${mark}`,
    `:lost${mark}`,
    "echo Rackseed: given up after 5 tries, this machine starts again in 10 seconds",
    "sleep 10",
    "reboot",
  ];
}
