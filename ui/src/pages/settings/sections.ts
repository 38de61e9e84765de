import { accessText } from "../../text/access.ts";
import { en } from "../../text/settings.en.ts";
import { zh } from "../../text/settings.zh.ts";
import { areaText, type Words } from "../../text/text.ts";
import { tlsTexts } from "../../text/tls.ts";

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
];
