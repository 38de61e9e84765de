import { INSTALLERS } from "../boot/loaders.ts";
import { isPath } from "../boot/plan.ts";
import type { ProfileConfig } from "../config-schema.ts";
import { noKernel } from "../systems/generic.ts";
import type { Release } from "../systems/system.ts";

type Chosen = Pick<ProfileConfig, "kernel" | "initrd">;

/** Kernel and initrds as every loader asks for them: /rocky-9.4/images/pxeboot/vmlinuz. What a profile names wins. */
export function bootFilesOf(
  image: string,
  release: Release,
  chosen: Chosen,
): { kernel: string; initrds: readonly string[] } | undefined {
  const at = (path: string): string => (path.startsWith("/") ? path : `/${image}/${path}`);
  const kernel = chosen.kernel ?? release.kernel;
  const own = chosen.kernel === undefined ? release.initrds : [];
  const initrds = chosen.initrd === undefined ? own : [chosen.initrd];
  return kernel === undefined ? undefined : { kernel: at(kernel), initrds: initrds.map(at) };
}

/** Why this release cannot be booted with this profile, whatever its image's state: undefined when it can. */
export function whyNotBootable(
  image: string,
  release: Release,
  chosen: Chosen,
  loaders: ReadonlyMap<string, string>,
): string | undefined {
  const files = bootFilesOf(image, release, chosen);
  if (files === undefined) return noKernel(release);
  const paths = [files.kernel, ...files.initrds];
  const wrong = paths.find((path) => !isPath(path));
  if (wrong !== undefined) return `no boot loader takes the path ${wrong}`;
  const missing = INSTALLERS.find(({ name }) => paths.includes(`/${name}`) && !loaders.has(name));
  if (missing === undefined) {
    const unknown = paths.find((path) => path.startsWith("/debian-installer/") && !loaders.has(path.slice(1)));
    return unknown === undefined
      ? undefined
      : `${release.title} has no installer for the network that the appliance could bring`;
  }
  return (
    `the medium of ${release.title} brings an installer for CDs only, and the one for the network is not on the appliance. ` +
    `Install the Debian package ${missing.package} there with apt-get install, then start the appliance again`
  );
}
