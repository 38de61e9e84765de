import type { Release } from "../systems/system.ts";
import { withAutoinstallReports } from "./callbacks/autoinstall.ts";
import { withKickstartReports } from "./callbacks/kickstart.ts";
import { withPreseedReports } from "./callbacks/preseed.ts";
import { ArmingRefusedError, exampleFor, type TemplateContext, unknownVariables } from "./context.ts";
import { defaultAutoinstall } from "./defaults/autoinstall.ts";
import { defaultKickstart, elOf } from "./defaults/kickstart.ts";
import { defaultPreseed } from "./defaults/preseed.ts";
import { fillKickstart } from "./kickstart-place.ts";
import { fillPreseed } from "./preseed-place.ts";
import { parseTemplate, TemplateError } from "./template.ts";
import type { Marked, Problem } from "./template.ts";
import { fillYaml } from "./yaml-place.ts";

/** The languages of answer files that are filled in as text. */
export type AnswerLanguage = "kickstart" | "preseed" | "autoinstall";

export const isLanguage = (kind: string): kind is AnswerLanguage => kind in FILL;

const FILL: Readonly<Record<AnswerLanguage, (marked: Marked) => string>> = {
  kickstart: fillKickstart,
  preseed: fillPreseed,
  autoinstall: fillYaml,
};

/** How a person calls them. */
export const CALLED: Readonly<Record<AnswerLanguage, string>> = {
  kickstart: "kickstart",
  preseed: "preseed file",
  autoinstall: "autoinstall",
};

/** The template that a profile without an answer file of its own gets. */
export function defaultAnswer(language: AnswerLanguage, release: Release): string {
  switch (language) {
    case "kickstart":
      return defaultKickstart(release);
    case "preseed":
      return defaultPreseed(release);
    case "autoinstall":
      return defaultAutoinstall(release);
  }
}

/**
 * Every problem that an answer file has whatever the machine: syntax, variables, filters, and in a language that is known the
 * places where no value can stand.
 */
export function checkAnswer(language: AnswerLanguage | undefined, source: string): readonly Problem[] {
  try {
    const template = parseTemplate(source);
    const unknown = unknownVariables(template);
    if (unknown.length > 0) return unknown;
    const marked = template.render(exampleFor(template));
    if (language !== undefined) FILL[language](marked);
    return [];
  } catch (thrown) {
    if (thrown instanceof TemplateError) return [thrown.problem];
    throw thrown;
  }
}

/** An answer file as a machine that has everything would get it, for the linter; undefined when `checkAnswer` has something to say. */
export function renderExample(language: AnswerLanguage, source: string): string | undefined {
  if (checkAnswer(language, source).length > 0) return undefined;
  const template = parseTemplate(source);
  return FILL[language](template.render(exampleFor(template)));
}

/** One machine's answer file, every value encoded for the place it stands in; with reports while a run is open. */
export function renderAnswer(
  language: AnswerLanguage,
  answer: { readonly profile: string; readonly source: string; readonly release: Release },
  context: TemplateContext,
): string {
  try {
    const template = parseTemplate(answer.source);
    const text = FILL[language](template.render(context));
    const reportsItself = template.variables.some(({ path }) => path.join(".") === "run.report");
    if (context.run === undefined || reportsItself) return text;
    return withReports(language, text, context.run.report, answer.release);
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    throw new ArmingRefusedError(CALLED[language], answer.profile, context.machine.name, thrown.problem);
  }
}

function withReports(language: AnswerLanguage, text: string, url: string, release: Release): string {
  switch (language) {
    case "kickstart":
      return withKickstartReports(text, url, elOf(release));
    case "preseed":
      return withPreseedReports(text, url);
    case "autoinstall":
      return withAutoinstallReports(text, url);
  }
}
