import { readFileSync } from "node:fs";
import path from "node:path";

import type { Flavour } from "./options.ts";

/** The names in a list of packages; what stands behind # is for people. */
export function packageList(name: string): string[] {
  const file = path.join(import.meta.dirname, "packages", `${name}.txt`);
  return readFileSync(file, "utf8")
    .replaceAll(/#.*$/gm, "")
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** What is installed in the image. */
export const installed = (flavour: Flavour): string[] =>
  flavour === "plain" ? packageList("plain") : [...packageList("plain"), ...packageList("kiosk")];
