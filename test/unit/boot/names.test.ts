import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { normalName, whatIsAsked } from "../../../appliance/boot/names.ts";

/** The answer in short: "loader shimx64.efi", "grub mac=… x64", "image coreos kernel", "miss: traversal". */
function asked(name: string): string {
  const what = whatIsAsked(name);
  switch (what.kind) {
    case "loader":
      return `loader ${what.name}`;
    case "pxelinux-config":
      return what.by === "mac" ? `pxelinux ${what.mac}` : `pxelinux ${what.by}`;
    case "grub-config":
      return `grub ${what.mac ?? "asker"} ${what.arch}`;
    case "ipxe-script":
      return "ipxe";
    case "image-file":
      return `image ${what.folder} ${what.file}`;
    case "miss":
      return `miss: ${what.why}`;
  }
}

const OPTIONAL = "miss: an optional file that is not here";

const table: Record<string, Record<string, string>> = {
  "seed B1, conformance F25: what pxelinux looks for, in its order": {
    "pxelinux.cfg/11223344-5566-7788-99aa-bbccddeeff00": "pxelinux uuid",
    "pxelinux.cfg/01-52-54-00-77-00-01": "pxelinux 52:54:00:77:00:01",
    "pxelinux.cfg/C0A84D64": "pxelinux address",
    "pxelinux.cfg/C0A84D6": "pxelinux address",
    "pxelinux.cfg/C": "pxelinux address",
    "pxelinux.cfg/default": "pxelinux default",
  },
  "seed B3: the MAC's name is exactly 01 and lower case with dashes, other cases are taken too": {
    "pxelinux.cfg/01-00-25-90-c0-f7-86": "pxelinux 00:25:90:c0:f7:86",
    "pxelinux.cfg/01-00-25-90-C0-F7-86": "pxelinux 00:25:90:c0:f7:86",
    "pxelinux.cfg/06-00-25-90-c0-f7-86": "miss: no name that pxelinux looks for",
    "pxelinux.cfg/00:25:90:c0:f7:86": "miss: a drive or a device",
  },
  "conformance F26: case, leading slash, backslash and double slash": {
    "BOOTX64.EFI": "loader bootx64.efi",
    "bootx64.efi": "loader bootx64.efi",
    "/EFI/BOOT/BOOTX64.EFI": "loader bootx64.efi",
    "\\EFI\\BOOT\\BOOTX64.EFI": "loader bootx64.efi",
    "//grubx64.efi": "loader grubx64.efi",
    "./pxelinux.0": "loader pxelinux.0",
    "/PXELINUX.CFG/DEFAULT": "pxelinux default",
    "uefi/BOOTX64.EFI": "loader bootx64.efi",
  },
  "BIOS: pxelinux and its modules": {
    "pxelinux.0": "loader pxelinux.0",
    "lpxelinux.0": "loader lpxelinux.0",
    "ldlinux.c32": "loader ldlinux.c32",
    "vesamenu.c32": "loader vesamenu.c32",
    "splash.png": "loader splash.png",
  },
  "UEFI: shim, GRUB and the optional files of shim 16": {
    "shimx64.efi": "loader shimx64.efi",
    "revocations_sku.efi": OPTIONAL,
    "revocations_sbat.efi": OPTIONAL,
    "shim_certificate_0.efi": OPTIONAL,
    "grubx64.efi": "loader grubx64.efi",
    "shimaa64.efi": "loader shimaa64.efi",
    "bootnetaa64.efi": "loader bootnetaa64.efi",
    "grubaa64.efi": "loader grubaa64.efi",
  },
  "seed L4: the folders of the seed's own tftp root": {
    "legacy/pxelinux.0": "loader pxelinux.0",
    "legacy/ldlinux.c32": "loader ldlinux.c32",
    "legacy/pxelinux.cfg/default": "pxelinux default",
    "legacy/splash.png": "loader splash.png",
    "uefi/grubx64.efi": "loader grubx64.efi",
    "centos7/vmlinuz": "image centos7 vmlinuz",
  },
  "seed F10: Debian's installer for the network, by its major and architecture": {
    "/debian-installer/12/amd64/linux": "loader debian-installer/12/amd64/linux",
    "debian-installer/13/arm64/initrd.gz": "loader debian-installer/13/arm64/initrd.gz",
    "debian-installer/12/amd64/../passwd": "miss: traversal",
    "debian-installer/12/amd64/passwd": "image debian-installer 12/amd64/passwd",
  },
  "seed B8: what the shims of the media ask for": {
    "EFI/BOOT/grubx64.efi": "loader grubx64.efi",
    "mmx64.efi": "loader mmx64.efi",
    "mmaa64.efi": "loader mmaa64.efi",
    "bootaa64.efi": "loader bootaa64.efi",
    "grub.efi": "loader grub.efi",
    "MokManager.efi": "loader mokmanager.efi",
    "fbx64.efi": OPTIONAL,
  },
  "seed B7: what Red Hat's GRUB asks for, in its order": {
    "/EFI/BOOT/grub.cfg-01-52-54-00-77-00-01": "grub 52:54:00:77:00:01 x64",
    "/EFI/BOOT/grub.cfg-0A4D000B": "miss: GRUB's configuration goes by MAC, then by who asks",
    "/EFI/centos/grub.cfg": "grub asker x64",
    "/EFI/rocky/grub.cfg-01-52-54-00-77-00-01": "grub 52:54:00:77:00:01 x64",
    "/EFI/almalinux/grub.cfg": "grub asker x64",
    "/EFI/fedora/grub.cfg": "grub asker x64",
    "/EFI/opensuse/grub.cfg": "grub asker x64",
  },
  "GRUB's configuration under every prefix": {
    "/grub/x86_64-efi/command.lst": OPTIONAL,
    "/grub/x86_64-efi/terminal.lst": OPTIONAL,
    "/grub/grub.cfg": "grub asker x64",
    "/boot/grub/grub.cfg": "grub asker x64",
    "/EFI/redhat/grub.cfg": "grub asker x64",
    "/EFI/debian/grub.cfg": "grub asker x64",
    "/EFI/BOOT/grub.cfg": "grub asker x64",
    "/uefi/grub.cfg": "grub asker x64",
    "grub.cfg": "grub asker x64",
    "/debian-installer/amd64/grub/grub.cfg": "grub asker x64",
    "/debian-installer/arm64/grub/grub.cfg": "grub asker arm64",
    "/debian-installer/arm64/grub/arm64-efi/command.lst": OPTIONAL,
    "/boot/grub/grub.cfg-01-52-54-00-77-00-60": "grub 52:54:00:77:00:60 x64",
    "/boot/grub/grub.cfg-C0A84D82": "miss: GRUB's configuration goes by MAC, then by who asks",
  },
  iPXE: { "boot.ipxe": "ipxe", "/autoexec.ipxe": "ipxe" },
  "files of an image keep their case": {
    "/coreos-1010.5.0/coreos_production_pxe.vmlinuz": "image coreos-1010.5.0 coreos_production_pxe.vmlinuz",
    "coreos-1010.5.0//sub/Dir/File": "image coreos-1010.5.0 sub/Dir/File",
    "rhel9/EFI/BOOT/BOOTX64.EFI": "image rhel9 EFI/BOOT/BOOTX64.EFI",
    "boot/vmlinuz": "image boot vmlinuz",
  },
  "trust 33, 42: nothing leads out of the virtual tree": {
    "../etc/passwd": "miss: traversal",
    "..\\etc\\passwd": "miss: traversal",
    "....//etc/passwd": "miss: traversal",
    "/../": "miss: traversal",
    "a/../../b": "miss: traversal",
    "C:\\boot": "miss: a drive or a device",
    ".": "miss: a folder",
    "/": "miss: a folder",
    "": "miss: a folder",
    "coreos/": "miss: a folder",
    "pxelinux.0/": "miss: a folder",
    "pxelinux.0\0.cfg": "miss: control characters",
    "a\nb": "miss: control characters",
    "%2e%2e/etc": "image %2e%2e etc",
    "\\\\host\\share": "image host share",
    vmlinuz: "miss: no such name",
  },
};
for (const [sentence, names] of Object.entries(table)) {
  test(sentence, () => {
    assert.deepEqual(Object.fromEntries(Object.keys(names).map((name) => [name, asked(name)])), names);
  });
}

test("whatever is asked, no answer holds a way up, an empty part or a control character", () => {
  const piece = fc.constantFrom("..", ".", "/", "\\", "//", "a", "%2e", "grub", "pxelinux.cfg", "\0", "é", "C:");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const name = normalName(pieces.join(""));
      if (typeof name === "string") {
        assert.ok(name.split("/").every((part) => part !== "" && !/^\.+$/.test(part)));
        assert.doesNotMatch(name, /[\p{Cc}\\]/u);
      }
    }),
    { numRuns: 2000 },
  );
});
