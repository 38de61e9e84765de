import type { HouseFacts, MachineFacts } from "./facts.ts";

/** What stands in a rule's sentences. */
export type Params = Readonly<Record<string, string>>;
export type Severity = "info" | "warning" | "error";

export interface Found {
  /** Tells findings of one rule about one machine apart, e.g. an address. */
  readonly key?: string;
  /** Since when, in milliseconds. */
  readonly since: number;
  readonly params: Params;
}

/** A finding in one language: what happened, why (most likely first), what to do. */
export interface Said {
  readonly title: string;
  readonly why: string[];
  /** The words on the button. */
  readonly action: string;
}

export interface RuleText {
  /** The rule's own name, for the help pages. */
  readonly name: string;
  readonly say: (params: Params) => Said;
  /** Paragraphs: what it means, and how to go about it. */
  readonly help: readonly string[];
}

/** One press of a button: a page of the UI, or a call of the API (without /api/v1). */
export type Action =
  | { readonly kind: "link"; readonly to: string }
  | { readonly kind: "api"; readonly method: "POST" | "PUT"; readonly path: string };

interface Common {
  /** kebab-case; the name of its help page too. */
  readonly id: string;
  /** Never changes its meaning: events, exports and people's scripts know it. */
  readonly code: `RS_DOCTOR_${string}`;
  readonly severity: Severity;
  readonly texts: { readonly en: RuleText; readonly zh: RuleText };
}

export interface MachineRule extends Common {
  readonly about: "machine";
  readonly when: (facts: MachineFacts) => Found | undefined;
  readonly action: (facts: MachineFacts) => Action;
}

export interface HouseRule extends Common {
  readonly about: "house";
  readonly when: (facts: HouseFacts) => readonly Found[];
  readonly action: Action;
}

export type Rule = MachineRule | HouseRule;

export const machinePage = ({ mac }: Pick<MachineFacts, "mac">): Action => ({
  kind: "link",
  to: `#/machines/${encodeURIComponent(mac)}`,
});
export const SECOND = 1000;
export const MINUTE = 60_000;
/** What is older is history: the timeline shows it, nobody is called for it. */
export const FRESH = 10 * MINUTE;

/** When the machine was last switched on, as far as it was seen. */
export const newestStart = (boots: MachineFacts["boots"]): number | undefined => boots.at(-1)?.startedAt;
