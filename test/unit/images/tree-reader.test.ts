import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { placesOf } from "../../../appliance/bytes/content.ts";
import { readExtents } from "../../../appliance/bytes/read-extents.ts";
import { openTree, TREE_FILE } from "../../../appliance/images/tree-reader.ts";
import type { Tree, TreeEntry } from "../../../appliance/images/tree.ts";
import { writeTree } from "../../../appliance/store/trees.ts";

const folder = mkdtempSync(join(tmpdir(), "rackseed-tree-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string, start: number): TreeEntry => ({
  path,
  kind: "file",
  size: 10,
  extents: [{ start, size: 10 }],
});
const dir = (path: string): TreeEntry => ({ path, kind: "folder", size: 0, extents: [] });
const link = (path: string, target: string): TreeEntry => ({ path, kind: "link", size: 0, extents: [], target });
const chain = (length: number): TreeEntry[] =>
  Array.from({ length }, (_, at) => link(`chain${length}-${at}`, at + 1 === length ? "a" : `chain${length}-${at + 1}`));

writeTree(join(folder, TREE_FILE), {
  label: "T",
  boots: { bios: false, uefi: false },
  entries: [
    ...[
      file("a", 0),
      file("A", 10),
      file(".treeinfo", 20),
      dir("EFI"),
      dir("EFI/BOOT"),
      file("EFI/BOOT/BOOTX64.EFI", 30),
    ],
    ...[
      link("shadow", "/etc/shadow"),
      link("out", "../../../etc/passwd"),
      link("EFI/up", "../a"),
      link("boot", "EFI/BOOT"),
    ],
    ...[link("loop", "loop"), link("nowhere", "none"), ...chain(8), ...chain(9), ...chain(1000)],
    {
      path: "split",
      kind: "file",
      size: 15,
      extents: [
        { start: 100, size: 10 },
        { start: 200, size: 5 },
      ],
    } as const,
    { path: "empty", kind: "file", size: 0, extents: [] },
  ],
});
const tree: Tree = openTree(folder, "x.iso");
after(() => tree.close());
const startOf = (path: string): number | undefined => {
  const content = tree.file(path);
  return content?.kind === "file" ? content.start : undefined;
};

test("names are found as they are spelt, else in any case (seed B8)", () => {
  assert.equal(startOf("a"), 0);
  assert.equal(startOf("A"), 10);
  assert.equal(startOf("efi/boot/bootx64.efi"), 30);
  assert.equal(startOf("/EFI//BOOT/./BootX64.EFI"), 30);
  assert.equal(startOf(".TREEINFO"), 20);
  assert.equal(startOf("none"), undefined);
  assert.equal(startOf("a/b"), undefined);
  assert.equal(startOf("EFI"), undefined);
});

test("links are followed inside the tree, at most 8 of them, and never out of it (trust 4.82)", () => {
  assert.equal(startOf("EFI/up"), 0);
  assert.equal(startOf("boot/bootx64.efi"), 30);
  assert.equal(startOf("chain8-0"), 0);
  for (const path of ["shadow", "out", "loop", "nowhere", "chain9-0", "chain1000-0", "..", "../a", "EFI/../../a"]) {
    assert.equal(tree.file(path), undefined, path);
  }
});

test("a folder lists what can be had, links as what they lead to", () => {
  assert.deepEqual(tree.folder("EFI"), [
    { name: "BOOT", kind: "folder", size: 0 },
    { name: "up", kind: "file", size: 10 },
  ]);
  const names = tree.folder("")?.map(({ name }) => name) ?? [];
  assert.ok(names.includes("boot") && names.includes(".treeinfo"));
  assert.ok(!names.includes("shadow") && !names.includes("loop"));
  assert.equal(tree.folder("a"), undefined);
});

test("an empty file has no bytes, a file in pieces has all of them in order", async () => {
  assert.deepEqual(tree.file("empty"), { kind: "bytes", bytes: Buffer.alloc(0) });
  const split = tree.file("split");
  assert.ok(split?.kind === "extents");
  assert.deepEqual(placesOf(split.extents, 8, 12), [
    { start: 108, size: 2 },
    { start: 200, size: 2 },
  ]);
  assert.deepEqual(placesOf(split.extents, 10, 15), [{ start: 200, size: 5 }]);
  // A disk that gives one byte at a time, and ends at byte 203.
  const disk = {
    read: (into: Buffer, offset: number, length: number, position: number) => {
      if (position >= 203 || length === 0) return Promise.resolve({ bytesRead: 0 });
      into[offset] = position;
      return Promise.resolve({ bytesRead: 1 });
    },
  };
  assert.deepEqual([...(await readExtents(disk, split.extents, 8, 13))], [108, 109, 200, 201, 202]);
  await assert.rejects(readExtents(disk, split.extents, 8, 14), /ended at byte 203/);
});
