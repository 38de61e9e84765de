import {
  type BootPlan,
  checkPath,
  consoleLine,
  type KernelPlan,
  type LocalPlan,
  type MenuPlan,
  showable,
} from "./plan.ts";

// pxelinux.cfg/… for BIOS (syslinux 6). A line is a keyword and the rest of the line; there are no quotes and no escapes,
// so what protects us is that no value holds a line break (plan.ts and kernel-arg.ts see to it).

export function pxelinuxConfig(plan: BootPlan): string {
  const lines = plan.kind === "menu" ? menuLines(plan) : directLines(plan);
  return [...serialLines(plan), ...lines, ""].join("\n");
}

const directLines = (plan: LocalPlan | KernelPlan): string[] => [
  `say ${consoleLine(plan)}`,
  "prompt 0",
  "default rackseed",
  "label rackseed",
  ...bodyOf(plan),
];

/** Row B5. vesamenu.c32 loads libcom32.c32 and libutil.c32 by itself, from where pxelinux came. */
const menuLines = ({ title, timeoutSeconds, entries }: MenuPlan): string[] => [
  "ui vesamenu.c32",
  "prompt 0",
  `timeout ${Math.min(timeoutSeconds * 10, 35_996)}`, // tenths of a second, not quite an hour of them
  `menu title ${showable(title)}`,
  "menu background splash.png",
  "menu vshift 5", // below the name in the picture
  "default entry0",
  ...entries.flatMap(({ label, plan }, index) => [
    `label entry${index}`,
    `  menu label ${showable(label)}`,
    ...(index === 0 ? ["  menu default"] : []),
    ...bodyOf(plan),
  ]),
];

const bodyOf = (plan: LocalPlan | KernelPlan): string[] =>
  plan.kind === "local" ? ["  localboot 0"] : kernelLines(plan);

function kernelLines(plan: KernelPlan): string[] {
  const initrds = plan.initrds.map(checkPath).join(",");
  const args = [...(initrds === "" ? [] : [`initrd=${initrds}`]), ...plan.args];
  return [
    `  linux ${checkPath(plan.kernel)}`, // `kernel` would guess from the name: .img, .bin and .0 are other things to it
    ...(args.length === 0 ? [] : [`  append ${args.join(" ")}`]),
    "  ipappend 2", // BOOTIF=01-<mac>: the card that the machine booted from
  ];
}

/** Who lets the kernel speak on a serial line reads pxelinux there too. Without that, a UART may not even exist. */
function serialLines(plan: BootPlan): string[] {
  const plans = plan.kind === "menu" ? plan.entries.map((entry) => entry.plan) : [plan];
  const args = plans.flatMap((one) => (one.kind === "kernel" ? one.args : []));
  const consoles = args.map((arg) => /^console=ttyS([0-3])(?:,([0-9]+))?/.exec(arg));
  const [, port, speed] = consoles.find((found) => found !== null) ?? [];
  return port === undefined ? [] : [`serial ${port} ${speed ?? "115200"}`];
}
