import { statSync } from "node:fs";
import { type Content, textContent } from "../bytes/content.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { BootArch } from "./architecture.ts";
import { grubConfig } from "./grub.ts";
import { ipxeText } from "./ipxe.ts";
import { isInstallerName, SPLASH } from "./loaders.ts";
import { type Asked, whatIsAsked } from "./names.ts";
import type { BootPlan } from "./plan.ts";
import { pxelinuxConfig } from "./pxelinux.ts";
import { splash } from "./splash.ts";

export type BootVia = "pxelinux" | "grub" | "ipxe";

/** Who was told what to boot, and by which loader. */
export interface BootQuestion {
  readonly via: BootVia;
  readonly arch: BootArch;
  readonly address: Ipv4;
}

export interface BootNeeds {
  /** Whose lease this address is. */
  macOf(address: Ipv4): Mac | undefined;
  /** A pure question. `known`: in the inventory with a name or a profile, not merely seen. */
  planFor(mac: Mac | undefined, via: BootVia, arch: BootArch): { known: boolean; plan: BootPlan };
  /** A boot configuration was handed out. */
  served(mac: Mac | undefined, what: BootQuestion, plan: BootPlan): void;
  imageFile(folder: string, file: string, asker: Ipv4): Content | undefined;
  /** shim, GRUB or MokManager off the medium that the asker is about to boot; undefined when the appliance's own are its loaders. */
  ownLoader(name: string, asker: Ipv4): Content | undefined;
  /** `loaderFiles()`. */
  readonly loaders: ReadonlyMap<string, string>;
  /** Where HTTP answers: "http://10.77.0.1". */
  readonly httpBase: string;
}

/** Every name that a boot loader may ask by TFTP. Known machines are answered by their MAC, everybody else by the disk. */
export function bootFiles(needs: BootNeeds): {
  find(name: string, asker: { address: Ipv4 }): Promise<Content | undefined>;
} {
  return {
    find: (name, asker) =>
      new Promise((resolve) => {
        resolve(answer(needs, whatIsAsked(name), asker.address));
      }),
  };
}

function answer(needs: BootNeeds, asked: Asked, asker: Ipv4): Content | undefined {
  switch (asked.kind) {
    case "miss":
      return undefined;
    case "loader":
      return needs.ownLoader(asked.name, asker) ?? loader(needs, asked.name);
    case "image-file":
      return needs.imageFile(asked.folder, asked.file, asker);
    case "pxelinux-config": {
      // Row B1. The MAC in the name decides; a known machine's UUID and address miss, so that one name answers for it.
      const what: BootQuestion = { via: "pxelinux", arch: "bios", address: asker };
      switch (asked.by) {
        case "mac":
          return forKnown(needs, asked.mac, what, pxelinuxConfig);
        case "default":
          return forDisk(needs, needs.macOf(asker), what, pxelinuxConfig);
        default:
          return undefined;
      }
    }
    case "grub-config": {
      const what: BootQuestion = { via: "grub", arch: asked.arch, address: asker };
      return asked.mac === undefined
        ? forAnybody(needs, needs.macOf(asker), what, grubConfig)
        : forKnown(needs, asked.mac, what, grubConfig);
    }
    case "ipxe-script":
      return textContent(ipxeScript(needs, undefined, asker, needs.httpBase));
  }
}

/** The script of `/boot.ipxe?mac=…`; without a MAC the asker's lease decides. */
export function ipxeScript(
  needs: BootNeeds,
  mac: Mac | undefined,
  asker: Ipv4,
  base: string,
  arch: BootArch = "x64",
): string {
  const machine = mac ?? needs.macOf(asker);
  const plan = forAsker(needs, asker, safePlan(needs, machine, "ipxe", arch));
  needs.served(machine, { via: "ipxe", arch, address: asker }, plan);
  return ipxeText(plan, machine, base);
}

type Render = (plan: BootPlan, mac: Mac | undefined) => string;

function forKnown(needs: BootNeeds, mac: Mac, what: BootQuestion, render: Render): Content | undefined {
  const { known, plan } = needs.planFor(mac, what.via, what.arch);
  return known ? handOut(needs, mac, what, plan, render) : undefined;
}

function forAnybody(needs: BootNeeds, mac: Mac | undefined, what: BootQuestion, render: Render): Content {
  return handOut(needs, mac, what, safePlan(needs, mac, what.via, what.arch), render);
}

/** `default`: whoever gets as far as this was not known by the MAC that it gave, whatever its lease says. */
function forDisk(needs: BootNeeds, mac: Mac | undefined, what: BootQuestion, render: Render): Content {
  const { plan } = needs.planFor(mac, what.via, what.arch);
  return handOut(needs, mac, what, plan.kind === "kernel" ? UNKNOWN : plan, render);
}

function handOut(
  needs: BootNeeds,
  mac: Mac | undefined,
  what: BootQuestion,
  wanted: BootPlan,
  render: Render,
): Content {
  const plan = forAsker(needs, what.address, wanted);
  const content = textContent(render(plan, mac));
  needs.served(mac, what, plan);
  return content;
}

const SOMEBODY_ELSE: BootPlan = {
  kind: "local",
  because: "this is not the address of the machine that was asked about, so it boots its own disk",
};

/** Names hold a MAC that anybody can write: a plan with a token in it is shown to the address of its machine alone. */
const forAsker = (needs: BootNeeds, asker: Ipv4, plan: BootPlan): BootPlan =>
  plan.kind === "kernel" && plan.onlyFor !== undefined && needs.macOf(asker) !== plan.onlyFor ? SOMEBODY_ELSE : plan;

const UNKNOWN: BootPlan = { kind: "local", because: "this machine is not in the inventory, it boots its own disk" };

/** No machine that is not known is ever given a kernel, even if the plan said so; a menu lets a person choose one. */
function safePlan(needs: BootNeeds, mac: Mac | undefined, via: BootVia, arch: BootArch): BootPlan {
  const { known, plan } = needs.planFor(mac, via, arch);
  return known || plan.kind !== "kernel" ? plan : UNKNOWN;
}

function loader(needs: BootNeeds, name: string): Content | undefined {
  if (name === SPLASH) return { kind: "bytes", bytes: splash() };
  const path = needs.loaders.get(name);
  return path === undefined ? undefined : { kind: "file", path, start: 0, size: statSync(path).size };
}

/** Debian's installer for the network, for who fetches it by HTTP. */
export function installerFile(
  loaders: BootNeeds["loaders"],
  asked: string,
): (Extract<Content, { kind: "file" }> & { readonly modified: number }) | undefined {
  const path = isInstallerName(asked) ? loaders.get(asked) : undefined;
  if (path === undefined) return undefined;
  const { size, mtimeMs } = statSync(path);
  return { kind: "file", path, start: 0, size, modified: Math.floor(mtimeMs) };
}
