import type { Words } from "../text/text.ts";

/** A stretch of a boot: "2 ms", "0.4 s", "41 s", "4 min". */
export function took(milliseconds: number, words: Words): string {
  const number = (value: number, digits: number): string =>
    new Intl.NumberFormat(words.language === "zh" ? "zh-CN" : "en", { maximumFractionDigits: digits }).format(value);
  if (milliseconds < 100) return `${number(milliseconds, 0)} ms`;
  if (milliseconds < 10_000) return `${number(milliseconds / 1000, 1)} s`;
  return milliseconds < 90_000 ? `${number(milliseconds / 1000, 0)} s` : words.duration(milliseconds / 1000);
}
