import { archOf, finder, majorOf, plainVersion, words } from "./medium.ts";
import { argsBefore, type System } from "./system.ts";

/** Ubuntu Server from 20.04 on, by its live installer (subiquity). Media with the old installer are debian.ts's. */
export const ubuntu: System = {
  family: "ubuntu",
  answers: "autoinstall",
  recognise(medium) {
    // Ubuntu-Server 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827)
    const says = words(medium.text(".disk/info"));
    const version = plainVersion(/^Ubuntu-Server ([0-9][0-9.]*)/.exec(says)?.[1]);
    const find = finder(medium);
    if (medium.kind !== "iso" || version === "" || majorOf(version) < 20) return { kind: "stranger" };
    if (!medium.paths.some((path) => path.startsWith("casper/"))) return { kind: "stranger" };
    const [kernel, initrd] = [find("casper/vmlinuz"), find("casper/initrd")];
    if (kernel === undefined || initrd === undefined) {
      const reason = "casper/vmlinuz and casper/initrd are not both on this medium; take the live-server ISO";
      return { kind: "incomplete", family: "ubuntu", reason };
    }
    return {
      kind: "recognised",
      release: {
        family: "ubuntu",
        title: `Ubuntu Server ${version}`,
        distribution: "ubuntu",
        version,
        major: majorOf(version),
        arch: archOf(/\b(amd64|arm64)\b/.exec(says)?.[1]) ?? "x86_64",
        // shim and GRUB are on it, but that GRUB is the one for CDs, without a driver for the network: Debian's take its
        // place, and those do not trust Canonical's kernel.
        boots: { ...medium.boots, secureBoot: false },
        kernel,
        initrds: [initrd],
        loaders: {},
        memory: majorOf(version) >= 24 ? 6144 : 4096, // url= holds the whole ISO in memory, 3.4 GB of it for 24.04
        diskImages: [],
        repositories: [],
        extras: {},
      },
    };
  },
  kernelArgs(boot) {
    const { flow, tree, answers } = boot;
    return [
      ...argsBefore(boot),
      "ip=dhcp",
      `url=${tree}.iso`,
      ...(flow === "automatic" && answers !== undefined ? ["autoinstall", `ds=nocloud-net;s=${answers}/`] : []),
      // cloud-init reads url= too and would take the ISO for a configuration (cloud-init#6836).
      "cloud-config-url=/dev/null",
    ];
  },
  // What is written comes out of the ISO in memory, long after that was sent.
  role: () => "other",
};
