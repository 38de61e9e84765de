import type { Release } from "../systems/system.ts";
import { type AnswerLanguage, defaultAnswer, renderAnswer } from "./answer-file.ts";
import type { TemplateContext } from "./context.ts";
import { META_DATA, VENDOR_DATA } from "./defaults/autoinstall.ts";

/** A file that a machine may fetch while it is installed. */
export interface AnswerFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

const TEXT = "text/plain; charset=utf-8";
const NAME: Readonly<Record<AnswerLanguage, string>> = {
  kickstart: "ks.cfg",
  preseed: "preseed.cfg",
  autoinstall: "user-data",
};

/** What an installer of this language fetches: the profile's own answer file or our default, and what has to lie beside it. */
export function renderFiles(
  language: AnswerLanguage,
  profile: { readonly name: string; readonly answerFile?: string | undefined },
  release: Release,
  context: TemplateContext,
): AnswerFile[] {
  const render = (source: string): string =>
    renderAnswer(language, { profile: profile.name, source, release }, context);
  const main = {
    name: NAME[language],
    type: TEXT,
    text: render(profile.answerFile ?? defaultAnswer(language, release)),
  };
  if (language !== "autoinstall") return [main];
  const beside = (name: string, source: string): AnswerFile => ({
    name,
    type: TEXT,
    text: renderAnswer("autoinstall", { profile: profile.name, source, release }, { ...context, run: undefined }),
  });
  return [main, beside("meta-data", META_DATA), beside("vendor-data", VENDOR_DATA)];
}
