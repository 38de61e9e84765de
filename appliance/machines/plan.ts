import type { ProfileConfig } from "../config-schema.ts";
import type { Release } from "../systems/system.ts";
import type { Machine } from "./machine.ts";
import { offersInstaller, type Run } from "./run.ts";

/** What one machine gets when it boots now, and why, in words for its console and its page. */
export type Verdict =
  | { readonly boots: "disk"; readonly because: string }
  | { readonly boots: "installer"; readonly run: Run }
  | { readonly boots: "memory"; readonly because: string }
  /** A person at the console chooses among systems that wipe nothing by themselves. */
  | { readonly boots: "menu"; readonly because: string };

/** Who is shown the configured menu: machines of the inventory that have no profile, or unknown ones too. */
export type MenuFor = "known" | "everybody";

export interface Facts {
  readonly machine: Machine | undefined;
  readonly profile: ProfileConfig | undefined;
  /** Why the profile's image cannot be booted, or undefined when it can. */
  readonly imageMissing: string | undefined;
  /** What the profile's image is made for. */
  readonly arch: Release["arch"] | undefined;
  /** Undefined without a menu. */
  readonly menu: MenuFor | undefined;
  /** The machine's newest run. */
  readonly run: Run | undefined;
  /** Appliance seconds. */
  readonly now: number;
}

const disk = (because: string): Verdict => ({ boots: "disk", because });

/** Everything that is not plainly allowed boots the machine's own disk (design §4.10). */
export function decideBoot({ machine, profile, imageMissing, arch, menu, run, now }: Facts): Verdict {
  if (machine?.known !== true) {
    return menu === "everybody"
      ? { boots: "menu", because: "it is not in the inventory, so a person may choose" }
      : disk("this machine is not in the inventory, so its disk is left alone");
  }
  if (profile === undefined) {
    return menu === undefined
      ? disk("no profile is chosen for it")
      : { boots: "menu", because: "no profile is chosen for it, so a person may choose" };
  }
  const offered = profile.install === "automatic" ? armedFor(profile, run, now) : undefined;
  if (profile.install === "automatic" && offered === undefined) return disk(whyNotArmed(run, profile));
  if (imageMissing !== undefined) return disk(imageMissing);
  const other = wrongArch(machine.firmware, arch);
  if (other !== undefined) return disk(`the image ${profile.image} is for ${other}`);
  return offered === undefined
    ? { boots: "memory", because: `its profile ${profile.name} runs in memory` }
    : { boots: "installer", run: offered };
}

/**
 * What an image is for and what a machine is, when they differ. A BIOS is always x86-64 here, and needs no BIOS boot on the
 * medium: pxelinux starts any x86-64 kernel.
 */
export function wrongArch(firmware: string | undefined, arch: Release["arch"] | undefined): string | undefined {
  if (firmware === "uefi-arm64" && arch === "x86_64") return "x86-64 and this machine is arm64";
  const x86 = firmware === "bios" || firmware === "uefi-x64" || firmware === "uefi-ia32";
  return x86 && arch === "aarch64" ? "arm64 and this machine is x86-64" : undefined;
}

/** The run that allows the installer now, if it was armed for this very profile and image. */
const armedFor = (profile: ProfileConfig, run: Run | undefined, now: number): Run | undefined =>
  run?.profile === profile.name && run.image === profile.image && offersInstaller(run, now) ? run : undefined;

function whyNotArmed(run: Run | undefined, profile: ProfileConfig): string {
  switch (run?.state) {
    case undefined:
      return "it is not armed";
    case "armed":
    case "booting":
      return run.profile === profile.name && run.image === profile.image
        ? "the time in which it could be installed is over"
        : "its profile was changed after it was armed; arm it again";
    case "installing":
      return "its disk image is being written";
    case "done":
      return "it is installed";
    case "failed":
      return "its installation failed; arm it again to repeat it";
    case "unknown":
      return "nobody reported how its installation ended";
  }
}
