import type { Role } from "./step.ts";

// By name, because TFTP and HTTP see nothing else. The first that fits wins; names are the systems' own (docs/trace.md).
const ROLES: readonly (readonly [Role, RegExp])[] = [
  [
    "answers",
    /(^|\/)(answers|ks|preseed|cloud-configs)\/|(^|\/)(ks\.cfg|preseed\.cfg|user-data|meta-data|config\.ign)$/i,
  ],
  ["settings", /pxelinux\.cfg\/|grub\.cfg|(^|\/)boot\.ipxe/i],
  ["kernel", /(^|\/)(linux|bzImage|Image|initrd[^/]*|[^/]*vmlinuz[^/]*|[^/]*\.cpio\.gz|[^/]*initramfs[^/]*)$/i],
  [
    "installer",
    /(^|\/)(install|stage2|squashfs|rootfs)\.img$|[^/]*rootfs[^/]*\.img$|\.squashfs$|\.iso$|(^|\/)boot\/[^/]*\/root$/i,
  ],
  ["image", /\.(bin|raw|img)(\.(bz2|xz|gz|zst))?$/i],
  ["packages", /\.(rpm|deb|udeb|drpm)$|(^|\/)(repodata|dists|pool|packages|suse)\//i],
  ["loader", /\.(efi|0|pxe|kpxe|lkrn|c32|mod|lst|pf2)$|(^|\/)(shim|grub|undionly|snponly)[^/]*$|(^|\/)revocations/i],
];

/** What a file is for, by its name. */
export const roleOfFile = (name: string): Role => ROLES.find(([, pattern]) => pattern.test(name))?.[0] ?? "other";
