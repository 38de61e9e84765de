import type { Answers } from "./answers.ts";
import { type ProfileConfig, settingsSchema } from "../config-schema.ts";
import { debconfSays } from "../debconf.ts";
import { AppError } from "../errors.ts";
import type { AnswerTarget, AnswerTools } from "../http/needs-answers.ts";
import type { Image } from "../images/catalog.ts";
import type { Machine } from "../machines/machine.ts";
import type { Mac } from "../net/mac.ts";
import { type AnswerLanguage, checkAnswer, isLanguage, renderExample } from "../profiles/answer-file.ts";
import { ArmingRefusedError, EXAMPLE } from "../profiles/context.ts";
import { renderIgnition } from "../profiles/ignition/render.ts";
import { validateIgnition } from "../profiles/ignition-validate.ts";
import { importKickstart } from "../profiles/import-kickstart.ts";
import { type Finding, questionsOf } from "../profiles/lint/finding.ts";
import { lintAnswer, type LintFacts } from "../profiles/lint/lint.ts";
import type { Problem } from "../profiles/template.ts";
import { systemOf } from "../systems/recognise.ts";

export interface AnswerToolsNeeds {
  readonly base: string;
  readonly machine: (mac: Mac) => Machine | undefined;
  readonly profile: (name: string) => ProfileConfig | undefined;
  readonly image: (name: string) => Image | undefined;
  readonly preview: Answers["preview"];
}

/** The language of an image's answer files, when it is known and they are filled in as text. */
export function languageOf(image: Image | undefined): AnswerLanguage | undefined {
  const kind = image?.release === undefined ? undefined : systemOf(image.release.family)?.answers;
  return kind !== undefined && isLanguage(kind) ? kind : undefined;
}

const takesIgnition = (image: Image | undefined): boolean =>
  image?.release?.family === "flatcar" || image?.release?.family === "fedora-coreos";

/** Of Butane or Ignition as a template, filled with the values of an example. */
async function ignitionFindings(text: string): Promise<Finding[]> {
  const profile = { name: "this one", answerFile: text, settings: settingsSchema.parse({}) };
  const found =
    (severity: Finding["severity"], code: string) =>
    ({ line, message }: Problem): Finding => ({ severity, line, code, message });
  try {
    const { document } = renderIgnition({ profile, machine: EXAMPLE.machine, context: EXAMPLE });
    const { errors, warnings } = await validateIgnition(document);
    return [
      ...errors.map(found("error", "IGNITION")),
      ...[...document.warnings, ...warnings].map(found("warning", "IGNITION")),
    ];
  } catch (error) {
    if (!(error instanceof ArmingRefusedError)) throw error;
    return [found("error", "TEMPLATE")(error.problem)];
  }
}

/** Answer files before any machine gets them. */
export function answerTools(needs: AnswerToolsNeeds): AnswerTools {
  const release = (name: string): { language: AnswerLanguage; facts: LintFacts; image: Image } => {
    const image = needs.image(name);
    if (image === undefined) throw new AppError("RS_IMAGE_NOT_FOUND", 404, `There is no image named ${name}.`, "image");
    const language = languageOf(image);
    if (image.release === undefined || language === undefined) {
      throw new AppError(
        "RS_ANSWER_TARGET",
        422,
        `The image ${name} is not installed by a kickstart, a preseed file or an autoinstall${image.release === undefined ? ", as far as is known yet" : ""}.`,
        "image",
      );
    }
    return { language, facts: { ...image.release, sourceByKernel: true }, image };
  };
  const resolve = (target: AnswerTarget): { language: AnswerLanguage; facts: LintFacts } => {
    if ("image" in target) return release(target.image);
    const language = ({ rhel: "kickstart", debian: "preseed", ubuntu: "autoinstall" } as const)[target.family];
    const { major, distribution = target.family } = target;
    return { language, facts: { distribution, major, sourceByKernel: false } };
  };

  const findingsOf = async (language: AnswerLanguage, text: string, facts: LintFacts): Promise<Finding[]> => {
    const problems = checkAnswer(language, text);
    if (problems.length > 0) {
      return problems.map(({ line, message }) => ({ severity: "error", line, code: "TEMPLATE", message }));
    }
    const example = renderExample(language, text) ?? text;
    const said = language === "preseed" ? await debconfSays(example) : [];
    return [...lintAnswer(language, example, facts), ...said];
  };

  return {
    async preview(mac, asIf) {
      const machine = needs.machine(mac);
      const wanted = asIf ?? machine?.profile;
      const profile = wanted === undefined ? undefined : needs.profile(wanted);
      if (asIf !== undefined && profile === undefined) {
        throw new AppError("RS_PROFILE_NOT_FOUND", 404, `There is no profile ${asIf}.`, "profile");
      }
      if (machine === undefined || profile === undefined) {
        throw new AppError(
          "RS_RUN_NO_PROFILE",
          409,
          `${machine?.name ?? mac} has no profile. Give it one first.`,
          "profile",
        );
      }
      const preview = await needs.preview(machine, profile);
      return { ...preview, wouldAskFor: questionsOf(preview.findings) };
    },
    async check({ text, target }) {
      if ("image" in target && takesIgnition(needs.image(target.image))) return ignitionFindings(text);
      const { language, facts } = resolve(target);
      return findingsOf(language, text, facts);
    },
    async import({ text, image: name }) {
      const { language, facts, image } = release(name);
      if (language !== "kickstart") {
        throw new AppError("RS_ANSWER_TARGET", 422, `The image ${name} is not installed by a kickstart.`, "image");
      }
      const addOns = (image.release?.repositories ?? []).filter(({ addOn }) => addOn === true);
      const imported = importKickstart(text, { treeUrl: `${needs.base}/${name}`, addOns });
      return { ...imported, findings: await findingsOf(language, imported.text, facts) };
    },
  };
}
