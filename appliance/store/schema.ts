import { accountMigrations } from "./accounts.ts";
import { auditMigrations } from "./audit.ts";
import type { Migration } from "./database.ts";
import { eventMigrations } from "./events.ts";
import { imageMigrations, imageSourceMigrations, releaseMigrations } from "./images.ts";
import { machineMigrations, placeMigrations, varsMigrations } from "./machines.ts";
import { memoryMigrations } from "./memory.ts";
import { profileMigrations } from "./profiles.ts";
import { readerMigrations } from "./reader.ts";
import { profileVersionMigrations } from "./profile-versions.ts";
import { runLogMigrations } from "./run-log.ts";
import { settingMigrations } from "./settings.ts";
import { sessionMigrations } from "./sessions.ts";
import { tokenMigrations } from "./tokens.ts";
import { runBatchMigrations, runEffortMigrations, runMigrations } from "./runs.ts";
import { undoMigrations } from "./undo.ts";
import { trashMigrations } from "./trash.ts";
import { webhookMigrations } from "./webhooks.ts";

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
  ...accountMigrations,
  ...sessionMigrations,
  ...tokenMigrations,
  ...auditMigrations,
  ...placeMigrations,
  ...runBatchMigrations,
  ...undoMigrations,
  ...profileVersionMigrations,
  ...trashMigrations,
  ...webhookMigrations,
  ...readerMigrations,
];
