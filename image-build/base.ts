// The base: everything that comes from Debian's mirror, in one folder that is kept. Whoever builds from the same base
// gets the same image, to the bit.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { SOURCE_DATE } from "../appliance/version.ts";
import { allowArm64Programs } from "./binfmt.ts";
import { cached, cacheFolder, hashOf } from "./cache.ts";
import { mirrors, RELEASE, sources } from "./mirror.ts";
import type { Flavour } from "./options.ts";
import { installed, packageList } from "./packages.ts";
import { downloadParts } from "./parts.ts";
import { run, step } from "./run.ts";

/** Seconds since 1970. No file of an image is younger, so that two builds are the same. */
export const SOURCE_DATE_EPOCH = String(SOURCE_DATE.getTime() / 1000);

export interface Base {
  /** The root file system as Debian set it up. */
  readonly root: string;
  /** Packages that are unpacked by the steps that need them, as .deb files. */
  readonly parts: string;
}

/** What nobody reads on a box without a person at it. Copyright files stay: they are part of the licence. */
const LEFT_OUT = [
  ...["path-exclude=/usr/share/man/*", "path-exclude=/usr/share/info/*", "path-exclude=/usr/share/locale/*"],
  ...["path-exclude=/usr/share/doc/*", "path-include=/usr/share/doc/*/copyright"],
  ...[
    "path-exclude=/usr/share/lintian/*",
    "path-exclude=/usr/share/bash-completion/*",
    "path-exclude=/usr/share/bug/*",
  ],
];

const RULES = {
  // The hardware database is compiled for minutes in emulation, and nothing here reads it.
  essential: [
    'chroot "$1" dpkg-divert --quiet --local --rename --divert /usr/bin/systemd-hwdb.real --add /usr/bin/systemd-hwdb',
    'ln -s true "$1"/usr/bin/systemd-hwdb',
    // Searching for primes in emulation takes minutes, for keys that are thrown away: where there are some, none are made.
    'mkdir -p "$1"/etc/ssh; for kind in rsa ecdsa ed25519; do : >"$1"/etc/ssh/ssh_host_"$kind"_key; done',
  ],
  customize: [
    'rm "$1"/usr/bin/systemd-hwdb',
    'chroot "$1" dpkg-divert --quiet --local --rename --remove /usr/bin/systemd-hwdb',
    // Each box makes its own.
    'rm -f "$1"/etc/ssh/ssh_host_* "$1"/var/lib/systemd/random-seed; : >"$1"/etc/machine-id',
    'rm -rf "$1"/var/cache/apt "$1"/var/lib/apt/lists "$1"/var/log/*.log "$1"/var/log/apt "$1"/var/cache/ldconfig',
    'rm -f "$1"/etc/resolv.conf "$1"/etc/hostname "$1"/var/cache/debconf/*-old "$1"/var/lib/dpkg/*-old "$1"/etc/*-',
  ],
};

export async function base(flavour: Flavour, fresh: boolean): Promise<Base> {
  const rootHash = hashOf("1", RELEASE, ...installed(flavour), ...LEFT_OUT, JSON.stringify(RULES));
  const partsHash = hashOf("1", RELEASE, ...packageList("parts"));
  if (fresh) {
    for (const name of [`image-root-${rootHash}`, `image-parts-${partsHash}`]) {
      await rm(path.join(cacheFolder(), name), { recursive: true, force: true });
    }
  }
  const parts = await cached("image-parts", partsHash, (folder) =>
    step("packages that are only unpacked", async () => downloadParts(folder, sources(await mirrors(), "arm64,amd64"))),
  );
  const root = await cached("image-root", rootHash, (folder) =>
    step("root file system of Debian (minutes, the first time)", () => makeRoot(folder, flavour)),
  );
  return { root: path.join(root, "root.tar"), parts };
}

async function makeRoot(folder: string, flavour: Flavour): Promise<void> {
  await allowArm64Programs();
  const list = path.join(folder, "sources.list");
  await writeFile(list, sources(await mirrors(), "arm64"));
  const scratch = path.join(folder, "scratch");
  await mkdir(scratch);
  // In mounts of its own: it puts this machine's /dev, /proc and /sys into the new root, and whoever kills it and clears the
  // folder away would clear those away with it. So they end with it.
  await run(
    "unshare",
    [
      ...["--mount", "--propagation=private", "mmdebstrap"],
      ...["--arch=arm64", "--variant=minbase", "--mode=root", "--quiet", `--include=${installed(flavour).join(",")}`],
      ...['--aptopt=APT::Install-Recommends "false"', "--dpkgopt=force-unsafe-io"],
      ...LEFT_OUT.map((rule) => `--dpkgopt=${rule}`),
      ...RULES.essential.map((hook) => `--essential-hook=${hook}`),
      ...RULES.customize.map((hook) => `--customize-hook=${hook}`),
      ...[RELEASE, path.join(folder, "root.tar"), list],
    ],
    { env: { SOURCE_DATE_EPOCH, TMPDIR: scratch } },
  );
  await rm(scratch, { recursive: true, force: true });
  if (!(await readdir(folder)).includes("root.tar")) throw new Error("mmdebstrap ended well and left no root.tar");
}
