import { shlex } from "./shlex.ts";

/** One line of a kickstart, told apart as Anaconda's reader does it. */
export interface KsLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly kind: "blank" | "comment" | "command" | "include" | "header" | "body" | "end";
  /** The section it belongs to; undefined among the commands. */
  readonly section: KsSection | undefined;
  /** Of commands, headers and includes; the first is their name. */
  readonly words: readonly string[];
  /** A quote is open at its end, or a backslash stands there. */
  readonly torn: boolean;
}

export interface KsSection {
  /** With its percent sign: "%packages". */
  readonly name: string;
  readonly line: number;
  readonly args: readonly string[];
  closed: boolean;
}

export interface Kickstart {
  readonly lines: readonly KsLine[];
  readonly sections: readonly KsSection[];
}

export const SECTIONS: readonly string[] = [
  "%packages",
  "%pre",
  "%pre-install",
  "%post",
  "%onerror",
  "%traceback",
  "%addon",
  "%anaconda",
  "%certificate",
];

/** Takes a kickstart apart. It never fails: what is wrong with it is the lint's affair. */
export function readKickstart(text: string): Kickstart {
  const lines: KsLine[] = [];
  const sections: KsSection[] = [];
  let section: KsSection | undefined;
  text.split("\n").forEach((raw, index) => {
    const line = index + 1;
    const kind = kindOf(raw, section);
    const { words, place } = kind === "blank" || kind === "body" ? NOTHING : shlex(raw.replace(/\r$/, ""));
    if (kind === "header") {
      section = { name: words[0] ?? "", line, args: words.slice(1), closed: false };
      sections.push(section);
    }
    const torn = (kind === "command" || kind === "header") && place !== "bare" && place !== "comment";
    lines.push({ line, text: raw, kind, section, words, torn });
    if (kind === "end") {
      if (section !== undefined) section.closed = true;
      section = undefined;
    }
  });
  return { lines, sections };
}

const NOTHING: ReturnType<typeof shlex> = { words: [], place: "bare" };

function kindOf(raw: string, section: KsSection | undefined): KsLine["kind"] {
  const text = raw.trim();
  const [first = ""] = text.split(/\s/);
  if (text.startsWith("%")) {
    if (first === "%end") return "end";
    if (first === "%include" || first === "%ksappend") return isScript(section) ? "body" : "include";
    // A known header inside a section: the section before it was not closed.
    if (section === undefined || SECTIONS.includes(first)) return "header";
  }
  if (section !== undefined) return "body";
  if (text === "") return "blank";
  return text.startsWith("#") ? "comment" : "command";
}

const SCRIPTS = new Set(["%pre", "%pre-install", "%post", "%onerror", "%traceback"]);

export const isScript = (section: KsSection | undefined): boolean => SCRIPTS.has(section?.name ?? "");

/** What runs a script; Anaconda's default is /bin/sh. */
export function interpreterOf(section: KsSection): string {
  return optionsOf(section.args).get("--interpreter")?.at(-1) ?? "/bin/sh";
}

/** `--name=value`, `--name value` and `--flag` (value ""), by name, in order. */
export function optionsOf(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const options = new Map<string, string[]>();
  words.forEach((word, index) => {
    if (!word.startsWith("--")) return;
    const equals = word.indexOf("=");
    const next = words[index + 1] ?? "";
    const name = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? (next.startsWith("--") ? "" : next) : word.slice(equals + 1);
    options.set(name, [...(options.get(name) ?? []), value]);
  });
  return options;
}
