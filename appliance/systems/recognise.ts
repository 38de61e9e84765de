import { coreos } from "./coreos.ts";
import { debian } from "./debian.ts";
import { fedoraCoreos } from "./fedora-coreos.ts";
import { flatcar } from "./flatcar.ts";
import { generic } from "./generic.ts";
import { opensuse } from "./opensuse.ts";
import { rhel } from "./rhel.ts";
import type { Family, Medium, Recognised, System } from "./system.ts";
import { ubuntu } from "./ubuntu.ts";

/** Every family that can be installed. */
const systems = {
  coreos,
  flatcar,
  "fedora-coreos": fedoraCoreos,
  rhel,
  debian,
  ubuntu,
  opensuse,
  generic,
} satisfies Readonly<Record<Family, System>>;

const { generic: anything, ...named } = systems;

/** Undefined for an image that a later version stored, of a family that this one does not know. */
export const systemOf = (family: Family): System | undefined => systems[family];

/** Which system a medium is, and what is known of it. A folder holds one release of one system; an ISO is at least "generic". */
export function recognise(medium: Medium): Recognised {
  const answers = Object.values(named)
    .map((system) => system.recognise(medium))
    .filter((answer) => answer.kind !== "stranger");
  const [first, second] = answers;
  if (first === undefined) return anything.recognise(medium);
  if (second === undefined) return first;
  const families = [first, second].map((one) => (one.kind === "recognised" ? one.release.family : one.family));
  return {
    kind: "incomplete",
    family: families[0] ?? "generic",
    reason: `files of ${families.map((family) => FOLDERS[family]).join(" and of ")} lie together; give each a folder of its own`,
  };
}

const FOLDERS: Readonly<Record<Family, string>> = {
  coreos: "CoreOS",
  flatcar: "Flatcar",
  "fedora-coreos": "Fedora CoreOS",
  rhel: "RHEL",
  debian: "Debian",
  ubuntu: "Ubuntu",
  opensuse: "openSUSE",
  generic: "another system",
};

/** A folder of files, for recognising. */
export const folderMedium = (
  fileName: string,
  paths: readonly string[],
  text: (path: string) => string | undefined,
): Medium => ({ kind: "folder", fileName, paths, text, label: undefined, boots: { bios: false, uefi: false } });
