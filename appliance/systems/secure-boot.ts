import type { Release } from "./system.ts";

/** Which link of the chain shim → GRUB → kernel Secure Boot refuses when this release boots from here, or undefined when it takes them all (row B9). */
export function unsignedLink(release: Release): string | undefined {
  const { family, title, boots, kernel } = release;
  if (boots.secureBoot) return undefined;
  switch (family) {
    case "coreos":
    case "flatcar":
      return `the kernel of ${title} is not signed`;
    case "fedora-coreos":
      return `shim and GRUB of ${title} are closed up in images/efiboot.img, and no other GRUB trusts its kernel`;
    case "ubuntu":
      return `the GRUB on ${title} is made for CDs, and no other GRUB trusts its kernel`;
    case "debian":
      return kernel?.startsWith("/") === true
        ? `${title} has no shim and GRUB on its medium, so its kernel may not be signed`
        : `the GRUB of Debian starts ${title} and does not trust its kernel`;
    case "rhel":
    case "opensuse":
      return `there is no pair of shim and GRUB on the medium of ${title}`;
    case "generic":
      return `nobody knows whether the kernel of ${title} is signed`;
  }
}
