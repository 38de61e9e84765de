import { finder, loadersOn, majorOf, plainVersion, words } from "./medium.ts";
import { argsBefore, type Medium, type Release, type System } from "./system.ts";

/** openSUSE Leap and Tumbleweed, and SUSE's SLES, whose media look the same. YaST asks at the console; AutoYaST is not offered. */
export const opensuse: System = {
  family: "opensuse",
  answers: "none",
  recognise(medium) {
    if (medium.kind !== "iso") return { kind: "stranger" };
    const find = finder(medium);
    const folders = { x86_64: "boot/x86_64/loader", aarch64: "boot/aarch64" } as const;
    const arch = find(`${folders.x86_64}/linux`) === undefined ? "aarch64" : "x86_64";
    const kernel = find(`${folders[arch]}/linux`);
    const initrd = find(`${folders[arch]}/initrd`);
    const names = namesOf(medium);
    if (kernel === undefined || names === undefined) return { kind: "stranger" }; // Fedora's live media have this folder too
    const family = "opensuse";
    if (initrd === undefined) {
      return { kind: "incomplete", family, reason: `${folders[arch]}/linux is there and the initrd beside it is not` };
    }
    const loaders = loadersOn(find, arch, "grub.efi"); // SUSE's shim is told another name than everybody's
    const [repository] = ["", "suse"].filter((path) => find(`${path}${path && "/"}repodata/repomd.xml`) !== undefined);
    return {
      kind: "recognised",
      release: {
        family,
        ...names,
        major: majorOf(names.version),
        arch,
        boots: { ...medium.boots, secureBoot: Object.keys(loaders).length > 0 },
        kernel,
        initrds: [initrd],
        loaders,
        memory: 2048,
        diskImages: [],
        repositories: repository === undefined ? [] : [{ name: "main", path: repository }],
        extras: {},
      },
    };
  },
  kernelArgs: (boot) => [...argsBefore(boot), "netsetup=dhcp", `install=${boot.tree}`],
  role: (_release, path) => (/\.d?rpm$/i.test(path) ? "packages" : "other"),
};

/** media.1/media: "openSUSE - openSUSE-Leap-15.6-x86_64-Build709.1-Media"; label: openSUSE-Leap-15.6-DVD-x86_64, SLE-15-SP6-Full-x86_64 */
function namesOf(medium: Medium): Pick<Release, "title" | "distribution" | "version"> | undefined {
  const says = words(
    [medium.label, medium.text("media.1/media"), medium.text("media.1/products")].filter(Boolean).join(" "),
  );
  const name = (title: string, distribution: string, version: string | undefined) => {
    const plain = plainVersion(version);
    return { title: `${title} ${plain}`.trim(), distribution, version: plain };
  };
  if (/tumbleweed/i.test(says)) return name("openSUSE Tumbleweed", "opensuse", /(20\d{6})/.exec(says)?.[1]);
  const leap = /leap[-_ ](\d+\.\d+)/i.exec(says);
  if (leap !== null || /opensuse/i.test(says)) return name("openSUSE Leap", "opensuse", leap?.[1]);
  const sles = /\bSLE[SD]?(?:[-_ ][A-Za-z]+)*[-_ ](\d+(?:-SP\d+)?)/.exec(says);
  if (sles === null) return undefined;
  return name("SUSE Linux Enterprise", "sles", sles[1]?.replace("-SP", "."));
}
