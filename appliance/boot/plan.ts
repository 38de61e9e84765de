import { InvalidValueError } from "../net/invalid-value.ts";
import type { Mac } from "../net/mac.ts";
import type { KernelArg } from "./kernel-arg.ts";

export interface LocalPlan {
  readonly kind: "local";
  /** Why its own disk, as the console tells it: "node-01 boots its own disk: it was installed on 3 May". */
  readonly because: string;
}

export interface KernelPlan {
  readonly kind: "kernel";
  /** What happens, as the console tells it: "node-01 installs coreos-1010.5.0". */
  readonly label: string;
  /** A path on this appliance, the same over TFTP and HTTP: /coreos-1010.5.0/coreos_production_pxe.vmlinuz */
  readonly kernel: string;
  readonly initrds: readonly string[];
  readonly args: readonly KernelArg[];
  /** The machine whose run's token stands in `args`: nobody else is shown this plan (trust 2.3). */
  readonly onlyFor?: Mac;
  /** Red Hat's GRUB up to el9: there Secure Boot is in linuxefi and initrdefi, and el7's `linux` starts nothing on UEFI. */
  readonly linuxefi?: boolean;
  /** Which link of the chain Secure Boot will refuse, when it will: shown where it may be on. */
  readonly unsigned?: string;
}

export interface MenuPlan {
  readonly kind: "menu";
  readonly title: string;
  readonly timeoutSeconds: number;
  /** The first is what happens when nobody chooses. */
  readonly entries: readonly { readonly label: string; readonly plan: LocalPlan | KernelPlan }[];
}

/** What one machine gets when it boots from the network now. */
export type BootPlan = LocalPlan | KernelPlan | MenuPlan;

/** The one line that a person at the console reads. */
export const consoleLine = (plan: LocalPlan | KernelPlan): string =>
  `Rackseed: ${showable(plan.kind === "local" ? plan.because : plan.label)}`;

/**
 * What no boot loader shows (other scripts, control characters) or takes for its own (quotes, $, ^) is "?". A word that
 * begins with dashes would be an option of iPXE's commands.
 */
export const showable = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9 .,:()/_+@-]/gu, "?")
    .replaceAll(/(^| )-+(?=[^ -])/g, "$1")
    .slice(0, 150);

/** A path that every loader takes without quotes: pxelinux knows none, and splits initrds at commas. */
export const isPath = (path: string): boolean =>
  /^(?:\/[A-Za-z0-9_+~@-][A-Za-z0-9._+~@-]*|\/\.[A-Za-z0-9_+~@-][A-Za-z0-9._+~@-]*)+$/.test(path);

export function checkPath(path: string): string {
  if (!isPath(path)) {
    throw new InvalidValueError("path of a boot file", path, "Boot loaders take letters, digits and . _ + ~ @ - only.");
  }
  return path;
}
