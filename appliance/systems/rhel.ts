import { archOf, type Find, finder, loadersOn, majorOf, plainVersion, words } from "./medium.ts";
import { argsBefore, type BootRequest, type Medium, type Recognised, type Release, type System } from "./system.ts";
import { fact, inTree, parseTreeInfo, type TreeInfo } from "./treeinfo.ts";

/** By the words that media of each maker call themselves with; the first that fits counts. */
const MAKERS: readonly (readonly [RegExp, string, string])[] = [
  [/rocky/i, "rocky", "Rocky Linux"],
  [/alma/i, "almalinux", "AlmaLinux"],
  [/centos[ -]?stream/i, "centos", "CentOS Stream"],
  [/centos/i, "centos", "CentOS"],
  [/oracle|^OL[-0-9]/i, "oracle", "Oracle Linux"],
  [/scientific/i, "scientific", "Scientific Linux"],
  [/red ?hat|rhel/i, "rhel", "Red Hat Enterprise Linux"],
  [/fedora/i, "fedora", "Fedora"],
];

interface Names {
  readonly maker: string;
  readonly title: string;
  readonly version: string;
}

/** RHEL and what is built from it, from el6 on, and Fedora: whatever Anaconda installs. */
export const rhel: System = {
  family: "rhel",
  answers: "kickstart",
  recognise(medium) {
    if (medium.kind !== "iso") return { kind: "stranger" };
    const find = finder(medium);
    const info = parseTreeInfo(medium.text(".treeinfo") ?? medium.text("treeinfo"));
    const names = namesOf(medium, info);
    if (names === undefined || isElsewhere(find, medium)) return { kind: "stranger" };
    return releaseOf(medium, find, info, names);
  },
  kernelArgs: (boot) => [...argsBefore(boot), ...(isEl6(boot.release) ? el6Args(boot) : anacondaArgs(boot))],
  // From el6 to Fedora a package is an .rpm, in Packages/ or wherever a repository of the medium keeps its own.
  role: (_release, path) => (/\.rpm$/i.test(path) ? "packages" : "other"),
};

/** CoreOS is another family, and live systems of these makers have an installer that could be told nothing. */
const isElsewhere = (find: Find, { label = "" }: Medium): boolean =>
  /^(?:fedora-coreos|scos|rhcos)-|live/i.test(label) ||
  find("images/pxeboot/rootfs.img") !== undefined ||
  find("coreos/igninfo.json") !== undefined;

function namesOf(medium: Medium, info: TreeInfo): Names | undefined {
  const family = fact(info, "name", "release") ?? fact(info, "family", "general") ?? fact(info, "name", "general");
  const discinfo = medium.text(".discinfo")?.split("\n") ?? [];
  // media.repo: name=CentOS-7 …; .discinfo: time stamp, name, arch; the label: CentOS_6.5_Final, RHEL-7.6 Server.x86_64
  const repo = /^name=(.*)$/m.exec(medium.text("media.repo") ?? "")?.[1];
  const says = [family, discinfo[1], repo, medium.label].filter((text) => text !== undefined).map(words);
  const [by, maker] = firstOf(says, (text) => MAKERS.find(([pattern]) => pattern.test(text))) ?? [];
  if (by === undefined || maker === undefined) return undefined;
  const stream = maker[1] === "centos" && says.some((text) => /stream/i.test(text));
  const name = stream ? "CentOS Stream" : maker[2];
  const numbers = says.map((text) =>
    /(?:^|[^A-Za-z0-9])v?(\d+(?:[._-]\d+)*)/.exec(text)?.[1]?.replaceAll(/[_-]/g, "."),
  );
  const version = plainVersion(
    fact(info, "version", "release", "general") ?? numbers.find((number) => number !== undefined),
  );
  return { maker: maker[1], title: `${name} ${version}`.trim(), version };
}

const firstOf = <T>(texts: readonly string[], look: (text: string) => T | undefined): [string, T] | undefined => {
  for (const text of texts) {
    const found = look(text);
    if (found !== undefined) return [text, found];
  }
  return undefined;
};

/** .treeinfo first, then the paths that media have had since el6 (row B10). */
function partsOf(find: Find, info: TreeInfo, arch: string): Record<"kernel" | "initrd" | "stage2", string | undefined> {
  const images = `images-${arch}`;
  return {
    kernel: find(fact(info, "kernel", images)) ?? find("images/pxeboot/vmlinuz") ?? find("isolinux/vmlinuz"),
    initrd: find(fact(info, "initrd", images)) ?? find("images/pxeboot/initrd.img") ?? find("isolinux/initrd.img"),
    stage2: find(fact(info, "mainimage", "stage2")) ?? find("images/install.img") ?? find("LiveOS/squashfs.img"),
  };
}

