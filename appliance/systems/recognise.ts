import type { Family, Recognised, System } from "./coreos-like.ts";
import { coreos } from "./coreos.ts";
import { flatcar } from "./flatcar.ts";

export const systems: Readonly<Record<Family, System>> = { coreos, flatcar };

/** Which system a folder of files is, and what each file is for. One folder holds one release of one system. */
export function recognise(names: readonly string[]): Recognised {
  const answers = Object.values(systems)
    .map((system) => system.recognise(names))
    .filter((answer) => answer.kind !== "stranger");
  const [first, second] = answers;
  if (first === undefined) return { kind: "stranger" };
  if (second === undefined) return first;
  return {
    kind: "incomplete",
    family: first.family,
    reason: "files of CoreOS and of Flatcar lie together; give each a folder of its own",
  };
}
