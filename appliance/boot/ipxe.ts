import type { Mac } from "../net/mac.ts";
import { type BootPlan, consoleText, kernelArgs } from "./plan.ts";

/** A plan as iPXE's script. `base` is the appliance's URL without a slash at the end. */
export function ipxeScript(plan: BootPlan, mac: Mac | undefined, base: string): string {
  if (plan.kind === "local") {
    return lines(
      "#!ipxe",
      `echo Rackseed: this machine boots its own disk, because ${consoleText(plan.because)}.`,
      ...LOCAL,
    );
  }
  const names = plan.initrds.map((_, index) => `initrd${index}`);
  // UEFI kernels find their initrd by name on the command line; BIOS kernels ignore the argument.
  const args = [...names.map((name) => `initrd=${name}`), ...kernelArgs(plan, mac)].join(" ");
  return lines(
    "#!ipxe",
    `echo Rackseed: ${consoleText(plan.label)}`,
    `kernel ${base}/${plan.kernel} ${args} || goto failed`,
    ...plan.initrds.map((path, index) => `initrd --name ${names[index] ?? ""} ${base}/${path} || goto failed`),
    "boot || goto failed",
    ":failed",
    "echo Rackseed: the kernel could not be loaded. This machine starts again in 30 seconds.",
    "sleep 30",
    "reboot",
  );
}

// `exit` leaves iPXE; a BIOS or UEFI firmware then takes the next entry of its boot order: the disk.
const LOCAL = ["sleep 1", "exit"];

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
