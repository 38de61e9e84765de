// The media that there are stand-ins for.
import { FCOS, plantFcos } from "./fcos.ts";
import type { Mastering } from "./master.ts";
import { DEBIAN, DEBIAN_NETINST, plantDebian, plantDebianNetinst } from "./debian.ts";
import { plantRhel } from "./rhel.ts";
import { GENERATIONS } from "./treeinfo.ts";
import { plantUbuntu, UBUNTU } from "./ubuntu.ts";

export interface Kind {
  readonly fileName: string; // as the vendor calls the file
  readonly label: string;
  readonly version: string;
  /** A checksum is implanted, as the vendor does. */
  readonly checksum?: true;
  plant(parts: string, tree: string): Promise<Mastering>;
}

const rhel = (generation: keyof typeof GENERATIONS, fileName: string): Kind => ({
  fileName,
  label: GENERATIONS[generation].label,
  version: GENERATIONS[generation].version,
  checksum: true,
  plant: (parts, tree) => plantRhel(GENERATIONS[generation], parts, tree),
});

export type IsoKind = "rhel6" | "rhel7" | "rhel9" | "rhel10" | "debian12" | "debian12netinst" | "ubuntu24" | "fcos";

export const KINDS: Readonly<Record<IsoKind, Kind>> = {
  rhel6: rhel("rhel6", "CentOS-6.10-x86_64-bin-DVD1.iso"),
  rhel7: rhel("rhel7", "rhel-server-7.9-x86_64-dvd.iso"),
  rhel9: rhel("rhel9", "Rocky-9.4-x86_64-dvd.iso"),
  rhel10: rhel("rhel10", "rhel-10.0-x86_64-dvd.iso"),
  debian12: { ...DEBIAN, plant: plantDebian },
  debian12netinst: { ...DEBIAN_NETINST, plant: plantDebianNetinst },
  ubuntu24: { ...UBUNTU, plant: plantUbuntu },
  fcos: { ...FCOS, plant: plantFcos },
};
