import type { z } from "zod";

import { profileSchema, settingsSchema, varsSchema } from "../config-schema.ts";

/** What the file may say of a profile's answers, the API may say too. */
export const vars = varsSchema.unwrap();

const { answerFile, repos, kernel, initrd } = profileSchema.shape;

const shown = {
  answerFile: answerFile.meta({
    description: "Kickstart, preseed, autoinstall or Ignition/Butane, with {{ variables }}",
  }),
  settings: settingsSchema.optional(),
  vars: vars.optional(),
  repos: repos.unwrap().optional(),
  kernel,
  initrd,
};

export const profileAnswers = shown;
/** In a PUT what is absent here stays as it was, so that a client which does not know a field loses nothing; null takes it away. */
export const profileAnswersInput = {
  answerFile: shown.answerFile.nullable(),
  settings: settingsSchema.nullable().optional(),
  vars: vars.nullable().optional(),
  repos: repos.unwrap().nullable().optional(),
  kernel: kernel.nullable(),
  initrd: initrd.nullable(),
};

export const machineVars = vars;
export type ProfileAnswers = z.output<z.ZodObject<typeof shown>>;
