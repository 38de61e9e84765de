import assert from "node:assert/strict";
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { contentSize, extentsOf } from "../../../appliance/bytes/content.ts";
import { readExtents } from "../../../appliance/bytes/read-extents.ts";
import { describeIso } from "../../../appliance/images/iso.ts";
import { openTree, TREE_FILE } from "../../../appliance/images/tree-reader.ts";
import { writeTree } from "../../../appliance/store/trees.ts";
import { makeSparseIso } from "../../fakes/isos.ts";

const root = mkdtempSync(join(tmpdir(), "rackseed-large-"));
after(() => rmSync(root, { recursive: true, force: true }));

const GIB4 = 4 * 1024 ** 3;
const SIZE = GIB4 + 5_000_001;
/** Text, and where in the file it stands: across 4 GiB - 2048, where the first piece ends, and across 4 GiB. */
const MARKS: readonly (readonly [number, string])[] = [
  [0, "the beginning"],
  [GIB4 - 2048 - 5, "across the border of the pieces"],
  [GIB4 - 1, "across four gibibytes"],
  [SIZE - 7, "the end"],
];

test("trust 4.87: a file over 4 GiB has the right bytes everywhere", async () => {
  const tree = join(root, "tree");
  mkdirSync(tree);
  const big = openSync(join(tree, "big.bin"), "w");
  ftruncateSync(big, SIZE);
  for (const [at, mark] of MARKS) writeSync(big, mark, at);
  closeSync(big);
  const iso = makeSparseIso(join(root, "big.iso"), tree);
  assert.ok(statSync(iso).blocks * 512 < 100e6, "the ISO has holes");

  const { index } = await describeIso(iso, "big.iso", new AbortController().signal);
  writeTree(join(root, TREE_FILE), index);
  const reader = openTree(root, "big.iso");
  const content = reader.file("big.bin");
  reader.close();
  assert.ok(content !== undefined && content.kind !== "bytes");
  assert.equal(contentSize(content), SIZE);
  const handle = await open(content.path, "r");
  for (const [at, mark] of MARKS) {
    const bytes = await readExtents(handle, extentsOf(content), at, at + mark.length);
    assert.equal(bytes.toString(), mark);
  }
  await handle.close();
});
