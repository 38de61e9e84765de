import type { Mac } from "../net/mac.ts";
import { type BootPlan, consoleText, kernelArgs } from "./plan.ts";

/** A plan as pxelinux' configuration. Nothing in it can be quoted, so nothing in it may need quoting (plan.ts). */
export function pxelinuxConfig(plan: BootPlan, mac: Mac | undefined): string {
  if (plan.kind === "local") {
    return lines(
      `say Rackseed: this machine boots its own disk, because ${consoleText(plan.because)}.`,
      "default local",
      "prompt 0",
      "label local",
      "  localboot 0",
    );
  }
  const args = kernelArgs(plan, mac);
  return lines(
    ...serial(args),
    `say Rackseed: ${consoleText(plan.label)}`,
    "default rackseed",
    "prompt 0",
    "label rackseed",
    `  kernel ${plan.kernel}`,
    `  append initrd=${plan.initrds.join(",")} ${args.join(" ")}`,
  );
}

/** Who reads the kernel on a serial port reads the loader there too. The directive must be the first of the file. */
function serial(args: readonly string[]): string[] {
  const found = args.map((arg) => /^console=ttyS([0-3])(?:,([0-9]{3,6}))?/.exec(arg)).find((match) => match !== null);
  return found === undefined ? [] : [`serial ${found[1] ?? "0"} ${found[2] ?? "115200"}`];
}

const lines = (...all: string[]): string => `${all.join("\n")}\n`;
