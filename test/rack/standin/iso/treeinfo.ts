// .treeinfo as each generation writes it, and what else differs between them.
export interface Generation {
  readonly major: number;
  readonly version: string;
  readonly name: string; // "Rocky Linux"
  readonly short: string;
  readonly id: string; // os-release's ID
  readonly label: string;
  readonly stage2: string;
  readonly nested?: boolean;
  /** The first is the main one; `path` "." is the medium itself. */
  readonly repositories: readonly { readonly id: string; readonly path: string; readonly addOn?: boolean }[];
}

const install = "images/install.img";
const baseOsAndAppStream = [
  { id: "BaseOS", path: "BaseOS" },
  { id: "AppStream", path: "AppStream" },
];

export const GENERATIONS = {
  rhel6: {
    ...{ major: 6, version: "6.10", name: "CentOS", short: "CentOS", id: "centos", label: "CentOS_6.10_Final" },
    ...{ stage2: install, repositories: [{ id: "main", path: "." }] },
  },
  rhel7: {
    ...{ major: 7, version: "7.9", name: "Red Hat Enterprise Linux", short: "RHEL", id: "rhel" },
    ...{ label: "RHEL-7.9 Server.x86_64", stage2: "LiveOS/squashfs.img" },
    repositories: [
      { id: "Server", path: "." },
      { id: "HighAvailability", path: "addons/HighAvailability", addOn: true },
      { id: "ResilientStorage", path: "addons/ResilientStorage", addOn: true },
    ],
  },
  rhel9: {
    ...{ major: 9, version: "9.4", name: "Rocky Linux", short: "Rocky", id: "rocky", label: "Rocky-9-4-x86_64-dvd" },
    ...{ stage2: install, repositories: baseOsAndAppStream, nested: true },
  },
  rhel10: {
    ...{ major: 10, version: "10.0", name: "Red Hat Enterprise Linux", short: "RHEL", id: "rhel" },
    ...{ label: "RHEL-10-0-BaseOS-x86_64", stage2: install, repositories: baseOsAndAppStream },
  },
} satisfies Record<string, Generation>;

type Sections = Record<string, Record<string, string>>;

const KERNEL = { kernel: "images/pxeboot/vmlinuz", initrd: "images/pxeboot/initrd.img" };

export async function treeInfo(generation: Generation, sum: (path: string) => Promise<string>): Promise<string> {
  const { major, version, name, stage2 } = generation;
  const summed = [stage2, ...Object.values(KERNEL), ...(major >= 7 ? ["images/efiboot.img"] : [])].sort();
  const checksums: Record<string, string> = {};
  for (const path of summed) checksums[path] = `sha256:${await sum(path)}`;
  if (major === 6) {
    return ini({
      general: {
        ...{ family: name, timestamp: "1530286202.02", totaldiscs: "1", version, discnum: "1", packagedir: "" },
        arch: "x86_64",
      },
      "images-x86_64": KERNEL,
      "images-xen": KERNEL,
      checksums,
    });
  }
  return ini({ checksums, ...general(generation), ...variants(generation) });
}

function general({ name, short, version, stage2, major, repositories }: Generation): Sections {
  const [main] = repositories;
  const names = repositories
    .filter(({ addOn }) => addOn !== true)
    .map(({ id }) => id)
    .sort();
  const platforms = major >= 10 ? "x86_64" : "x86_64,xen";
  return {
    general: {
      ...{ arch: "x86_64", family: name, name: `${name} ${version}`, packagedir: "Packages", platforms },
      ...{ repository: ".", timestamp: "1714500000", variant: main?.id ?? "", variants: names.join(","), version },
    },
    header: { type: "productmd.treeinfo", version: "1.2" },
    "images-x86_64": { "efiboot.img": "images/efiboot.img", ...KERNEL },
    ...(major >= 10 ? {} : { "images-xen": KERNEL }),
    release: { name, short, version },
    stage2: { mainimage: stage2 },
    tree: { arch: "x86_64", build_timestamp: "1714500000", platforms, variants: names.join(",") },
  };
}

function variants({ repositories, major }: Generation): Sections {
  const addOns = repositories.filter(({ addOn }) => addOn === true);
  const sections: Sections = {};
  for (const { id, path, addOn } of repositories) {
    const repository = path;
    const packages = path === "." ? "Packages" : major === 7 ? path : `${path}/Packages`;
    if (addOn === true) {
      sections[`addon-Server-${id}`] = {
        id,
        name: id,
        packages,
        parent: "Server",
        repository,
        type: "addon",
        uid: `Server-${id}`,
      };
    } else {
      const list = addOns.length === 0 ? {} : { addons: addOns.map((one) => `Server-${one.id}`).join(",") };
      sections[`variant-${id}`] = { ...list, id, name: id, packages, repository, type: "variant", uid: id };
    }
  }
  return sections;
}

const ini = (sections: Sections): string =>
  Object.entries(sections)
    .map(
      ([section, values]) =>
        `[${section}]\n${Object.entries(values)
          .map(([name, value]) => `${name} = ${value}\n`)
          .join("")}`,
    )
    .join("\n");
