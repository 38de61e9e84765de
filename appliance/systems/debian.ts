import { archOf, type Find, finder, firstMatch, loadersOn, majorOf, plainVersion, words } from "./medium.ts";
import { argsBefore, type BootRequest, type Medium, type Release, type System } from "./system.ts";

const ARCH = { x86_64: "amd64", aarch64: "arm64" } as const;

/** Debian by its installer (d-i), and Ubuntu up to 20.04 whose "legacy" media carry the same installer. */
export const debian: System = {
  family: "debian",
  answers: "preseed",
  recognise(medium) {
    if (medium.kind !== "iso") return { kind: "stranger" };
    // Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with firmware 20240210-11:27
    // Ubuntu-Server 20.04.1 LTS "Focal Fossa" - Release amd64 (20200813)
    const says = words(medium.text(".disk/info"));
    const found = /^(Debian|Ubuntu)[^0-9"]*([0-9][0-9.]*)?/i.exec(says);
    const find = finder(medium);
    const pool = medium.paths.some((path) => path.startsWith("pool/"));
    if (found === null || /live/i.test(says) || !pool || !hasInstaller(medium)) return { kind: "stranger" };
    const distribution = (found[1] ?? "").toLowerCase();
    const version = plainVersion((found[2] ?? "").replace(/\.$/, ""));
    const arch = archOf(/\b(amd64|arm64)\b/.exec(says)?.[1]);
    const family = "debian";
    if (arch === undefined) {
      return { kind: "incomplete", family, reason: `"${says}" is neither for amd64 nor for arm64` };
    }
    const files = installerOf(medium, distribution, majorOf(version), arch);
    if (files === undefined) {
      const reason = `"${says}" brings no installer for the network (install/netboot), only one for CDs`;
      return { kind: "incomplete", family, reason };
    }
    const suite = suiteOf(medium);
    const squash = find("install/filesystem.squashfs");
    return {
      kind: "recognised",
      release: {
        family,
        title: `${distribution === "ubuntu" ? "Ubuntu" : "Debian"} ${version}`.trim(),
        distribution,
        version,
        major: majorOf(version),
        arch,
        boots: { ...medium.boots, secureBoot: startsSigned(find, distribution, arch) },
        ...files,
        loaders: {}, // its GRUB is made for CDs and knows no network; the appliance's own are Debian's for the network
        memory: 768,
        diskImages: [],
        repositories: suite === undefined ? [] : [{ name: suite, path: "" }],
        extras: {
          ...(suite === undefined ? {} : { suite }),
          ...(squash === undefined ? {} : { squashfs: squash }),
        },
      },
    };
  },
  kernelArgs: (boot) => [...argsBefore(boot), ...installerArgs(boot)],
  // A .udeb is a piece of the installer itself, loaded before anything is partitioned.
  role: (_release, path) => (/(?:^|\/)pool\/.*\.deb$/i.test(path) ? "packages" : "other"),
};

const hasInstaller = (medium: Medium): boolean => medium.paths.some((path) => /^install(?:\.[a-z0-9]+)?\//i.test(path));

/**
 * Kernel and initrd for the network. A medium's own are for CDs: they look for a drive and stop. Where it has others below
 * install…/netboot they fit its packages exactly; else Debian's netboot installer of the same major, which the appliance
 * has from a package. Its kernel must be the one that the medium's udebs are for (docs/boot.md).
 */
function installerOf(
  medium: Medium,
  distribution: string,
  major: number,
  arch: Release["arch"],
): Pick<Release, "kernel" | "initrds"> | undefined {
  const netboot = String.raw`^install(?:\.[a-z0-9]+)?/netboot/(?:.+/)?`;
  const kernel = firstMatch(medium, new RegExp(`${netboot}(?:linux|vmlinuz)$`));
  const initrd = firstMatch(medium, new RegExp(`${netboot}initrd\\.gz$`));
  if (kernel !== undefined && initrd !== undefined) return { kernel, initrds: [initrd] };
  if (distribution !== "debian" || major === 0) return undefined;
  const own = `/debian-installer/${major}/${ARCH[arch]}`;
  return { kernel: `${own}/linux`, initrds: [`${own}/initrd.gz`] };
}

/** dists/bookworm/Release; dists/stable and the like are links to it. */
function suiteOf(medium: Medium): string | undefined {
  const suites = medium.paths.flatMap((path) => /^dists\/([a-z]+)\/Release$/.exec(path)?.[1] ?? []).sort();
  return suites.find((suite) => !/^(stable|unstable|testing|oldstable|frozen)$/.test(suite)) ?? suites[0];
}

/** A medium that brings shim and GRUB has a kernel that Debian signed, and Debian's are the loaders it gets. Ubuntu's key is another. */
const startsSigned = (find: Find, distribution: string, arch: Release["arch"]): boolean =>
  distribution === "debian" && Object.keys(loadersOn(find, arch)).length > 0;

function installerArgs({ release, flow, tree, answers, syslog }: BootRequest): string[] {
  const url = new URL(tree);
  const { suite, squashfs } = release.extras;
  const mirror = [
    "mirror/country=manual",
    "mirror/protocol=http",
    `mirror/http/hostname=${url.host}`,
    `mirror/http/directory=${url.pathname}`,
    "mirror/http/proxy=",
    ...(suite === undefined ? [] : [`mirror/suite=${suite}`]),
    // The packages of a CD are signed by the CD's checksum only: its Release file has no signature.
    "debian-installer/allow_unauthenticated=true",
    ...(squashfs === undefined ? [] : [`live-installer/net-image=${tree}/${squashfs}`]),
  ];
  return [
    ...(flow === "automatic" && answers !== undefined
      ? ["auto=true", "priority=critical", `preseed/url=${answers}/preseed.cfg`]
      : []),
    ...(release.repositories.length === 0 ? [] : mirror),
    ...(syslog === undefined ? [] : [`log_host=${syslog.host}`, `log_port=${syslog.port}`]),
  ];
}
