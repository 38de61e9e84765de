import type { Mac } from "../net/mac.ts";

/** Answer files before any machine gets them: shown, checked, imported. */
export interface AnswerTools {
  /** What arming this machine would give it, with its own profile or with another that a person thinks of. Refused when it has none. */
  preview(mac: Mac, profile?: string): Promise<Preview>;
  check(question: { readonly text: string; readonly target: AnswerTarget }): Promise<readonly AnswerFinding[]>;
  import(question: { readonly text: string; readonly image: string }): Promise<ImportedAnswer>;
}

/** The release that an answer file is for: an image of the catalog, or one that is named. */
export type AnswerTarget =
  | { readonly image: string }
  | {
      readonly family: "rhel" | "debian" | "ubuntu";
      readonly major: number;
      readonly distribution?: string | undefined;
    };

export interface AnswerFinding {
  readonly severity: "error" | "warning" | "note";
  /** Counted from 1; 0 when it is about something that is not there. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly wouldAskFor?: string;
}

export interface Preview {
  readonly kernelArgs?: readonly string[];
  /** Secrets are covered. */
  readonly files: readonly { readonly name: string; readonly type: string; readonly text: string }[];
  readonly findings: readonly (AnswerFinding & { readonly file: string })[];
  /** What the installer would stop at and ask a person for. */
  readonly wouldAskFor: readonly string[];
  /** Why the machine could not be armed. */
  readonly problems: readonly string[];
}

export interface ImportedAnswer {
  readonly text: string;
  readonly changes: readonly {
    readonly line: number;
    readonly before: string;
    readonly after: string;
    readonly why: string;
  }[];
  readonly findings: readonly AnswerFinding[];
}
