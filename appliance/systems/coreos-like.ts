import { refuseBrokenArg, type System } from "./system.ts";

/** CoreOS Container Linux and its living successor: the same files, flow and installer under two names (os-facts 5a, 5b). */
type CoreosFamily = "coreos" | "flatcar";

export interface CoreosSystem extends System {
  /** How people call it. */
  readonly title: string;
  /** Where the installed system finds the cloud-config that coreos-install was given. */
  readonly userData: string;
}

const NEEDED = [
  { role: "kernel", ending: "pxe.vmlinuz", why: "the kernel that machines boot from the network" },
  { role: "initrd", ending: "pxe_image.cpio.gz", why: "the system that runs in memory" },
  { role: "diskImage", ending: "image.bin.bz2", why: "the disk image that coreos-install writes" },
] as const;

/** The system in memory, unpacked, beside what it needs to run (os-facts 5b: 3 GB for Flatcar by PXE). */
const MEMORY = { coreos: 1024, flatcar: 3072 };

export function coreosLike(family: CoreosFamily, title: string): CoreosSystem {
  const prefix = `${family}_production_`;
  const oemImage = new RegExp(`^${prefix}([A-Za-z0-9_-]+)_image\\.bin\\.bz2$`);
  const written = new RegExp(`^(?:COREOS|FLATCAR)_VERSION=["']?([^"'\\r\\n]*)`, "m");
  return {
    family,
    title,
    answers: "cloud-config",
    userData: `/var/lib/${family}-install/user_data`,
    recognise({ kind, paths, text }) {
      if (kind !== "folder") return { kind: "stranger" };
      const there = new Set(paths);
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
      const version = written.exec(text("version.txt") ?? "")?.[1] ?? "";
      return {
        kind: "recognised",
        release: {
          family,
          title: `${title} ${version}`.trim(),
          distribution: family,
          version,
          major: Number.parseInt(version, 10) || 0,
          arch: "x86_64", // amd64-usr's; the file names do not tell arm64-usr's from them
          boots: { bios: true, uefi: true, secureBoot: false },
          kernel,
          initrds: [initrd],
          loaders: {},
          memory: MEMORY[family],
          diskImages: [diskImage, ...paths.filter((name) => oemImage.test(name))],
          repositories: [],
          extras: {},
        },
      };
    },
    kernelArgs({ flow, base, mac, kernelArgs }) {
      kernelArgs.forEach(refuseBrokenArg);
      const file = flow === "manual" ? `${mac}.yml` : "install.sh";
      // coreos-cloudinit takes the last cloud-config-url (either spelling), so ours stands last. flatcar.first_boot=1 is for Ignition:
      // it would look for a config of its own, and cloud-config-url does not need it.
      return [...new Set(kernelArgs), `cloud-config-url=${base}/cloud-configs/${file}`];
    },
    role: (release, path) => (release.diskImages.includes(path) ? "image" : "other"),
  };
}
