import { accessText } from "../../text/access.ts";
import { en as backupEn } from "../../text/backup.en.ts";
import { zh as backupZh } from "../../text/backup.zh.ts";
import { en as exportsEn } from "../../text/exports.en.ts";
import { zh as exportsZh } from "../../text/exports.zh.ts";
import { en as panelEn } from "../../text/panel-settings.en.ts";
import { zh as panelZh } from "../../text/panel-settings.zh.ts";
import { en } from "../../text/settings.en.ts";
import { zh } from "../../text/settings.zh.ts";
import { areaText, type Words } from "../../text/text.ts";
import { tlsTexts } from "../../text/tls.ts";
import { en as updatesEn } from "../../text/updates.en.ts";
import { zh as updatesZh } from "../../text/updates.zh.ts";
import { en as webhooksEn } from "../../text/webhooks.en.ts";
import { zh as webhooksZh } from "../../text/webhooks.zh.ts";

export interface SettingsSection {
  readonly id: string;
  readonly name: (words: Words) => string;
  readonly tag: string;
  readonly load: () => Promise<unknown>;
}
export const SECTIONS: readonly SettingsSection[] = [
  {
    id: "region",
    name: (words) => areaText(words, { en, zh }).region,
    tag: "rs-settings-region",
    load: () => import("./region.ts"),
  },
  {
    id: "users",
    name: (words) => accessText(words).sectionUsers,
    tag: "rs-settings-users",
    load: () => import("./users.ts"),
  },
  {
    id: "tokens",
    name: (words) => accessText(words).sectionTokens,
    tag: "rs-settings-tokens",
    load: () => import("./tokens.ts"),
  },
  {
    id: "audit",
    name: (words) => accessText(words).sectionAudit,
    tag: "rs-settings-audit",
    load: () => import("./audit.ts"),
  },
  {
    id: "tls",
    name: (words) => areaText(words, tlsTexts).name,
    tag: "rs-settings-tls",
    load: () => import("./tls-section.ts"),
  },
  {
    id: "backup",
    name: (words) => areaText(words, { en: backupEn, zh: backupZh }).name,
    tag: "rs-settings-backup",
    load: () => import("./backup.ts"),
  },
  {
    id: "updates",
    name: (words) => areaText(words, { en: updatesEn, zh: updatesZh }).name,
    tag: "rs-settings-updates",
    load: () => import("./updates.ts"),
  },
  {
    id: "exports",
    name: (words) => areaText(words, { en: exportsEn, zh: exportsZh }).name,
    tag: "rs-settings-exports",
    load: () => import("./exports.ts"),
  },
  {
    id: "panel",
    name: (words) => areaText(words, { en: panelEn, zh: panelZh }).name,
    tag: "rs-settings-panel",
    load: () => import("./panel.ts"),
  },
  {
    id: "webhooks",
    name: (words) => areaText(words, { en: webhooksEn, zh: webhooksZh }).section,
    tag: "rs-settings-webhooks",
    load: () => import("./webhooks.ts"),
  },
];
