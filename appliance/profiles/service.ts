import { type ProfileConfig, profileSchema } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { ProfileVersion } from "../store/profile-versions.ts";
import type { ProfileStore } from "../store/profiles.ts";
import { parseStored } from "../store/parse-stored.ts";
import { type AnswerLanguage, CALLED, checkAnswer } from "./answer-file.ts";
import { checkProfile } from "./cloud-config.ts";

export interface ProfilesNeeds {
  readonly store: ProfileStore;
  readonly imageExists: (name: string) => boolean;
  /** What language an image's answer files are in, when the image is known and they are filled in as text. */
  readonly languageOf: (image: string) => AnswerLanguage | undefined;
  /** Names of the machines that use a profile. */
  readonly usedBy: (profile: string) => readonly string[];
  readonly now: () => Date;
  /** Keeps what is removed for a while. */
  readonly discard: (profile: ProfileConfig, who: string) => void;
}

/** Who makes the versions of a profile that the configuration file names. */
export const BY_FILE = "configuration file";

/** What to install and how, by name. */
export interface Profiles {
  list(): ProfileConfig[];
  get(name: string): ProfileConfig | undefined;
  /** Checks and keeps; the sentence of a refusal names key, line and reason. */
  save(profile: ProfileConfig, who: string): ProfileConfig;
  /**
   * Keeps what the file says. Its templates were checked as far as the file alone allows; what is only wrong in the language of its
   * image refuses arming, and not the start of the appliance once the image is known.
   */
  enter(profile: ProfileConfig): void;
  /** Into the trash, unless a machine uses it. */
  remove(name: string, who: string): void;
  /** Why a profile cannot come out of the trash, as an AppError; and that it came. */
  refuseReturn(profile: ProfileConfig): void;
  came(profile: ProfileConfig): void;
  /** Newest first; empty for a name that never was. */
  versions(name: string): ProfileVersion[];
  /** The newest of every profile that is there. */
  newest(): ProfileVersion[];
  version(name: string, number: number): ProfileConfig | undefined;
}

export function profiles({ store, imageExists, languageOf, usedBy, now, discard }: ProfilesNeeds): Profiles {
  const byName = new Map(
    // Through the schema: a profile of an older version lacks what was added since.
    store.all().map((profile) => [profile.name, parseStored(profileSchema, profile)]),
  );
  const keep = (profile: ProfileConfig, who: string): ProfileConfig => {
    store.save(profile, { at: now().toISOString(), who });
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
    save(profile, who) {
      refuseImage(profile);
      const problem = templateProblem(profile, languageOf(profile.image));
      if (problem !== undefined) throw new AppError("RS_PROFILE_TEMPLATE", 422, problem.message, problem.where);
      return keep(profile, who);
    },
    enter(profile) {
      refuseImage(profile);
      keep(profile, BY_FILE);
    },
    remove(name, who) {
      const profile = byName.get(name);
      if (profile === undefined) throw new AppError("RS_PROFILE_NOT_FOUND", 404, `There is no profile named ${name}.`);
      const users = usedBy(name);
      if (users.length > 0) {
        throw new AppError(
          "RS_PROFILE_USED",
          409,
          `The profile ${name} is used by ${users.slice(0, 5).join(", ")}. Give these another profile first.`,
        );
      }
      discard(profile, who);
      byName.delete(name);
    },
    refuseReturn(profile) {
      refuseImage(profile);
      if (!byName.has(profile.name)) return;
      throw new AppError(
        "RS_TRASH_NAME_TAKEN",
        409,
        `There is a profile named ${profile.name} again. Remove that one first, then take this one back.`,
      );
    },
    came: (profile) => void byName.set(profile.name, parseStored(profileSchema, profile)),
    versions: (name) => store.versions.of(name),
    newest: () => store.versions.newest().filter(({ name }) => byName.has(name)),
    version(name, number) {
      const found = store.versions.body(name, number);
      return found === undefined ? undefined : parseStored(profileSchema, found);
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
