import { type BootPlan, checkPath, consoleLine, type KernelPlan } from "./plan.ts";

// pxelinux.cfg/… for BIOS (syslinux 6). A line is a keyword and the rest of the line; there are no quotes and no escapes,
// so what protects us is that no value holds a line break (plan.ts and kernel-arg.ts see to it).

export function pxelinuxConfig(plan: BootPlan): string {
  const body = plan.kind === "local" ? ["  localboot 0"] : kernelLines(plan);
  return [
    ...serialLines(plan),
    `say ${consoleLine(plan)}`,
    "prompt 0",
    "default rackseed",
    "label rackseed",
    ...body,
    "",
  ].join("\n");
}

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
  const consoles = plan.kind === "local" ? [] : plan.args.map((arg) => /^console=ttyS([0-3])(?:,([0-9]+))?/.exec(arg));
  const [, port, speed] = consoles.find((found) => found !== null) ?? [];
  return port === undefined ? [] : [`serial ${port} ${speed ?? "115200"}`];
}
