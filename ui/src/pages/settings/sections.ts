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
    id: "tls",
    name: (words) => areaText(words, tlsTexts).name,
    tag: "rs-settings-tls",
    load: () => import("./tls-section.ts"),
  },
];
