import type { Medium, Release } from "./system.ts";

// What recognisers read from a medium. Everything on it may have been written by anybody, so nothing leaves here that a
// boot loader or a URL would need to quote, and no name is ever built: it is on the medium, or it is not used.

/** A path on the medium, looked up in any case and answered as it is spelt there. Absent too when loaders could not take it. */
export type Find = (path: string | undefined) => string | undefined;

export function finder(medium: Medium): Find {
  const spelt = new Map(medium.paths.map((path) => [path.toLowerCase(), path]));
  const exact = new Set(medium.paths);
  return (path) => {
    if (path === undefined) return undefined;
    const found = exact.has(path) ? path : spelt.get(path.toLowerCase());
    return found !== undefined && isPlainPath(found) ? found : undefined;
  };
}

/** No spaces, quotes or commas, and no way up: what boot/plan.ts lets through. */
const isPlainPath = (path: string): boolean =>
  path.split("/").every((part) => /^\.?[A-Za-z0-9_+~@-][A-Za-z0-9._+~@-]*$/.test(part));

/** The first path that the pattern fits, in the order of the alphabet, so that the same medium gives the same answer. */
export const firstMatch = (medium: Medium, pattern: RegExp): string | undefined =>
  medium.paths.filter((path) => pattern.test(path) && isPlainPath(path)).sort()[0];

/** A few words of a medium for people: one line, no escapes. */
export const words = (text: string | undefined): string =>
  (text ?? "")
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim()
    .slice(0, 80);

/** A version as it may stand in a URL, else nothing. */
export const plainVersion = (text: string | undefined): string =>
  /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/.exec((text ?? "").trim())?.[0] ?? "";

export const majorOf = (version: string): number => Number.parseInt(version, 10) || 0;

/** As makers write it: x86_64 or amd64, aarch64 or arm64. */
export function archOf(text: string | undefined): Release["arch"] | undefined {
  if (/^(x86_64|amd64)$/i.test(text ?? "")) return "x86_64";
  return /^(aarch64|arm64)$/i.test(text ?? "") ? "aarch64" : undefined;
}

const SUFFIX = { x86_64: "x64", aarch64: "aa64" } as const;

/**
 * shim, GRUB and MokManager of the medium by the names that firmware asks for, or none when one of shim and GRUB is
 * missing: shim only starts a GRUB of its own maker. BOOTX64.EFI is shim under another name (row B8); a medium whose
 * BOOTX64.EFI is GRUB itself (el6) has no second one.
 */
export function loadersOn(find: Find, arch: Release["arch"], grub = `grub${SUFFIX[arch]}.efi`): Release["loaders"] {
  const cpu = SUFFIX[arch];
  const folder = "efi/boot/";
  const shim = find(`${folder}boot${cpu}.efi`) ?? find(`${folder}shim${cpu}.efi`);
  const second = find(folder + grub);
  if (shim === undefined || second === undefined) return {};
  const helper = [`mm${cpu}.efi`, "mokmanager.efi"].flatMap((name) => {
    const path = find(folder + name);
    return path === undefined ? [] : [[name, path] as const];
  });
  return Object.fromEntries([[`boot${cpu}.efi`, shim], [`shim${cpu}.efi`, shim], [grub, second], ...helper]);
}
