import type { Medium } from "../../../appliance/systems/system.ts";

/** A stand-in for an ISO: the names of a real one and its small texts, nothing of its bytes. */
export function iso(
  fileName: string,
  label: string,
  paths: readonly string[],
  texts: Readonly<Record<string, string>> = {},
): Medium {
  const byName = new Map(Object.entries(texts).map(([name, text]) => [name.toLowerCase(), text]));
  return {
    kind: "iso",
    fileName,
    label,
    paths: [...paths, ...Object.keys(texts)],
    text: (path) => byName.get(path.toLowerCase()),
    boots: { bios: true, uefi: true },
  };
}
