import type { Content } from "../bytes/content.ts";
import { parseKernelArg } from "../boot/kernel-arg.ts";
import type { BootPlan, KernelPlan, LocalPlan } from "../boot/plan.ts";
import type { BootNeeds, BootVia } from "../boot/service.ts";
import { bootFilesOf, whyNotBootable } from "./bootable.ts";
import type { Config, ProfileConfig } from "../config-schema.ts";
import type { Files } from "./files.ts";
import type { Image } from "../images/catalog.ts";
import type { ImageService } from "../images/service.ts";
import type { BootSide } from "../machines/boot-side.ts";
import type { Inventory } from "../machines/inventory.ts";
import { type Verdict, wrongArch } from "../machines/plan.ts";
import type { Runs } from "../machines/runs.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Profiles } from "../profiles/service.ts";
import { systemOf } from "../systems/recognise.ts";
import { unsignedLink } from "../systems/secure-boot.ts";
import type { BootRequest, Family, Release } from "../systems/system.ts";

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
  readonly menu: Config["menu"];
  /** Where installers may send their log. */
  readonly syslog: BootRequest["syslog"];
}

const LIVE: ReadonlySet<Family> = new Set<Family>(["coreos", "flatcar", "fedora-coreos"]);

/** What the boot files need of the house: plans by machine, and somebody to tell when one is handed out. */
export function bootNeeds(ports: BootPorts): BootNeeds {
  const { side, inventory, profiles, images, runs, files, macOf, base, loaders } = ports;

  const nameOf = (mac: Mac): string => inventory.get(mac)?.name ?? mac;
  const local = (mac: Mac, because: string): LocalPlan => ({
    kind: "local",
    because: `${nameOf(mac)} boots its own disk: ${because}`,
  });
  const profileOf = (mac: Mac): ProfileConfig | undefined => {
    const chosen = inventory.get(mac)?.profile;
    return chosen === undefined ? undefined : profiles.get(chosen);
  };

  /** A manual profile wipes nothing by itself: a live system runs in memory, an installer asks whoever is at the console. */
  const byHand = (mac: Mac, { image }: ProfileConfig): string => {
    const family = images.get(image)?.release?.family ?? "generic";
    return LIVE.has(family)
      ? `${nameOf(mac)} runs ${image} in memory`
      : `${nameOf(mac)} starts ${image}, which asks its questions here`;
  };

  /** `answers`: of its run, for an installation that asks nobody. */
  const kernelPlan = (mac: Mac, profile: ProfileConfig, label: string, answers?: string): KernelPlan | undefined => {
    const image = images.get(profile.image);
    const { release } = image ?? {};
    const system = release === undefined ? undefined : systemOf(release.family);
    const boot = release === undefined ? undefined : bootFilesOf(profile.image, release, profile);
    if (release === undefined || system === undefined || boot === undefined) return undefined;
    const args = system
      .kernelArgs({
        release,
        flow: answers === undefined ? "manual" : "automatic",
        base,
        tree: `${base}/${profile.image}`,
        answers,
        mac,
        disk: profile.disk,
        syslog: ports.syslog,
        kernelArgs: profile.kernelArgs,
      })
      .map(parseKernelArg);
    const holdsToken = answers !== undefined && args.some((arg) => arg.includes(answers));
    return { kind: "kernel", label, ...boot, args, ...(holdsToken && { onlyFor: mac }) };
  };

  const direct = (mac: Mac, verdict: Verdict, profile: ProfileConfig, via: BootVia): BootPlan => {
    const automatic = verdict.boots === "installer";
    const plan = kernelPlan(
      mac,
      profile,
      automatic ? `${nameOf(mac)} installs ${profile.image}` : byHand(mac, profile),
      automatic ? `${base}/answers/${runs.tokenOf(verdict.run)}` : undefined,
    );
    const release = images.get(profile.image)?.release;
    if (plan === undefined || release === undefined) return local(mac, "its image cannot be booted");
    return via === "grub" ? { ...plan, ...forGrub(release) } : plan;
  };

  /** One entry for each system that this machine could start now. The loaders of a menu are the appliance's own. */
  const menuPlan = (mac: Mac, { title, timeout, profiles: names }: NonNullable<Config["menu"]>): BootPlan => {
    const entries = names.flatMap((name) => {
      const profile = profiles.get(name);
      const image = profile === undefined ? undefined : images.get(profile.image);
      if (profile?.install !== "manual" || image === undefined || !startable(image, profile, mac)) return [];
      const plan = kernelPlan(mac, profile, byHand(mac, profile));
      const signed = image.release?.distribution === "debian" && image.release.boots.secureBoot;
      const unsigned = "a menu is started by the loaders of Debian, which do not trust this kernel";
      return plan === undefined ? [] : [{ label: name, plan: signed ? plan : { ...plan, unsigned } }];
    });
    const disk = { label: "The disk of this machine", plan: local(mac, "nothing else was chosen") };
    return { kind: "menu", title, timeoutSeconds: timeout, entries: [disk, ...entries] };
  };

  const startable = ({ state, release, name }: Image, profile: ProfileConfig, mac: Mac): boolean =>
    state === "ready" &&
    release !== undefined &&
    whyNotBootable(name, release, profile, loaders) === undefined &&
    wrongArch(inventory.get(mac)?.firmware, release.arch) === undefined;

  const plan = (mac: Mac, via: BootVia): BootPlan => {
    const verdict = side.verdict(mac);
    if (verdict.boots === "disk") return local(mac, verdict.because);
    if (verdict.boots === "menu") {
      return ports.menu === undefined ? local(mac, "there is no menu") : menuPlan(mac, ports.menu);
    }
    const profile = profileOf(mac);
    return profile === undefined ? local(mac, "its image cannot be booted") : direct(mac, verdict, profile, via);
  };

  return {
    loaders,
    macOf,
    httpBase: base,
    planFor(mac, via) {
      if (mac === undefined) {
        return {
          known: false,
          plan: { kind: "local", because: "nobody knows which machine asks, so it boots its own disk" },
        };
      }
      return { known: inventory.get(mac)?.known === true, plan: plan(mac, via) };
    },
    served(mac, question, handedOut) {
      // Only the machine itself moves its run by asking; whoever else reads its file just reads it.
      if (mac === undefined || macOf(question.address) !== mac) return;
      // A machine that reads a boot configuration is booting from the network: that ends a run that was installing.
      runs.see(mac, { kind: "netboot" });
      if (handedOut.kind === "kernel") runs.see(mac, { kind: "offered" });
    },
    imageFile: (folder, file, asker) =>
      files.find(`${folder}/${file}`, asker) ??
      classicFile(images.get(folder), file, (path) => files.find(path, asker)),
    ownLoader(name, asker) {
      const mac = macOf(asker);
      const profile = mac === undefined ? undefined : profileOf(mac);
      if (mac === undefined || profile === undefined) return undefined;
      const { boots } = side.verdict(mac);
      if (boots !== "installer" && boots !== "memory") return undefined;
      const path = images.get(profile.image)?.release?.loaders[name];
      return path === undefined ? undefined : files.find(`${profile.image}/${path}`, asker);
    },
  };
}

/** Red Hat's own GRUB takes linuxefi up to el9; from el10 on, in Fedora and on arm64 it is plain `linux`. Debian's takes `linux`. */
const forGrub = (release: Release): Pick<KernelPlan, "linuxefi" | "unsigned"> => {
  const { family, distribution, major, arch, loaders } = release;
  const own = Object.keys(loaders).length > 0;
  const linuxefi = own && family === "rhel" && distribution !== "fedora" && major <= 9 && arch === "x86_64";
  const unsigned = unsignedLink(release);
  return { ...(linuxefi && { linuxefi }), ...(unsigned !== undefined && { unsigned }) };
};

/** Row L4: a tftp root had centos7/vmlinuz and centos7/initrd.img; here they are wherever the medium keeps them. */
function classicFile(
  image: Image | undefined,
  file: string,
  find: (path: string) => Content | undefined,
): Content | undefined {
  const { kernel, initrds = [] } = image?.release ?? {};
  const path = file === "vmlinuz" ? kernel : /^initrd(?:\.img)?$/.test(file) ? initrds[0] : undefined;
  return image === undefined || path === undefined || path.startsWith("/") ? undefined : find(`${image.name}/${path}`);
}
