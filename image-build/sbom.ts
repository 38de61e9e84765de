// The list of parts, as CycloneDX 1.6 has it: Debian's packages (installed or unpacked) and npm's.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { SOURCE_DATE } from "../appliance/version.ts";
import type { Options } from "./options.ts";
import { run } from "./run.ts";

interface Component {
  readonly type: "library" | "operating-system" | "application";
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses?: readonly { readonly expression: string }[];
}

export async function partsList(root: string, parts: string, options: Options): Promise<string> {
  const components = [
    ...(await installedPackages(root)),
    ...(await unpackedPackages(parts)),
    ...(await npmPackages(root)),
  ];
  const { version } = options;
  const document = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: SOURCE_DATE.toISOString(),
      component: { type: "operating-system", name: `rackseed-${options.flavour}`, version },
    },
    components: components.toSorted((left, right) => compare(left.purl ?? left.name, right.purl ?? right.name)),
  };
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const debian = (name: string, version: string, architecture: string): Component => ({
  type: "library",
  name,
  version,
  purl: `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}?arch=${architecture}&distro=trixie`,
});

async function installedPackages(root: string): Promise<Component[]> {
  const status = await readFile(path.join(root, "var/lib/dpkg/status"), "utf8");
  return status.split("\n\n").flatMap((paragraph) => {
    const field = (name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(paragraph)?.[1] ?? "";
    return field("Status") === "install ok installed"
      ? [debian(field("Package"), field("Version"), field("Architecture"))]
      : [];
  });
}

async function unpackedPackages(parts: string): Promise<Component[]> {
  const files = (await readdir(parts)).filter((name) => name.endsWith(".deb")).toSorted();
  const found: Component[] = [];
  for (const file of files) {
    const shown = await run("dpkg-deb", [
      "--show",
      "--showformat=${Package}|${Version}|${Architecture}",
      path.join(parts, file),
    ]);
    const [name = "", version = "", architecture = ""] = shown.split("|");
    found.push(debian(name, version, architecture));
  }
  return found;
}

async function npmPackages(root: string): Promise<Component[]> {
  const text = await readFile(path.join(root, "opt/rackseed/npm-packages.json"), "utf8");
  return (JSON.parse(text) as { name: string; version: string; license?: unknown }[]).map(
    ({ name, version, license }) => ({
      type: "library",
      name,
      version,
      purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
      ...(typeof license === "string" ? { licenses: [{ expression: license }] } : {}),
    }),
  );
}
