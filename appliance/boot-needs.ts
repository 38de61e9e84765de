import { parseKernelArg } from "./boot/kernel-arg.ts";
import type { BootPlan } from "./boot/plan.ts";
import type { BootNeeds } from "./boot/service.ts";
import type { ProfileConfig } from "./config-schema.ts";
import type { Files } from "./files.ts";
import type { ImageService } from "./images/service.ts";
import type { BootSide } from "./machines/boot-side.ts";
import type { Inventory } from "./machines/inventory.ts";
import type { Verdict } from "./machines/plan.ts";
import type { Runs } from "./machines/runs.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import type { Mac } from "./net/mac.ts";
import type { Profiles } from "./profiles/service.ts";
import { systemOf } from "./systems/recognise.ts";
import type { Release, System } from "./systems/system.ts";

export interface BootPorts {
  readonly side: BootSide;
  readonly inventory: Inventory;
  readonly profiles: Profiles;
  readonly images: ImageService;
  readonly runs: Runs;
  readonly files: Files;
  readonly macOf: (address: Ipv4) => Mac | undefined;
  readonly base: string;
  readonly loaders: ReadonlyMap<string, string>;
  /** Where installers may send their log. */
  readonly syslog: { readonly host: string; readonly port: number } | undefined;
}

/** What the boot files need of the house: plans by machine, and somebody to tell when one is handed out. */
export function bootNeeds(ports: BootPorts): BootNeeds {
  const { side, inventory, profiles, images, runs, files, macOf, base, loaders } = ports;

  const plan = (mac: Mac, verdict: Verdict, profile: ProfileConfig | undefined): BootPlan => {
    const who = inventory.get(mac)?.name ?? mac;
    const local = (because: string): BootPlan => ({ kind: "local", because: `${who} boots its own disk: ${because}` });
    if (verdict.boots === "disk") return local(verdict.because);
    const image = profile === undefined ? undefined : images.get(profile.image);
    const bootable = image?.release === undefined ? undefined : bootableOf(image.release);
    if (profile === undefined || image === undefined || bootable === undefined) {
      return local("its image cannot be booted");
    }
    const { system, release, kernel } = bootable;
    const flow = verdict.boots === "installer" ? "automatic" : "manual";
    return {
      kind: "kernel",
      label: flow === "automatic" ? `${who} installs ${image.name}` : `${who} runs ${image.name} in memory`,
      kernel: `/${image.name}/${kernel}`,
      initrds: release.initrds.map((initrd) => `/${image.name}/${initrd}`),
      args: system
        .kernelArgs({
          release,
          flow,
          base,
          tree: `${base}/${image.name}`,
          answers: verdict.boots === "installer" ? `${base}/answers/${runs.tokenOf(verdict.run)}` : undefined,
          mac,
          disk: profile.disk,
          syslog: ports.syslog,
          kernelArgs: profile.kernelArgs,
        })
        .map(parseKernelArg),
    };
  };

  return {
    loaders,
    macOf,
    httpBase: base,
    planFor(mac) {
      if (mac === undefined) {
        return {
          known: false,
          plan: { kind: "local", because: "nobody knows which machine asks, so it boots its own disk" },
        };
      }
      const machine = inventory.get(mac);
      const profile = machine?.profile === undefined ? undefined : profiles.get(machine.profile);
      return { known: machine?.known === true, plan: plan(mac, side.verdict(mac), profile) };
    },
    served(mac, question, handedOut) {
      // Only the machine itself moves its run by asking; whoever else reads its file just reads it.
      if (mac === undefined || macOf(question.address) !== mac) return;
      // A machine that reads a boot configuration is booting from the network: that ends a run that was installing.
      runs.see(mac, { kind: "netboot" });
      if (handedOut.kind === "kernel") runs.see(mac, { kind: "offered" });
    },
    imageFile: (folder, file, asker) => files.find(`${folder}/${file}`, asker),
  };
}

function bootableOf(release: Release): { system: System; release: Release; kernel: string } | undefined {
  const system = systemOf(release.family);
  const { kernel } = release;
  return system === undefined || kernel === undefined ? undefined : { system, release, kernel };
}
