/** A .treeinfo: sections of `key = value`. Old ones (el6) have fewer sections, other people's have none; nothing is required. */
export type TreeInfo = ReadonlyMap<string, ReadonlyMap<string, string>>;

export function parseTreeInfo(text: string | undefined): TreeInfo {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of (text ?? "").split(/\r\n|\r|\n/)) {
    const header = /^\[([^\]]+)\]\s*$/.exec(line);
    if (header !== null) {
      const name = header[1] ?? "";
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
      continue;
    }
    const entry = /^\s*([^=#;\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (entry !== null) section.set(entry[1] ?? "", entry[2] ?? "");
  }
  return sections;
}

/** The value of a key in the first of these sections that has one. */
export function fact(info: TreeInfo, key: string, ...sections: readonly string[]): string | undefined {
  return sections.map((section) => info.get(section)?.get(key)).find((value) => value !== undefined && value !== "");
}

/** A path of a .treeinfo, relative to its folder, as a path in the tree; undefined when it leads out of it. */
export function inTree(path: string): string | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? undefined : parts.join("/");
}
