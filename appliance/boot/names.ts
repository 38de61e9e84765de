import { InvalidValueError } from "../net/invalid-value.ts";
import { type Mac, parseMac } from "../net/mac.ts";
import { LOADER_NAMES } from "./loaders.ts";

/** What a client means by a file name. There is no folder behind these names: modes, dots and traversal are no subject. */
export type Asked =
  | { readonly kind: "loader"; readonly name: string }
  | { readonly kind: "pxelinux"; readonly by: "mac"; readonly mac: Mac }
  | { readonly kind: "pxelinux"; readonly by: "default" }
  /** GRUB names a machine only in upstream's builds; Debian's asks for one grub.cfg and is known by its address. */
  | { readonly kind: "grub"; readonly mac: Mac | undefined }
  | { readonly kind: "ipxe" }
  | { readonly kind: "image"; readonly path: string }
  | { readonly kind: "miss"; readonly why: "uuid" | "address" | "module" | "name" };

const miss = (why: Extract<Asked, { kind: "miss" }>["why"]): Asked => ({ kind: "miss", why });

/**
 * The lookup order is the client's; each name has one answer here (seed B1): the UUID misses, `01-<mac>` hits for a known machine,
 * the address in hexadecimal misses, `default` is last. GRUB's prefixes differ by who built it (/grub, /boot/grub, /EFI/redhat,
 * /debian-installer/<arch>/grub, or shim's own folder), so the folder does not matter.
 */
export function askedBy(name: string): Asked {
  const path = name
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  const file = path.at(-1);
  if (file === undefined || path.includes("..")) return miss("name");
  const lower = file.toLowerCase();
  if (LOADER_NAMES.has(lower)) return { kind: "loader", name: lower };
  if (path.at(-2)?.toLowerCase() === "pxelinux.cfg") return pxelinux(lower);
  if (lower === "grub.cfg") return { kind: "grub", mac: undefined };
  if (lower.startsWith("grub.cfg-")) return grub(lower.slice("grub.cfg-".length));
  if (lower === "boot.ipxe" || lower === "autoexec.ipxe") return { kind: "ipxe" };
  if (/\.(lst|mod)$/.test(lower)) return miss("module"); // GRUB's *.lst: four quick misses a boot
  return path.length === 2 ? { kind: "image", path: path.join("/") } : miss("name");
}

function pxelinux(name: string): Asked {
  if (name === "default") return { kind: "pxelinux", by: "default" };
  const mac = macInName(name);
  if (mac !== undefined) return { kind: "pxelinux", by: "mac", mac };
  if (/^[0-9a-f]{1,8}$/.test(name)) return miss("address");
  return miss(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name) ? "uuid" : "name");
}

function grub(suffix: string): Asked {
  const mac = macInName(suffix);
  if (mac !== undefined) return { kind: "grub", mac };
  return miss(/^[0-9a-f]{1,8}$/.test(suffix) ? "address" : "name");
}

/** "01-52-54-00-77-00-01": the ARP type of Ethernet, then the MAC with dashes (seed B3). */
function macInName(name: string): Mac | undefined {
  if (!/^01(-[0-9a-f]{2}){6}$/.test(name)) return undefined;
  try {
    return parseMac(name.slice(3));
  } catch (error) {
    if (error instanceof InvalidValueError) return undefined;
    throw error;
  }
}
