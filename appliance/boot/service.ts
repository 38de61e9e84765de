import { stat } from "node:fs/promises";
import { type Content, textContent } from "../bytes/content.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { grubConfig } from "./grub.ts";
import { ipxeScript } from "./ipxe.ts";
import { askedBy } from "./names.ts";
import type { BootPlan } from "./plan.ts";
import { pxelinuxConfig } from "./pxelinux.ts";

/** What boot files need of the rest of the house. */
export interface BootNeeds {
  /** Whose lease this address is. */
  macOf(address: Ipv4): Mac | undefined;
  /** A pure question: what would this machine boot now? Known machines have a name of their own in pxelinux.cfg. */
  planFor(mac: Mac | undefined): { readonly known: boolean; readonly plan: BootPlan };
  /** This plan was handed to the machine. */
  handedOut(mac: Mac, plan: BootPlan): void;
  imageFile(path: string, asker: Ipv4): Content | undefined;
  /** Path on disk by lower-case loader name. */
  readonly loaders: ReadonlyMap<string, string>;
  /** The appliance's URL without a slash at the end. */
  readonly base: string;
}

export interface BootFiles {
  /** The file of this name for this client, made or found now; undefined is a miss. */
  find(name: string, asker: { readonly address: Ipv4 }): Promise<Content | undefined>;
  /** The script for iPXE. A MAC in the URL decides; without one the asker's lease. `peek` hands nothing out. */
  ipxe(asker: Ipv4, mac: Mac | undefined, peek: boolean): string;
}

/** These files hold no secret: whoever asks for a name gets what that machine would get. */
export function bootFiles(needs: BootNeeds): BootFiles {
  /** Only the machine itself moves its run by asking; whoever else reads its file just reads it. */
  const handOut = (asker: Ipv4, mac: Mac | undefined, plan: BootPlan): BootPlan => {
    if (mac !== undefined && needs.macOf(asker) === mac) needs.handedOut(mac, plan);
    return plan;
  };

  const pxelinuxOf = (asker: Ipv4, mac: Mac): Content | undefined => {
    const { known, plan } = needs.planFor(mac);
    return known ? textContent(pxelinuxConfig(handOut(asker, mac, plan), mac)) : undefined;
  };

  /** `default` is always the local disk: unknown machines end here, and known ones whose `01-<mac>` got lost on the wire. */
  const pxelinuxDefault = (asker: Ipv4): Content => {
    const mac = needs.macOf(asker);
    const { known, plan } = needs.planFor(mac);
    const local: BootPlan =
      plan.kind === "local" && !known ? plan : { kind: "local", because: "it did not ask by its own name" };
    return textContent(pxelinuxConfig(handOut(asker, mac, local), mac));
  };

  const ipxe = (asker: Ipv4, named: Mac | undefined, peek: boolean): string => {
    const mac = named ?? needs.macOf(asker);
    const { plan } = needs.planFor(mac);
    return ipxeScript(peek ? plan : handOut(asker, mac, plan), mac, needs.base);
  };

  return {
    ipxe,
    async find(name, { address }) {
      const asked = askedBy(name);
      switch (asked.kind) {
        case "loader":
          return loaderContent(needs.loaders.get(asked.name));
        case "pxelinux":
          return asked.by === "mac" ? pxelinuxOf(address, asked.mac) : pxelinuxDefault(address);
        case "grub": {
          const mac = asked.mac ?? needs.macOf(address);
          return textContent(grubConfig(handOut(address, mac, needs.planFor(mac).plan), mac));
        }
        case "ipxe":
          return textContent(ipxe(address, undefined, false));
        case "image":
          return needs.imageFile(asked.path, address);
        case "miss":
          return undefined;
      }
    },
  };
}

async function loaderContent(path: string | undefined): Promise<Content | undefined> {
  if (path === undefined) return undefined;
  return { kind: "file", path, start: 0, size: (await stat(path)).size };
}
