import { type KsLine, optionsOf, readKickstart } from "./kickstart-text.ts";
import { ksWord } from "./encoders.ts";

/** One line that importing changed, and why. */
export interface Change {
  /** Counted from 1, in the text as it came. */
  readonly line: number;
  readonly before: string;
  /** Empty when the line was taken out. */
  readonly after: string;
  readonly why: string;
}

export interface ImportTarget {
  /** The image's tree, without a slash at the end. */
  readonly treeUrl: string;
  /** Add-ons in the tree: their names as in .treeinfo, their folders. */
  readonly addOns: readonly { readonly name: string; readonly path: string }[];
}

const SOURCES = new Set(["cdrom", "harddrive", "nfs", "url"]);
const MEDIUM = "file:///run/install/repo";
const ADD_ONS = `${MEDIUM}/addons/`;

/**
 * Makes the anaconda-ks.cfg of an installed machine one that installs from our tree (row K1): its source becomes our url, add-ons in
 * the drive become ours. Everything else stays byte for byte; what is old is the lint's affair.
 */
export function importKickstart(text: string, target: ImportTarget): { text: string; changes: Change[] } {
  const { lines } = readKickstart(text);
  const commands = lines.filter(({ kind }) => kind === "command");
  const changes: Change[] = [];
  let hasSource = false;
  const kept = lines.flatMap((line): string[] => {
    const change = line.kind === "command" ? swap(line, target, hasSource) : undefined;
    if (line.kind === "command" && SOURCES.has(line.words[0] ?? "")) hasSource = true;
    if (change === undefined) return [line.text];
    changes.push({ line: line.line, before: line.text, ...change });
    return change.after === "" ? [] : [change.after];
  });
  if (!commands.some(({ words }) => SOURCES.has(words[0] ?? ""))) {
    const why = "no line said where packages come from; this is the image's tree";
    const at = lines.findIndex(({ kind }) => kind === "header");
    kept.splice(at < 0 ? kept.length : at, 0, ourUrl(target));
    changes.push({ line: (at < 0 ? lines.length : at) + 1, before: "", after: ourUrl(target), why });
  }
  return { text: kept.join("\n"), changes };
}

const ourUrl = ({ treeUrl }: ImportTarget): string => `url --url=${ksWord(treeUrl)}`;

type Swap = Pick<Change, "after" | "why">;

function swap(line: KsLine, target: ImportTarget, hasSource: boolean): Swap | undefined {
  const [name = ""] = line.words;
  if (SOURCES.has(name)) return source(line, target, hasSource);
  if (name !== "repo") return undefined;
  const base = optionsOf(line.words).get("--baseurl")?.at(-1) ?? "";
  if (!base.startsWith(MEDIUM)) return undefined;
  if (!base.startsWith(ADD_ONS)) {
    return {
      after: line.text.replace(MEDIUM, target.treeUrl),
      why: "/run/install/repo is the medium in the drive; the same folder of the image's tree takes its place",
    };
  }
  const wanted = base.slice(ADD_ONS.length).replace(/\/+$/, "");
  const found = target.addOns.find(({ path }) => path.split("/").at(-1) === wanted);
  return found === undefined
    ? {
        after: `# ${line.text}`,
        why: `the image has no add-on ${wanted}${target.addOns.length === 0 ? "" : ` (it has: ${target.addOns.map((addOn) => addOn.name).join(", ")})`}, so the line is a comment now`,
      }
    : {
        after: line.text.replace(base, `${target.treeUrl}/${found.path}`),
        why: `the add-on lies in the image's tree, not in a drive`,
      };
}

const WHY: Readonly<Record<string, string>> = {
  cdrom: "the machine has no medium in its drive; packages come from the image's tree",
  harddrive: "the machine's disk is wiped; packages come from the image's tree",
  nfs: "packages come from the image's tree by HTTP",
  url: "packages come from this image's tree",
};

function source(line: KsLine, target: ImportTarget, hasSource: boolean): Swap | undefined {
  const [name = ""] = line.words;
  if (hasSource) return { after: "", why: "a kickstart has one source, and a line above names it" };
  const same = name === "url" && optionsOf(line.words).get("--url")?.at(-1)?.replace(/\/+$/, "") === target.treeUrl;
  return same ? undefined : { after: ourUrl(target), why: WHY[name] ?? "" };
}
