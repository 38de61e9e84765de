import { imageName } from "../config-schema.ts";

/** Longest name of a stored file, its ending included: it stands in URLs, TFTP requests and boot menus. */
const LONGEST = 100;

/** What a file is called once it is ours: letters, digits, dots and dashes. The name that people gave it stays beside it, as text (trust 4.99). */
export function storedName(fileName: string, ending: string): string {
  const stem = fileName.toLowerCase().endsWith(ending) ? fileName.slice(0, -ending.length) : fileName;
  const safe = stem
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9._+-]+/g, "-")
    .replaceAll(/^[.+-]+|[.-]+$/g, "")
    .slice(0, LONGEST - ending.length);
  return `${safe === "" ? "image" : safe}${ending}`;
}

/** A name that nobody has: the file's own without .iso, with a number behind it where that is taken. */
export function freeName(fileName: string, taken: (name: string) => boolean): string {
  const stem = storedName(fileName, ".iso").slice(0, -".iso".length).toLowerCase().replaceAll("+", "-").slice(0, 56);
  const base = /^[a-z0-9]/.test(stem) ? stem : `image-${stem.replace(/^[^a-z0-9]+/, "")}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken(name) && imageName.safeParse(name).success) return name;
  }
}

/** Control characters and direction marks would let a name pretend to be another one where it is shown (trust 4.99). */
export const shownName = (fileName: string): string =>
  fileName.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/gu, "·").slice(0, 255);
