import { parseArgs } from "node:util";

import manifest from "../package.json" with { type: "json" };

export type Flavour = "plain" | "kiosk";

export interface Options {
  readonly flavour: Flavour;
  /** As the image says it: /etc/rackseed/release, names of files, the update's manifest. */
  readonly version: string;
  /** Where the finished files go. */
  readonly out: string;
  /** Only the .img, the .slot and the update, and these larger than they could be: for a try of one's own. */
  readonly quick: boolean;
  /** Get Debian's packages anew. */
  readonly freshBase: boolean;
  /** Where people will download it from, for Raspberry Pi Imager's list; undefined: from this computer's own folder. */
  readonly url: string | undefined;
  /** Build twice and compare. */
  readonly checkReproducible: boolean;
}

export const USAGE = `Usage: npm run image -- [--flavour plain|kiosk] [--version X.Y.Z] [--out FOLDER] [--url https://…] [--quick] [--fresh-base] [--check-reproducible]`;

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      flavour: { type: "string", default: "plain" },
      version: { type: "string", default: manifest.version },
      out: { type: "string", default: "dist" },
      quick: { type: "boolean", default: false },
      "fresh-base": { type: "boolean", default: false },
      url: { type: "string" },
      "check-reproducible": { type: "boolean", default: false },
    },
  });
  const { flavour, version } = values;
  if (flavour !== "plain" && flavour !== "kiosk") throw new Error(`There is no flavour ${flavour}.\n${USAGE}`);
  if (!/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]{1,32})?$/.test(version)) {
    throw new Error(`${version} is not a version such as 1.2.3 or 1.2.3-test.\n${USAGE}`);
  }
  if (values.url !== undefined && !URL.canParse(values.url)) throw new Error(`${values.url} is no URL.\n${USAGE}`);
  return {
    flavour,
    version,
    out: values.out,
    quick: values.quick,
    freshBase: values["fresh-base"],
    url: values.url,
    checkReproducible: values["check-reproducible"],
  };
}
