import { archOf, type Find, finder, plainVersion, words } from "./medium.ts";
import { argsBefore, type Medium, type Release, type System } from "./system.ts";

/** Media that are known, so that a person is told why they cannot be installed from here. The first that fits counts. */
const KNOWN: readonly { readonly name: string; readonly is: (find: Find, medium: Medium) => boolean }[] = [
  { name: "Windows", is: (find) => find("sources/boot.wim") !== undefined || find("bootmgr") !== undefined },
  {
    name: "VMware ESXi",
    is: (_find, medium) => medium.paths.some((path) => /^(?:b\.b00|boot\.cfg|s\.v00)$/i.test(path)),
  },
  {
    name: "Proxmox",
    is: (find, { label }) => /^(?:PVE|PMG|PBS)$/.test(label ?? "") || find(".pve-cd-id.txt") !== undefined,
  },
  {
    name: "a live system of Debian",
    is: (_find, medium) => medium.paths.some((path) => /^live\/.*\.squashfs$/.test(path)),
  },
  {
    name: "a live system of Ubuntu's kind",
    is: (_find, medium) => medium.paths.some((path) => path.startsWith("casper/")),
  },
  { name: "a live system of Fedora's kind", is: (find) => find("LiveOS/squashfs.img") !== undefined },
];

/** Any other ISO: it is served, and a profile may say which of its files to boot and with which arguments. */
export const generic: System = {
  family: "generic",
  answers: "none",
  recognise(medium) {
    if (medium.kind !== "iso") return { kind: "stranger" };
    const find = finder(medium);
    const known = KNOWN.find(({ is }) => is(find, medium))?.name;
    const said = words(medium.text(".disk/info") ?? medium.label) || words(medium.fileName);
    return {
      kind: "recognised",
      release: {
        family: "generic",
        title: said,
        distribution: "unknown",
        version: plainVersion(/(\d+(?:\.\d+)+)/.exec(said)?.[1]),
        major: 0,
        arch: archOf(/(aarch64|arm64)/i.exec(`${said} ${medium.fileName}`)?.[1]) ?? "x86_64",
        boots: { ...medium.boots, secureBoot: false },
        initrds: [],
        loaders: {},
        memory: 0,
        diskImages: [],
        repositories: [],
        extras: known === undefined ? {} : { known },
      },
    };
  },
  kernelArgs: argsBefore,
  role: () => "other",
};

/** Why a release cannot be booted as it is, or undefined. A profile that names a kernel of the medium knows better. */
export function noKernel({ kernel, title, extras }: Release): string | undefined {
  if (kernel !== undefined) return undefined;
  const { known } = extras;
  return known === undefined
    ? `nobody knows how ${title} is booted; its profile has to name the kernel and the initrd on it`
    : `${title} is ${known}, which cannot be installed from here`;
}
