import { AppError } from "../errors.ts";
import type { ProfileConfig } from "../config-schema.ts";
import type { Profiles } from "../profiles/service.ts";

/** Makes a profile what it was in an earlier version. */
export function restoreVersion(profiles: Profiles, name: string, number: number, who: string): ProfileConfig {
  if (profiles.get(name) === undefined) {
    throw new AppError(
      "RS_PROFILE_NOT_FOUND",
      404,
      `There is no profile ${name}. If it was removed, take it back out of the trash.`,
      "name",
    );
  }
  const version = profiles.version(name, number);
  if (version === undefined) {
    throw new AppError(
      "RS_PROFILE_VERSION_NOT_FOUND",
      404,
      `The profile ${name} has no version ${number}. GET /api/v1/profiles/${name}/versions lists them.`,
      "number",
    );
  }
  return profiles.save(version, who);
}
