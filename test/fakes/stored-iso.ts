import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { describeIso } from "../../appliance/images/iso.ts";
import { TREE_FILE } from "../../appliance/images/tree-reader.ts";
import type { TreeEntry } from "../../appliance/images/tree.ts";
import { openDatabase } from "../../appliance/store/database.ts";
import { imageStore } from "../../appliance/store/images.ts";
import { schema } from "../../appliance/store/schema.ts";
import { writeTree } from "../../appliance/store/trees.ts";

/** Puts an ISO into the data folder of an appliance that does not run, as an earlier life would have left it. */
export async function storeIso(
  data: string,
  name: string,
  iso: string,
  more: readonly TreeEntry[] = [],
): Promise<void> {
  const unique = createHash("sha256").update(name).digest("hex").slice(0, 12);
  const folder = join(data, "images", `${name}~${unique}`);
  const file = basename(iso);
  mkdirSync(folder, { recursive: true });
  copyFileSync(iso, join(folder, file));
  const { index } = await describeIso(join(folder, file), file, new AbortController().signal);
  writeTree(join(folder, TREE_FILE), { ...index, entries: [...index.entries, ...more] });
  const db = openDatabase(join(data, "rackseed.db"), schema);
  const sha256 = createHash("sha256").update(readFileSync(iso)).digest("hex");
  imageStore(db).save({
    name,
    version: "1.0",
    release: {
      family: "generic",
      title: name,
      distribution: "",
      version: "1.0",
      major: 1,
      arch: "x86_64",
      boots: { ...index.boots, secureBoot: false },
      initrds: [],
      loaders: {},
      memory: 0,
      diskImages: [],
      repositories: [],
      extras: { iso: file },
    },
    state: "ready",
    verified: "not-verified",
    code: null,
    reason: null,
    detail: null,
    fingerprint: null,
    importedAt: 0,
    folder: basename(folder),
    contentMark: JSON.stringify({ source: iso, version: null, files: [] }),
    trustMark: JSON.stringify({ verify: "none", key: null, keyHash: null }),
    files: [{ name: file, size: statSync(iso).size, sha256 }],
  });
  db.close();
}
