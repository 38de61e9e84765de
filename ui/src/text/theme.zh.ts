import type { Same } from "./same.ts";
import type { themeEn } from "./theme.en.ts";

export const themeZh: Same<typeof themeEn> = {
  look: "外观",
  themes: { system: "跟随系统", light: "浅色", dark: "深色", contrast: "高对比度" },
};
