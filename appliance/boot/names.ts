import { type Mac, parseMac } from "../net/mac.ts";
import type { BootArch } from "./architecture.ts";
import { isInstallerName, isLoaderName } from "./loaders.ts";

/** What a client wants by the name that it sent. Virtual: no name is ever a path on our disk. */
export type Asked =
  | { readonly kind: "loader"; readonly name: string }
  | { readonly kind: "pxelinux-config"; readonly by: "mac"; readonly mac: Mac }
  | { readonly kind: "pxelinux-config"; readonly by: "uuid" | "address" | "default" }
  /** `mac` if the name holds one; else whoever asks. */
  | { readonly kind: "grub-config"; readonly mac: Mac | undefined; readonly arch: BootArch }
  | { readonly kind: "ipxe-script" }
  | { readonly kind: "image-file"; readonly folder: string; readonly file: string }
  | { readonly kind: "miss"; readonly why: string };

/** One spelling: `\` is `/`, no leading or double slash, no `.`; upper and lower case stay as they were sent. */
export function normalName(asked: string): string | { why: string } {
  if (/[\p{Cc}\ufffd]/u.test(asked)) {
    return { why: "control characters" };
  }
  const parts = asked
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  if (parts.some((part) => /^\.{2,}$/.test(part))) {
    return { why: "traversal" };
  }
  if (parts.some((part) => part.includes(":"))) {
    return { why: "a drive or a device" };
  }
  if (parts.length === 0 || /[\\/]$/.test(asked)) {
    return { why: "a folder" };
  }
  return parts.join("/");
}

export function whatIsAsked(asked: string): Asked {
  const name = normalName(asked);
  if (typeof name !== "string") {
    return { kind: "miss", why: name.why };
  }
  if (isInstallerName(name)) {
    return { kind: "loader", name };
  }
  const parts = name.split("/");
  const last = (parts.at(-1) ?? "").toLowerCase();
  const folder = parts.slice(0, -1).join("/").toLowerCase();
  if (parts.at(-2)?.toLowerCase() === "pxelinux.cfg") {
    return pxelinuxConfig(last);
  }
  return (isLoaderFolder(folder) ? bootFile(last, folder) : undefined) ?? imageFile(parts);
}

/**
 * Folders that a loader may believe to be its own: the root, where our loaders lie, and the prefixes that Debian's, RHEL's,
 * upstream's and the installer's GRUB have built in, and the seed's legacy/ and uefi/. Everything else is the name of an image.
 */
const isLoaderFolder = (folder: string): boolean =>
  /^(?:(?:boot\/)?grub2?|boot|bios|legacy|uefi|efi(?:\/[a-z0-9]+)?|debian-installer\/[a-z0-9]+(?:\/grub)?)?$/.test(
    folder.replace(/\/(?:x86_64-efi|arm64-efi|i386-efi|fonts|locale)$/, ""),
  );

// row B1: <uuid> · 01-<mac> · C0A84D64 … C · default, all below pxelinux.cfg/ in the loader's own folder
function pxelinuxConfig(last: string): Asked {
  const kind = "pxelinux-config";
  if (last === "default") {
    return { kind, by: "default" };
  }
  if (/^01(?:-[0-9a-f]{2}){6}$/.test(last)) {
    return { kind, by: "mac", mac: parseMac(last.slice(3)) };
  }
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(last)) {
    return { kind, by: "uuid" };
  }
  if (/^[0-9a-f]{1,8}$/.test(last)) {
    return { kind, by: "address" };
  }
  return { kind: "miss", why: "no name that pxelinux looks for" };
}

function bootFile(last: string, folder: string): Asked | undefined {
  if (last.startsWith("grub.cfg")) {
    return grubConfig(last, folder);
  }
  if (isLoaderName(last)) {
    return { kind: "loader", name: last };
  }
  if (last === "boot.ipxe" || last === "autoexec.ipxe") {
    return { kind: "ipxe-script" };
  }
  if (/^(?:revocations.*|shim_certificate.*|fb[a-z0-9]+)\.efi$|\.(?:lst|mod|pf2|mo|csv)$/.test(last)) {
    return { kind: "miss", why: "an optional file that is not here" };
  }
  return undefined;
}

// Upstream's GRUB: grub.cfg-01-<mac> · grub.cfg-C0A84D82 … C · grub.cfg; Debian's signed one: grub.cfg at once
function grubConfig(last: string, folder: string): Asked {
  const arch: BootArch = folder.includes("arm64") ? "arm64" : "x64";
  const mac = /^grub\.cfg-01((?:-[0-9a-f]{2}){6})$/.exec(last)?.[1];
  if (mac !== undefined) {
    return { kind: "grub-config", mac: parseMac(mac.slice(1)), arch };
  }
  return last === "grub.cfg"
    ? { kind: "grub-config", mac: undefined, arch }
    : { kind: "miss", why: "GRUB's configuration goes by MAC, then by who asks" };
}

function imageFile(parts: string[]): Asked {
  const [folder = "", ...rest] = parts;
  // "<image>.iso": the whole medium, for loaders that carry it into memory
  if (rest.length === 0 && folder.endsWith(".iso")) return { kind: "image-file", folder: "", file: folder };
  return rest.length === 0
    ? { kind: "miss", why: "no such name" }
    : { kind: "image-file", folder, file: rest.join("/") };
}
