import { coreos } from "./coreos.ts";
import { flatcar } from "./flatcar.ts";
import type { Family, Medium, Recognised, System } from "./system.ts";

/** Every family that can be installed. A family that is not in this table is recognised by nobody. */
const systems: Readonly<Partial<Record<Family, System>>> = { coreos, flatcar };

export const systemOf = (family: Family): System | undefined => systems[family];

/** Which system a medium is, and what is known of it. A folder holds one release of one system. */
export function recognise(medium: Medium): Recognised {
  const answers = Object.values(systems)
    .map((system) => system.recognise(medium))
    .filter((answer) => answer.kind !== "stranger");
  const [first, second] = answers;
  if (first === undefined) return { kind: "stranger" };
  if (second === undefined) return first;
  return {
    kind: "incomplete",
    family: first.kind === "recognised" ? first.release.family : first.family,
    reason: "files of CoreOS and of Flatcar lie together; give each a folder of its own",
  };
}

/** A folder of files, for recognising. */
export const folderMedium = (
  fileName: string,
  paths: readonly string[],
  text: (path: string) => string | undefined,
): Medium => ({ kind: "folder", fileName, paths, text, label: undefined, boots: { bios: false, uefi: false } });
