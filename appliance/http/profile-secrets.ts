import type { Principal } from "../access/principal.ts";
import { withoutSecrets } from "../profiles/secrets.ts";
import type { Profile } from "./needs.ts";

/** Has the form of a hash and is none: whoever reads profiles as the API describes them can go on doing so. */
const HIDDEN = "$6$hidden";

/** A profile as this caller may see it: a password's hash can be guessed at leisure, so only who may change it reads it. */
export function shownTo(who: Principal | undefined, profile: Profile): Profile {
  if (who?.role === "owner" || who?.role === "operator") return profile;
  const { settings, cloudConfig, answerFile, kernelArgs } = profile;
  return {
    ...profile,
    kernelArgs: kernelArgs.map(withoutSecrets),
    ...(cloudConfig === undefined ? {} : { cloudConfig: withoutSecrets(cloudConfig) }),
    ...(answerFile === undefined ? {} : { answerFile: withoutSecrets(answerFile) }),
    ...(settings?.passwordHash === undefined ? {} : { settings: { ...settings, passwordHash: HIDDEN } }),
  };
}
