import { InvalidValueError } from "../net/invalid-value.ts";
import { type Mac, pxelinuxMac } from "../net/mac.ts";

/** What one machine gets when it boots now. pxelinux.ts, grub.ts and ipxe.ts say it in each loader's language. */
export type BootPlan =
  | { readonly kind: "local"; readonly because: string }
  | {
      readonly kind: "kernel";
      /** For the person at the console: "installing coreos-1010.5.0". */
      readonly label: string;
      /** Paths without a slash in front: "coreos-1010.5.0/coreos_production_pxe.vmlinuz". */
      readonly kernel: string;
      readonly initrds: readonly string[];
      readonly args: readonly string[];
    };

export type KernelPlan = Extract<BootPlan, { kind: "kernel" }>;

/**
 * pxelinux has no quoting at all, GRUB has the shell's and iPXE expands `${…}` and splits at `&&` and `||` (trust 4.103). What one of
 * them could misread is refused for all, because a machine's loader is not known before it boots.
 */
export function checkKernelArg(arg: string): string {
  if (!/^[!#-&(-[\]-_a-~]+$/.test(arg) || arg.includes("${") || /^(&&|\|\||;|#.*)$/.test(arg)) {
    throw new InvalidValueError(
      "kernel argument",
      arg,
      "Use one word of visible ASCII without quotes, backslashes and ${.",
    );
  }
  return arg;
}

/** The arguments as the kernel gets them. BOOTIF tells the system in memory which card it booted from (pxelinux' own spelling). */
export const kernelArgs = (plan: KernelPlan, mac: Mac | undefined): string[] =>
  [...(mac === undefined ? [] : [`BOOTIF=${pxelinuxMac(mac)}`]), ...plan.args].map(checkKernelArg);

/** A sentence on one line of a console: no control characters, nothing that a loader would read as its own. */
export const consoleText = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, "?").replaceAll(/["'\\$`;&|<>{}#]/g, " ");
