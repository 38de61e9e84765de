/** One answer of a preseed file; a backslash at the end of a line joins the next one to it. */
export interface PreseedEntry {
  /** Counted from 1, where it begins and where it ends. */
  readonly line: number;
  readonly lastLine: number;
  readonly owner: string;
  readonly question: string;
  readonly type: string;
  readonly value: string;
  /** As it stands in the file, without the last line end. */
  readonly raw: string;
  /** Where in `raw` the value begins. */
  readonly valueAt: number;
}

export interface Preseed {
  /** In order: answers, and the blank lines and comments between them. */
  readonly parts: readonly (PreseedEntry | { readonly line: number; readonly other: string })[];
  readonly entries: readonly PreseedEntry[];
  /** Lines that debconf does not understand. */
  readonly broken: readonly { readonly line: number; readonly text: string }[];
}

// Owner, question and type are words; the value runs to the end of the line (debconf-set-selections(1)).
const ENTRY = /^(\s*(\S+)\s+(\S+)\s+(\S+))(?:\s([^]*))?$/;

export function readPreseed(text: string): Preseed {
  const parts: Preseed["parts"][number][] = [];
  const entries: PreseedEntry[] = [];
  const broken: { line: number; text: string }[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const first = at;
    const start = lines[at] ?? "";
    if (/^\s*(#|$)/.test(start)) {
      parts.push({ line: first + 1, other: start });
      continue;
    }
    while ((lines[at] ?? "").endsWith("\\") && at + 1 < lines.length) at += 1;
    const raw = lines.slice(first, at + 1).join("\n");
    const entry = entryOf(raw, first + 1, at + 1);
    if (entry === undefined) {
      parts.push({ line: first + 1, other: raw });
      broken.push({ line: first + 1, text: raw });
    } else {
      parts.push(entry);
      entries.push(entry);
    }
  }
  return { parts, entries, broken };
}

function entryOf(raw: string, line: number, lastLine: number): PreseedEntry | undefined {
  const [, head, owner, question, type, value] = ENTRY.exec(raw) ?? [];
  if (head === undefined || owner === undefined || question === undefined || type === undefined) return undefined;
  return {
    line,
    lastLine,
    owner,
    question,
    type,
    value: joined(value ?? ""),
    raw,
    valueAt: head.length + (value === undefined ? 0 : 1),
  };
}

/** A value without the line ends that a backslash hides. */
export const joined = (text: string): string => text.replaceAll(/\\\n\s*/g, " ").trim();

/** Its value is a command for the installer's shell. */
export const isCommand = (question: string): boolean => /(^|\/)(early|late|pre|post|error)?_?command$/.test(question);
