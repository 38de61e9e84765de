import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { packageList } from "./packages.ts";
import { run } from "./run.ts";

const KERNEL_META = "linux-image-arm64/trixie-backports";

/** Downloads the packages of packages/parts.txt and the kernel's into `folder`, with an apt that knows nothing of this machine. */
export async function downloadParts(folder: string, sourcesList: string): Promise<void> {
  const apt = path.join(folder, "apt");
  for (const name of ["state/lists/partial", "cache/archives/partial", "etc/preferences.d", "etc/parts"]) {
    await mkdir(path.join(apt, name), { recursive: true });
  }
  await writeFile(path.join(apt, "sources.list"), sourcesList);
  await writeFile(path.join(apt, "status"), "");
  await writeFile(
    path.join(apt, "apt.conf"),
    [
      `Dir "${apt}"; Dir::Etc "${apt}/etc"; Dir::Etc::sourcelist "${apt}/sources.list"; Dir::Etc::sourceparts "${apt}/etc/parts";`,
      `Dir::Etc::parts "${apt}/etc/parts"; Dir::State "${apt}/state"; Dir::State::status "${apt}/status"; Dir::Cache "${apt}/cache";`,
      `APT::Architecture "arm64"; APT::Architectures { "arm64"; "amd64"; }; Acquire::Languages "none"; APT::Sandbox::User "root";\n`,
    ].join("\n"),
  );
  const env = { APT_CONFIG: path.join(apt, "apt.conf") };
  await run("apt-get", ["update", "-qq"], { env });
  const names = [...packageList("parts"), ...(await kernelPackages(env))];
  await run("apt-get", ["download", "-qq", ...names], { cwd: folder, env });
  await rm(apt, { recursive: true });
}

/** linux-image-arm64 depends on the newest version's image, which depends on its binary, its modules and its base. */
async function kernelPackages(env: Readonly<Record<string, string>>): Promise<string[]> {
  const depends = async (name: string): Promise<string> => {
    const shown = await run("apt-cache", ["show", "--no-all-versions", name], { env });
    return /^Depends: (.*)$/m.exec(shown)?.[1] ?? "";
  };
  const image = /linux-image-([0-9][^ ,]*-arm64)\b/.exec(await depends(KERNEL_META))?.[0];
  if (image === undefined) throw new Error(`${KERNEL_META} does not depend on a kernel`);
  const parts = [...(await depends(image)).matchAll(/linux-(?:base|binary|modules)-[0-9][^ ,]*/g)].map(
    ([name]) => name,
  );
  if (parts.length === 0) throw new Error(`${image} has no packages linux-binary-… and linux-modules-…`);
  return parts;
}

/** Unpacks one package's files into `folder`. */
export async function unpack(parts: string, name: string, folder: string, architecture?: string): Promise<void> {
  const files = (await readdir(parts)).filter(
    (file) =>
      file.startsWith(`${name}_`) && file.endsWith(architecture === undefined ? ".deb" : `_${architecture}.deb`),
  );
  const [file] = files;
  if (file === undefined || files.length > 1) {
    throw new Error(`${files.length} packages ${name} for ${architecture ?? "any architecture"} in ${parts}`);
  }
  await mkdir(folder, { recursive: true });
  await run("dpkg-deb", ["--extract", path.join(parts, file), folder]);
}
