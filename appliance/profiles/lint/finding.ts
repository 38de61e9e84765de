/** One thing that a linter has to say about an answer file. */
export interface Finding {
  /** error: the installer would stop, so arming is refused. warning: it would do what nobody wants, or ask. note: old, or worth knowing. */
  readonly severity: "error" | "warning" | "note";
  /** Counted from 1; 0 when it is about something that is not there. */
  readonly line: number;
  /** Stable: docs/answers.md lists them. */
  readonly code: string;
  readonly message: string;
  /** What the installer would stop at and ask a person for (row K5). */
  readonly wouldAskFor?: string;
}

/** "would stop at: disk, root password" */
export function questionsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ wouldAskFor }) => wouldAskFor ?? []))];
}

export const asks = (code: string, what: string, message: string, line = 0): Finding => ({
  severity: "warning",
  line,
  code,
  message: `The installer would stop at: ${what}. ${message}`,
  wouldAskFor: what,
});

/** A string that crypt(3) reads: $id$…, the 13 letters of DES, or one of the signs for "no password". */
export const isCryptHash = (text: string): boolean =>
  /^\$[0-9a-z]+\$[^\s:]+$/.test(text) || /^[./0-9A-Za-z]{13}$/.test(text) || /^[!*]+$/.test(text);
