import { InvalidValueError } from "../net/invalid-value.ts";
import type { Mac } from "../net/mac.ts";

/** CoreOS Container Linux and its living successor: the same files, flow and installer under two names (os-facts 5a, 5b). */
export type Family = "coreos" | "flatcar";

/** What each file of a release is for. The disk image is what coreos-install writes. */
export interface Roles {
  readonly kernel: string;
  readonly initrd: string;
  readonly diskImage: string;
  /** Disk images with a vendor's extras, by the name that `coreos-install -o` takes. */
  readonly oemDiskImages: Readonly<Record<string, string>>;
}

export type Recognised =
  | { readonly kind: "recognised"; readonly family: Family; readonly roles: Roles }
  | { readonly kind: "incomplete"; readonly family: Family; readonly reason: string }
  | { readonly kind: "stranger" };

/** Manual: the machine runs in memory with its own cloud-config (row F14). Automatic: it runs install.sh (row F15). */
export type Flow = "manual" | "automatic";

export interface System {
  readonly family: Family;
  /** How people call it. */
  readonly title: string;
  /** Where the installed system finds the cloud-config that coreos-install was given. */
  readonly userData: string;
  recognise(names: readonly string[]): Recognised;
  kernelArgs(boot: KernelArgs): readonly string[];
}

export interface KernelArgs {
  readonly flow: Flow;
  /** The appliance's URL without a slash at the end. */
  readonly base: string;
  readonly mac: Mac;
  /** From the profile. */
  readonly kernelArgs: readonly string[];
}

const NEEDED = [
  { role: "kernel", ending: "pxe.vmlinuz", why: "the kernel that machines boot from the network" },
  { role: "initrd", ending: "pxe_image.cpio.gz", why: "the system that runs in memory" },
  { role: "diskImage", ending: "image.bin.bz2", why: "the disk image that coreos-install writes" },
] as const;

export function coreosLike(family: Family, title: string): System {
  const prefix = `${family}_production_`;
  const oemImage = new RegExp(`^${prefix}([A-Za-z0-9_-]+)_image\\.bin\\.bz2$`);
  return {
    family,
    title,
    userData: `/var/lib/${family}-install/user_data`,
    recognise(names) {
      const there = new Set(names);
      const missing = NEEDED.filter(({ ending }) => !there.has(prefix + ending));
      if (missing.length === NEEDED.length) return { kind: "stranger" };
      if (missing.length > 0) {
        const list = missing.map(({ ending, why }) => `${prefix}${ending} (${why})`).join(" and ");
        return { kind: "incomplete", family, reason: `${list} is missing` };
      }
      const [kernel, initrd, diskImage] = [
        prefix + NEEDED[0].ending,
        prefix + NEEDED[1].ending,
        prefix + NEEDED[2].ending,
      ];
      const oems = names.flatMap((name) => {
        const oem = oemImage.exec(name)?.[1];
        return oem === undefined ? [] : [[oem, name] as const];
      });
      return {
        kind: "recognised",
        family,
        roles: { kernel, initrd, diskImage, oemDiskImages: Object.fromEntries(oems) },
      };
    },
    kernelArgs({ flow, base, mac, kernelArgs }) {
      kernelArgs.forEach(refuseBrokenArg);
      const file = flow === "manual" ? `${mac}.yml` : "install.sh";
      // coreos-cloudinit takes the last cloud-config-url (either spelling), so ours stands last. flatcar.first_boot=1 is for Ignition:
      // it would look for a config of its own, and cloud-config-url does not need it.
      return [...new Set(kernelArgs), `cloud-config-url=${base}/cloud-configs/${file}`];
    },
  };
}

/** A kernel argument is one word. How each boot loader quotes it is the loader's affair. */
function refuseBrokenArg(arg: string): void {
  if (/^[\x21-\x7e]+$/.test(arg)) return;
  throw new InvalidValueError(
    "kernel argument",
    arg,
    "Write one word of visible ASCII per argument, e.g. console=ttyS0.",
  );
}
