import { type ProfileConfig, profileSchema } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { ProfileStore } from "../store/profiles.ts";
import { type AnswerLanguage, CALLED, checkAnswer } from "./answer-file.ts";
import { checkProfile } from "./cloud-config.ts";

export interface ProfilesNeeds {
  readonly store: ProfileStore;
  readonly imageExists: (name: string) => boolean;
  /** What language an image's answer files are in, when the image is known and they are filled in as text. */
  readonly languageOf: (image: string) => AnswerLanguage | undefined;
  /** Names of the machines that use a profile. */
  readonly usedBy: (profile: string) => readonly string[];
}

/** What to install and how, by name. */
export interface Profiles {
  list(): ProfileConfig[];
  get(name: string): ProfileConfig | undefined;
  /** Checks and keeps; the sentence of a refusal names key, line and reason. */
  save(profile: ProfileConfig): ProfileConfig;
  /**
   * Keeps what the file says. Its templates were checked as far as the file alone allows; what is only wrong in the language of its
   * image refuses arming, and not the start of the appliance once the image is known.
   */
  enter(profile: ProfileConfig): void;
  remove(name: string): void;
}

export function profiles({ store, imageExists, languageOf, usedBy }: ProfilesNeeds): Profiles {
  const byName = new Map(
    // Through the schema: a profile of an older version lacks what was added since.
    store.all().map((profile) => [profile.name, profileSchema.parse(profile)]),
  );
  const keep = (profile: ProfileConfig): ProfileConfig => {
    store.save(profile);
    byName.set(profile.name, profile);
    return profile;
  };
  const refuseImage = (profile: ProfileConfig): void => {
    if (imageExists(profile.image)) return;
    throw new AppError(
      "RS_IMAGE_NOT_FOUND",
      422,
      `There is no image named ${profile.image}. Import it first, or choose another.`,
      "image",
    );
  };
  return {
    list: () => [...byName.values()].sort((a, b) => a.name.localeCompare(b.name)),
    get: (name) => byName.get(name),
    save(profile) {
      refuseImage(profile);
      const problem = templateProblem(profile, languageOf(profile.image));
      if (problem !== undefined) throw new AppError("RS_PROFILE_TEMPLATE", 422, problem.message, problem.where);
      return keep(profile);
    },
    enter(profile) {
      refuseImage(profile);
      keep(profile);
    },
    remove(name) {
      if (!byName.has(name)) throw new AppError("RS_PROFILE_NOT_FOUND", 404, `There is no profile named ${name}.`);
      const users = usedBy(name);
      if (users.length > 0) {
        throw new AppError(
          "RS_PROFILE_USED",
          409,
          `The profile ${name} is used by ${users.slice(0, 5).join(", ")}. Give these another profile first.`,
        );
      }
      store.remove(name);
      byName.delete(name);
    },
  };
}

/** What is wrong with a profile's templates whatever the machine: where, and one sentence. */
export function templateProblem(
  { name, cloudConfig, answerFile }: Pick<ProfileConfig, "name" | "cloudConfig" | "answerFile">,
  language?: AnswerLanguage,
): { readonly where: "cloudConfig" | "answerFile"; readonly message: string } | undefined {
  const [first] = cloudConfig === undefined ? [] : checkProfile({ name, cloudConfig });
  if (first !== undefined) {
    const message = `The cloud-config of profile ${name} cannot be used: line ${first.line}: ${first.message}.`;
    return { where: "cloudConfig", message };
  }
  // Ignition and Butane are looked at by their own; a template that nobody can name a language for is read as a template.
  const [second] = answerFile === undefined ? [] : checkAnswer(language, answerFile);
  if (second === undefined) return undefined;
  const what = language === undefined ? "answer file" : CALLED[language];
  const message = `The ${what} of profile ${name} cannot be used: line ${second.line}: ${second.message}.`;
  return { where: "answerFile", message };
}
