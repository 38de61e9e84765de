// ISOs that look like makers' releases: the names and texts of a real medium (test/unit/systems/media.ts) around a few bytes.
import type { Medium } from "../../appliance/systems/system.ts";
import { makeIso } from "./isos.ts";

/** `more` are further files, for an ISO of other bytes or of some size. */
export function makeReleaseIso(
  path: string,
  medium: Medium,
  more: Readonly<Record<string, string | Buffer>> = {},
): string {
  const files = Object.fromEntries(
    medium.paths.map((name) => [name, medium.text(name) ?? `${medium.fileName} ${name}`]),
  );
  return makeIso(path, { label: medium.label ?? "TEST", files: { ...files, ...more } });
}
