import type { Release } from "../../systems/system.ts";
import type { AnswerLanguage } from "../answer-file.ts";
import { elOf } from "../defaults/kickstart.ts";
import { lintAutoinstall } from "./autoinstall.ts";
import type { Finding } from "./finding.ts";
import { lintKickstart } from "./kickstart.ts";
import { lintPreseed } from "./preseed.ts";

/** What is known of the release and of how it is booted; `sourceByKernel`: our kernel arguments name the source. */
export type LintFacts = Pick<Release, "distribution" | "major"> & {
  readonly repositories?: readonly { readonly name: string }[];
  readonly sourceByKernel: boolean;
};

export function lintAnswer(language: AnswerLanguage, text: string, facts: LintFacts): Finding[] {
  switch (language) {
    case "kickstart":
      return lintKickstart(text, elOf(facts), {
        fedora: facts.distribution === "fedora",
        sourceByKernel: facts.sourceByKernel,
        ...(facts.repositories === undefined ? {} : { repositories: facts.repositories.map(({ name }) => name) }),
      });
    case "preseed":
      return lintPreseed(text, facts);
    case "autoinstall":
      return lintAutoinstall(text);
  }
}
