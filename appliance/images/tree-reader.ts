import { join } from "node:path";
import type { Content } from "../bytes/content.ts";
import { openTreeStore, type TreeStore } from "../store/trees.ts";
import type { Tree, TreeEntry } from "./tree.ts";

/** The index of the ISO, beside it in the image's folder. */
export const TREE_FILE = "tree.db";

/** As many as a kernel follows at least; a chain of a thousand links is nobody's installer. */
const MOST_HOPS = 8;

/** Opens the index of a stored image. `folder`: where the ISO and its `tree.db` lie. */
export function openTree(folder: string, isoName: string): Tree {
  const store = openTreeStore(join(folder, TREE_FILE));
  const iso = join(folder, isoName);
  return {
    file(path) {
      const entry = follow(store, path);
      return entry?.kind === "file" ? contentOf(entry, iso) : undefined;
    },
    folder(path) {
      const found = follow(store, path);
      if (found?.kind !== "folder") return undefined;
      return store.inside(found.path).flatMap((entry) => listed(store, entry));
    },
    close: () => store.close(),
  };
}

const ROOT: TreeEntry = { path: "", kind: "folder", size: 0, extents: [] };

/** The file or folder that a path leads to, through links, never out of the tree. */
export function follow(store: Omit<TreeStore, "close">, path: string): TreeEntry | undefined {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  let at = ROOT;
  let hops = 0;
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    if (name === "..") {
      if (at.path === "") return undefined;
      at = folderAbove(store, at.path);
      continue;
    }
    const next = child(store, at, name);
    if (next?.kind !== "link") {
      if (next === undefined) return undefined;
      at = next;
      continue;
    }
    hops += 1;
    // A link that begins with a slash means the root of a system, not of this tree.
    if (hops > MOST_HOPS || next.target === undefined || next.target.startsWith("/")) return undefined;
    names.unshift(...next.target.split("/").filter((part) => part !== "" && part !== "."));
  }
  return at;
}

function child(store: Omit<TreeStore, "close">, folder: TreeEntry, name: string): TreeEntry | undefined {
  if (folder.kind !== "folder") return undefined;
  const path = folder.path === "" ? name : `${folder.path}/${name}`;
  return store.entry(path) ?? store.entryInAnyCase(path);
}

function folderAbove(store: Omit<TreeStore, "close">, path: string): TreeEntry {
  const above = path.slice(0, Math.max(0, path.lastIndexOf("/")));
  return (above === "" ? undefined : store.entry(above)) ?? ROOT;
}

function contentOf({ extents, size }: TreeEntry, path: string): Content {
  const [only, ...more] = extents;
  if (only === undefined) return { kind: "bytes", bytes: Buffer.alloc(0) };
  if (more.length === 0) return { kind: "file", path, start: only.start, size };
  return { kind: "extents", path, extents, size };
}

/** A link is listed as what it leads to; one that leads nowhere is not listed. */
function listed(store: TreeStore, entry: TreeEntry): { name: string; kind: "file" | "folder"; size: number }[] {
  const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
  const real = entry.kind === "link" ? follow(store, entry.path) : entry;
  return real === undefined || real.kind === "link" ? [] : [{ name, kind: real.kind, size: real.size }];
}