const PARTS = {
  kernel: "the kernel (images/pxeboot/vmlinuz)",
  initrd: "the installer's first part (images/pxeboot/initrd.img)",
  stage2: "the installer itself (images/install.img or LiveOS/squashfs.img)",
} as const;

function releaseOf(medium: Medium, find: Find, info: TreeInfo, { maker, title, version }: Names): Recognised {
  const arch =
    archOf(fact(info, "arch", "tree", "general") ?? medium.text(".discinfo")?.split("\n")[2]?.trim()) ??
    (find("efi/boot/bootaa64.efi") === undefined ? "x86_64" : "aarch64");
  const { kernel, initrd, stage2 } = partsOf(find, info, arch);
  if (kernel === undefined || initrd === undefined || stage2 === undefined) {
    const missing = Object.entries({ kernel, initrd, stage2 })
      .filter(([, path]) => path === undefined)
      .map(([part]) => PARTS[part as keyof typeof PARTS]);
    return {
      kind: "incomplete",
      family: "rhel",
      reason: `of ${title} ${missing.join(" and ")} is missing on this medium`,
    };
  }
  const loaders = loadersOn(find, arch);
  const major = majorOf(version);
  return {
    kind: "recognised",
    release: {
      family: "rhel",
      title,
      distribution: maker,
      version,
      major,
      arch,
      boots: { ...medium.boots, secureBoot: Object.keys(loaders).length > 0 },
      kernel,
      initrds: [initrd],
      loaders,
      memory: memoryOf(maker, major, arch),
      diskImages: [],
      repositories: repositoriesOf(find, info),
      extras: { stage2 },
    },
  };
}

/** Names of sections and what they say: [variant-BaseOS] is a repository, [addon-Server-HighAvailability] an add-on (row L3). */
function repositoriesOf(find: Find, info: TreeInfo): Release["repositories"] {
  const named = [...info]
    .filter(([section]) => /^(variant|addon)-/.test(section))
    .flatMap(([section, facts]) => {
      const path = inTree((facts.get("repository") ?? "").replace(/\/?repodata\/?$/, ""));
      if (path === undefined || !facts.has("repository") || !isRepository(find, path)) return [];
      const name = plainVersion(facts.get("uid") ?? facts.get("id") ?? section.replace(/^(variant|addon)-/, ""));
      return name === "" ? [] : [{ name, path, ...(section.startsWith("addon-") && { addOn: true }) }];
    });
  const unnamed = ["", "BaseOS", "AppStream", "Minimal"]
    .filter((path) => isRepository(find, path) && named.every((repository) => repository.path !== path))
    .map((path) => ({ name: path === "" ? "main" : path, path }));
  const all: Release["repositories"] = [...named, ...unnamed];
  const order = ({ name, path, addOn }: (typeof all)[number]): number =>
    addOn === true ? 2 : name === "BaseOS" || path === "" ? 0 : 1;
  return all
    .filter((one, index) => all.findIndex(({ path }) => path === one.path) === index)
    .sort((a, b) => order(a) - order(b));
}

const isRepository = (find: Find, path: string): boolean =>
  find(`${path}${path === "" ? "" : "/"}repodata/repomd.xml`) !== undefined;

/** By HTTP the second stage lies in memory beside what it unpacks (os-facts 5d). By NFS el9 would need half of it. */
function memoryOf(maker: string, major: number, arch: Release["arch"]): number {
  if (maker !== "fedora" && major <= 6) return 1024;
  if (maker !== "fedora" && major <= 8) return 1536;
  return arch === "aarch64" ? 4096 : 3072;
}

export const isEl6 = (release: Release): boolean => release.distribution !== "fedora" && release.major <= 6;

/** el6's loader, before dracut. `method=` is what it calls `repo=`; it takes BOOTIF only when ksdevice says so. */
function el6Args({ flow, tree, answers, syslog }: BootRequest): string[] {
  return [
    `method=${tree}`,
    "ksdevice=bootif",
    ...(flow === "automatic" && answers !== undefined ? [`ks=${answers}/ks.cfg`, "kssendmac", "kssendsn"] : []),
    ...(syslog === undefined ? [] : [`syslog=${syslog.host}:${syslog.port}`]),
  ];
}

/** No ip=: Anaconda asks DHCP for itself when its source is on the network, on the card that BOOTIF names. */
function anacondaArgs({ flow, tree, answers, syslog }: BootRequest): string[] {
  return [
    `inst.repo=${tree}`,
    ...(flow === "automatic" && answers !== undefined
      ? [`inst.ks=${answers}/ks.cfg`, "inst.ks.sendmac", "inst.ks.sendsn"]
      : []),
    ...(syslog === undefined ? [] : [`inst.syslog=${syslog.host}:${syslog.port}`]),
  ];
}
