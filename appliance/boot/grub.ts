import type { Mac } from "../net/mac.ts";
import { type BootPlan, consoleText, kernelArgs } from "./plan.ts";

/**
 * A plan as GRUB's configuration, for x64 and arm64. Kernel and initrd go by TFTP: Debian's signed GRUB 2.06 has no HTTP
 * ("disk not found"), and after UEFI HTTP boot it asks for nothing at all.
 */
export function grubConfig(plan: BootPlan, mac: Mac | undefined): string {
  if (plan.kind === "local") {
    return lines(say(`Rackseed: this machine boots its own disk, because ${plan.because}.`), ...LOCAL);
  }
  const args = kernelArgs(plan, mac).map(quote).join(" ");
  const initrds = plan.initrds.map((path) => quote(`/${path}`)).join(" ");
  return lines(
    say(`Rackseed: ${plan.label}`),
    `if linux ${quote(`/${plan.kernel}`)} ${args}; then`,
    `  if initrd ${initrds}; then`,
    "    boot",
    "  fi",
    "fi",
    say("Rackseed: the kernel could not be loaded. This machine starts again in 30 seconds."),
    "sleep 30",
    "reboot",
  );
}

// `exit` gives the machine back to its firmware, which goes on to the next entry of its boot order: the disk.
const LOCAL = ["sleep 1", "exit"];

/** GRUB's single quotes take everything literally; a quote itself cannot stand in them, and plan.ts lets none come. */
const quote = (word: string): string => `'${word}'`;
const say = (text: string): string => `echo '${consoleText(text)}'`;
const lines = (...all: string[]): string => `${all.join("\n")}\n`;
