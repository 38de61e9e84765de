import { InvalidValueError } from "../net/invalid-value.ts";
import type { KernelArg } from "./kernel-arg.ts";

/** What one machine gets when it boots from the network now. */
export type BootPlan =
  | {
      readonly kind: "local";
      /** Why its own disk, as the console tells it: "node-01 boots its own disk: it was installed on 3 May". */
      readonly because: string;
    }
  | {
      readonly kind: "kernel";
      /** What happens, as the console tells it: "node-01 installs coreos-1010.5.0". */
      readonly label: string;
      /** A path on this appliance, the same over TFTP and HTTP: /coreos-1010.5.0/coreos_production_pxe.vmlinuz */
      readonly kernel: string;
      readonly initrds: readonly string[];
      readonly args: readonly KernelArg[];
    };

export type KernelPlan = Extract<BootPlan, { kind: "kernel" }>;

/** The one line that a person at the console reads. What no boot loader shows (other scripts, control characters) is "?". */
export function consoleLine(plan: BootPlan): string {
  const text = plan.kind === "local" ? plan.because : plan.label;
  return `Rackseed: ${text.replaceAll(/[^A-Za-z0-9 .,:()/_+@-]/gu, "?").slice(0, 150)}`;
}

/** A path that every loader takes without quotes: pxelinux knows none, and splits initrds at commas. */
export function checkPath(path: string): string {
  if (!/^(?:\/[A-Za-z0-9_+~@-][A-Za-z0-9._+~@-]*|\/\.[A-Za-z0-9_+~@-][A-Za-z0-9._+~@-]*)+$/.test(path)) {
    throw new InvalidValueError("path of a boot file", path, "Boot loaders take letters, digits and . _ + ~ @ - only.");
  }
  return path;
}
