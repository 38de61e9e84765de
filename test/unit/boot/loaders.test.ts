import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { loaderFiles } from "../../../appliance/boot/loader-files.ts";
import { isInstallerName, isLoaderName, LOADERS } from "../../../appliance/boot/loaders.ts";

/** A file system with these files and nothing else. */
function withRoot(files: readonly string[], work: (root: string) => void): void {
  const root = mkdtempSync(path.join(tmpdir(), "rackseed-loaders-"));
  try {
    for (const file of files) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), file);
    }
    work(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const complete = [
  ...LOADERS.map((loader) => loader.paths.at(-1) ?? ""),
  "usr/lib/syslinux/modules/bios/ldlinux.c32",
  "usr/lib/syslinux/modules/bios/menu.c32",
];

test("each name that firmware asks for leads to Debian's file", () => {
  withRoot(complete, (root) => {
    const { files } = loaderFiles(root);
    assert.equal(files.get("bootx64.efi"), files.get("shimx64.efi"));
    assert.equal(files.get("bootnetaa64.efi"), files.get("shimaa64.efi"));
    assert.equal(files.get("menu.c32"), path.join(root, "usr/lib/syslinux/modules/bios/menu.c32"));
    assert.ok([...files.keys()].every((name) => isLoaderName(name) || isInstallerName(name)));
  });
});

test("a missing package is named together with what is missing", () => {
  withRoot(
    complete.filter((file) => !file.includes("shim") && !file.includes("bootnetx64") && !file.endsWith("ldlinux.c32")),
    (root) => {
      const { files, missing } = loaderFiles(root);
      assert.ok(files.has("pxelinux.0"), "what is there is served all the same");
      assert.match(
        missing.join("\n"),
        /shimx64\.efi is missing, so UEFI x64 machines cannot boot from here\. Install the Debian package shim-signed/,
      );
      assert.match(missing.join("\n"), /ldlinux\.c32 is missing, so BIOS machines.*syslinux-common/);
    },
  );
});

test("seed F10: Debian's installer for the network is found for each major whose package is there", () => {
  const folder = "usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64";
  withRoot([...complete, `${folder}/linux`, `${folder}/initrd.gz`], (root) => {
    const { files } = loaderFiles(root);
    assert.equal(files.get("debian-installer/12/amd64/linux"), path.join(root, folder, "linux"));
    assert.equal(files.get("debian-installer/12/amd64/initrd.gz"), path.join(root, folder, "initrd.gz"));
    assert.equal(files.get("debian-installer/13/amd64/linux"), undefined);
  });
});
