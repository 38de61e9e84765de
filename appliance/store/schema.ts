import type { Migration } from "./database.ts";
import { eventMigrations } from "./events.ts";
import { imageMigrations, imageSourceMigrations, releaseMigrations } from "./images.ts";
import { machineMigrations, varsMigrations } from "./machines.ts";
import { memoryMigrations } from "./memory.ts";
import { profileMigrations } from "./profiles.ts";
import { profileVersionMigrations } from "./profile-versions.ts";
import { runLogMigrations } from "./run-log.ts";
import { settingMigrations } from "./settings.ts";
import { trashMigrations } from "./trash.ts";
import { runEffortMigrations, runMigrations } from "./runs.ts";

/** rackseed.db, step by step. The order is history: a new step goes to the end, whichever table it belongs to. */
export const schema: readonly Migration[] = [
  ...machineMigrations,
  ...runMigrations,
  ...profileMigrations,
  ...eventMigrations,
  ...memoryMigrations,
  ...imageMigrations,
  ...releaseMigrations,
  ...varsMigrations,
  ...imageSourceMigrations,
  ...runEffortMigrations,
  ...runLogMigrations,
  ...settingMigrations,
  ...profileVersionMigrations,
  ...trashMigrations,
];
