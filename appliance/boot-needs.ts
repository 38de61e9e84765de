import { parseKernelArg } from "./boot/kernel-arg.ts";
import type { BootPlan } from "./boot/plan.ts";
import type { BootNeeds } from "./boot/service.ts";
import type { ProfileConfig } from "./config.ts";
import type { Files } from "./files.ts";
import type { ImageService } from "./images/service.ts";
import type { BootSide } from "./machines/boot-side.ts";
import type { Inventory } from "./machines/inventory.ts";
import type { Verdict } from "./machines/plan.ts";
import type { Runs } from "./machines/runs.ts";
import type { Ipv4 } from "./net/ipv4.ts";
import type { Mac } from "./net/mac.ts";
import type { Profiles } from "./profiles/service.ts";
import { recognise, systems } from "./systems/recognise.ts";

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
}

/** What the boot files need of the house: plans by machine, and somebody to tell when one is handed out. */
export function bootNeeds(ports: BootPorts): BootNeeds {
  const { side, inventory, profiles, images, runs, files, macOf, base, loaders } = ports;

  const plan = (mac: Mac, verdict: Verdict, profile: ProfileConfig | undefined): BootPlan => {
    const who = inventory.get(mac)?.name ?? mac;
    const local = (because: string): BootPlan => ({ kind: "local", because: `${who} boots its own disk: ${because}` });
    if (verdict.boots === "disk") return local(verdict.because);
    const image = profile === undefined ? undefined : images.get(profile.image);
    const recognised = recognise((image?.files ?? []).map((file) => file.name));
    if (profile === undefined || image === undefined || recognised.kind !== "recognised") {
      return local("its image cannot be booted");
    }
    const flow = verdict.boots === "installer" ? "automatic" : "manual";
    const { kernel, initrd } = recognised.roles;
    return {
      kind: "kernel",
      label: flow === "automatic" ? `${who} installs ${image.name}` : `${who} runs ${image.name} in memory`,
      kernel: `/${image.name}/${kernel}`,
      initrds: [`/${image.name}/${initrd}`],
      args: systems[recognised.family]
        .kernelArgs({ flow, base, mac, kernelArgs: profile.kernelArgs })
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
