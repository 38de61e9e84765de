import { archOf, finder, majorOf, plainVersion } from "./medium.ts";
import { argsBefore, type BootRequest, type Medium, type Recognised, type Release, type System } from "./system.ts";

/** Fedora CoreOS and what is built like it: CentOS Stream CoreOS (SCOS) and Red Hat's (RHCOS). */
const TITLES: Readonly<Record<string, string>> = {
  "fedora-coreos": "Fedora CoreOS",
  scos: "CentOS Stream CoreOS",
  rhcos: "Red Hat CoreOS",
};

/** The file names changed once (a dash became a dot in 42.20250410.3.1), so they are taken as they are and never built. */
const PARTS = {
  kernel: /^(?:.*\/)?[^/]*live-kernel[.-](x86_64|aarch64)$/,
  initramfs: /^(?:.*\/)?[^/]*live-initramfs[.-](?:x86_64|aarch64)\.img$/,
  rootfs: /^(?:.*\/)?[^/]*live-rootfs[.-](?:x86_64|aarch64)\.img$/,
} as const;

const WHY: Readonly<Record<keyof typeof PARTS, string>> = {
  kernel: "…-live-kernel.x86_64 (the kernel)",
  initramfs: "…-live-initramfs.x86_64.img (what the kernel starts with)",
  rootfs: "…-live-rootfs.x86_64.img (the system itself, with the image that is installed)",
};

export const fedoraCoreos: System = {
  family: "fedora-coreos",
  answers: "ignition",
  recognise: (medium) => (medium.kind === "iso" ? liveIso(medium) : pxeSet(medium)),
  kernelArgs: (boot) => [...argsBefore(boot), ...liveArgs(boot)],
  // The live system carries the image that it installs: nothing that is sent says how far the disk is.
  role: () => "other",
};

function liveArgs({ release, flow, tree, answers, disk }: BootRequest): string[] {
  const live = [
    `coreos.live.rootfs_url=${tree}/${release.extras["rootfs"] ?? ""}`,
    "ignition.firstboot",
    "ignition.platform.id=metal",
    "ip=dhcp",
    "rd.neednet=1",
  ];
  if (flow === "manual" || answers === undefined) return live;
  // coreos.inst.insecure stays away: nothing is downloaded, so no signature has to be waved through (T14).
  return [...live, `coreos.inst.install_dev=${disk}`, `coreos.inst.ignition_url=${answers}/config.ign`];
}

function liveIso(medium: Medium): Recognised {
  const find = finder(medium);
  const [kernel, initrd, rootfs] = ["vmlinuz", "initrd.img", "rootfs.img"].map((name) =>
    find(`images/pxeboot/${name}`),
  );
  const label = /^(fedora-coreos|scos|rhcos)-(.*)$/.exec(medium.label ?? "");
  if (label === null && find("coreos/igninfo.json") === undefined) return { kind: "stranger" };
  if (kernel === undefined || initrd === undefined || rootfs === undefined) {
    const reason = "images/pxeboot/vmlinuz, initrd.img and rootfs.img are not all on this medium; take the live ISO";
    return { kind: "incomplete", family: "fedora-coreos", reason };
  }
  const arch = archOf(/(x86_64|aarch64)/.exec(`${medium.label ?? ""} ${medium.fileName}`)?.[1]) ?? "x86_64";
  const named = label ?? /^(fedora-coreos|scos|rhcos)-(.*?)-live/.exec(medium.fileName);
  return recognised(medium, arch, named?.[1] ?? "fedora-coreos", named?.[2] ?? "", { kernel, initrd, rootfs });
}

function pxeSet(medium: Medium): Recognised {
  const kernels = medium.paths.filter((path) => PARTS.kernel.test(path));
  const initrds = medium.paths.filter((path) => PARTS.initramfs.test(path));
  const roots = medium.paths.filter((path) => PARTS.rootfs.test(path));
  const found = { kernel: kernels, initramfs: initrds, rootfs: roots };
  if (Object.values(found).every((names) => names.length === 0)) return { kind: "stranger" };
  const family = "fedora-coreos";
  const missing = Object.entries(found).filter(([, names]) => names.length === 0);
  if (missing.length > 0) {
    const list = missing.map(([part]) => WHY[part as keyof typeof PARTS]).join(" and ");
    return { kind: "incomplete", family, reason: `${list} is missing` };
  }
  if (Object.values(found).some((names) => names.length > 1)) {
    return { kind: "incomplete", family, reason: "several releases lie together; give each a folder of its own" };
  }
  const [kernel = "", initrd = "", rootfs = ""] = [kernels[0], initrds[0], roots[0]];
  const arch = archOf(PARTS.kernel.exec(kernel)?.[1]) ?? "x86_64";
  const named = /^(fedora-coreos|scos|rhcos)-(?:(\d.*?)-)?(?:(?:x86_64|aarch64)-)?live-/.exec(kernel);
  return recognised(medium, arch, named?.[1] ?? family, named?.[2] ?? "", { kernel, initrd, rootfs });
}

function recognised(
  { boots, kind }: Medium,
  arch: Release["arch"],
  maker: string,
  said: string,
  { kernel, initrd, rootfs }: { kernel: string; initrd: string; rootfs: string },
): Recognised {
  const version = plainVersion(said.replace(/[.-](?:x86_64|aarch64)$/, ""));
  return {
    kind: "recognised",
    release: {
      family: "fedora-coreos",
      title: `${TITLES[maker] ?? "CoreOS"} ${version}`.trim(),
      distribution: maker,
      version,
      major: majorOf(version),
      arch,
      // Its shim and GRUB lie inside images/efiboot.img, a FAT file system of its own, where nobody can fetch them.
      boots:
        kind === "iso" ? { ...boots, secureBoot: false } : { bios: arch === "x86_64", uefi: true, secureBoot: false },
      kernel,
      initrds: [initrd],
      loaders: {},
      memory: 2048, // with rootfs_url; as a second initrd it would be 4096 (os-facts 5c)
      diskImages: [],
      repositories: [],
      extras: { rootfs },
    },
  };
}
