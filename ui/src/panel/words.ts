import { en } from "../text/panel.en.ts";
import { zh } from "../text/panel.zh.ts";

export type Say = typeof zh;
export type PanelLanguage = "en" | "zh";

export const PANEL_WORDS: Readonly<Record<PanelLanguage, Say>> = { en, zh };

/** "918 MB" */
export const sizeOf = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
