// A yum repository: packages, and the metadata that dnf and yum read before they ask for the first of them.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

export type StandinPackage =
  { readonly name: string; readonly file: string } | { readonly name: string; readonly text: string };

export interface RepositoryOptions {
  readonly version: string;
  readonly major: number;
  /** Packages/s/standin….rpm, as Rocky has them, and not Packages/standin….rpm. */
  readonly nested: boolean;
}

interface Planted {
  readonly name: string;
  readonly location: string;
  readonly sum: string;
  readonly size: number;
}

export async function plantRepository(
  folder: string,
  packages: readonly StandinPackage[],
  { version, major, nested }: RepositoryOptions,
): Promise<void> {
  const planted: Planted[] = [];
  for (const wanted of packages) {
    const file = `${wanted.name}-${version}-1.el${major}.x86_64.rpm`;
    const location = `Packages/${nested ? `${wanted.name.charAt(0)}/` : ""}${file}`;
    const content = "file" in wanted ? await readFile(wanted.file) : Buffer.from(wanted.text);
    await mkdir(dirname(join(folder, location)), { recursive: true });
    await writeFile(join(folder, location), content);
    planted.push({ name: wanted.name, location, sum: sha256(content), size: content.length });
  }
  const datas = {
    primary: gzipSync(primaryXml(planted, version, major)),
    filelists: gzipSync(
      `<?xml version="1.0" encoding="UTF-8"?>\n<filelists xmlns="http://linux.duke.edu/metadata/filelists" packages="${planted.length}"/>\n`,
    ),
    group: Buffer.from(COMPS),
  };
  await mkdir(join(folder, "repodata"), { recursive: true });
  const entries: string[] = [];
  for (const [type, content] of Object.entries(datas)) {
    const sum = sha256(content);
    const name = `repodata/${sum}-${type === "group" ? "comps.xml" : `${type}.xml.gz`}`;
    await writeFile(join(folder, name), content);
    entries.push(`  <data type="${type}">
    <checksum type="sha256">${sum}</checksum>
    <location href="${name}"/>
    <timestamp>1714500000</timestamp>
    <size>${content.length}</size>
  </data>
`);
  }
  const repomd = `<?xml version="1.0" encoding="UTF-8"?>
<repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
  <revision>1714500000</revision>
${entries.join("")}</repomd>
`;
  await writeFile(join(folder, "repodata/repomd.xml"), repomd);
}

const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

const primaryXml = (
  packages: readonly Planted[],
  version: string,
  major: number,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="${packages.length}">
${packages
  .map(
    ({ name, location, sum, size }) => `<package type="rpm">
  <name>${name}</name>
  <arch>x86_64</arch>
  <version epoch="0" ver="${version}" rel="1.el${major}"/>
  <checksum type="sha256" pkgid="YES">${sum}</checksum>
  <summary>A piece of the stand-in's system</summary>
  <size package="${size}" installed="${size}" archive="${size}"/>
  <location href="${location}"/>
</package>`,
  )
  .join("\n")}
</metadata>
`;

const COMPS = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE comps PUBLIC "-//Red Hat, Inc.//DTD Comps info//EN" "comps.dtd">
<comps>
  <group><id>core</id><name>Core</name><default>true</default><uservisible>false</uservisible><packagelist/></group>
  <environment><id>minimal-environment</id><name>Minimal Install</name><grouplist><groupid>core</groupid></grouplist></environment>
</comps>
`;
