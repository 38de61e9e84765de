import { nearest } from "../../nearest.ts";
import { type Kickstart, type KsLine, optionsOf, readKickstart } from "../kickstart-text.ts";
import type { Finding } from "./finding.ts";
import { COMMANDS, type History, OPTIONS, SECTION_HISTORY } from "./kickstart-commands.ts";
import { faults } from "./kickstart-faults.ts";
import { questions } from "./kickstart-questions.ts";

/** What a linter may know besides the text. */
export interface KickstartFacts {
  readonly fedora?: boolean;
  /** The kernel's command line names the source: inst.repo=, method=. */
  readonly sourceByKernel?: boolean;
  /** Repositories on the medium by name. */
  readonly repositories?: readonly string[];
}

/** Everything that can be said of a kickstart before an installer reads it, for el6 to el10, by line (rows K3 to K5). */
export function lintKickstart(text: string, el: number, facts: KickstartFacts = {}): Finding[] {
  const kickstart = readKickstart(text);
  return [
    ...grammarOf(kickstart, el, facts),
    ...kickstart.sections.filter(({ closed }) => !closed).map(open),
    ...faults(kickstart, el, facts),
    ...questions(kickstart, el, facts),
  ].sort((a, b) => a.line - b.line);
}

/** Nobody reads more, and a text that is no kickstart at all has one on every line. */
const MOST_FINDINGS = 500;

function grammarOf({ lines }: Kickstart, el: number, facts: KickstartFacts): Finding[] {
  const found: Finding[] = [];
  for (const line of lines) {
    if (found.length >= MOST_FINDINGS) break;
    found.push(...grammar(line, el, facts));
  }
  return found;
}

const open = ({ name, line }: { name: string; line: number }): Finding => ({
  severity: "error",
  line,
  code: "KS_SECTION_OPEN",
  message: `The section ${name} is not closed: write %end behind its last line.`,
});

function grammar(line: KsLine, el: number, facts: KickstartFacts): Finding[] {
  const [name = ""] = line.words;
  if (line.torn) {
    return [
      { severity: "error", line: line.line, code: "KS_QUOTES", message: "A quote is opened here and not closed." },
    ];
  }
  switch (line.kind) {
    case "command":
      return [
        ...historyOf(line, name, COMMANDS[name], Object.keys(COMMANDS), el, facts),
        ...options(line, name, el, facts),
      ];
    case "header":
      return [
        ...historyOf(line, name, SECTION_HISTORY[name], Object.keys(SECTION_HISTORY), el, facts),
        ...options(line, name, el, facts),
      ];
    case "end":
      if (line.section !== undefined) return [];
      return [{ severity: "error", line: line.line, code: "KS_STRAY_END", message: "%end closes no section here." }];
    case "include":
      return [
        {
          severity: "warning",
          line: line.line,
          code: "KS_INCLUDE",
          message: `${name} brings text that Rackseed does not see: nothing in it is checked, and it must be there when the installer asks.`,
        },
      ];
    case "blank":
    case "comment":
    case "body":
      return [];
  }
}

function historyOf(
  { line }: KsLine,
  name: string,
  history: History | undefined,
  known: readonly string[],
  el: number,
  facts: KickstartFacts,
): Finding[] {
  const what = name.startsWith("%") ? "section" : "command";
  if (history === undefined) {
    const close = nearest(name, known);
    const hint = close === undefined ? "" : ` Did you mean ${close}?`;
    return [
      {
        severity: "error",
        line,
        code: what === "section" ? "KS_UNKNOWN_SECTION" : "KS_UNKNOWN_COMMAND",
        message: `There is no ${what} ${name}, so the installer stops here.${hint}`,
      },
    ];
  }
  return aged(line, `The ${what} ${name}`, history, el, facts, what === "section" ? "SECTION" : "COMMAND");
}

function options(line: KsLine, name: string, el: number, facts: KickstartFacts): Finding[] {
  const histories = OPTIONS[name] ?? {};
  return [...optionsOf(line.words.slice(1)).keys()].flatMap((option) =>
    aged(line.line, `${name} ${option}`, histories[option] ?? {}, el, facts, "OPTION"),
  );
}

function aged(
  line: number,
  what: string,
  { since = 0, old = 99, gone = 99, instead, inFedora = false }: History,
  el: number,
  { fedora = false }: KickstartFacts,
  kind: string,
): Finding[] {
  const use = instead === undefined ? "" : ` Use ${instead}.`;
  const release = fedora ? "this Fedora" : `el${el}`;
  const found = (severity: Finding["severity"], code: string, message: string): Finding[] => [
    { severity, line, code: `KS_${code}_${kind}`, message },
  ];
  if (el < since) return found("error", "NEWER", `${what} is known from el${since} on; ${release} stops at it.`);
  if (el >= gone && !(fedora && inFedora))
    return found("error", "REMOVED", `${what} was removed; ${release} stops at it.${use}`);
  return el >= old ? found("note", "OLD", `${what} is old and does less or nothing in ${release}.${use}`) : [];
}
