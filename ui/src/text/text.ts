import { en } from "./en.ts";
import type { Same } from "./same.ts";
import { zh } from "./zh.ts";

export type { Same };

/** The catalogue: a missing or misspelt key is a type error. */
export type Text = Same<typeof en>;
export type Language = "en" | "zh";

export const LANGUAGES: readonly {
  readonly id: Language;
  readonly tag: string;
  readonly name: string;
  readonly text: Text;
}[] = [
  { id: "en", tag: "en", name: "EN", text: en },
  { id: "zh", tag: "zh-CN", name: "中文", text: zh },
];

const KEPT = "rackseed.language";

/** Chosen by hand before, else the browser's first language that the page speaks. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT) ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((id): id is Language => LANGUAGES.some((language) => language.id === id)) ?? "en";
}

export const keepLanguage = (language: Language): void => localStorage.setItem(KEPT, language);

export function wordsFor(language: Language): Words {
  const { tag, text } = LANGUAGES.find(({ id }) => id === language) ?? { tag: "en", text: en };
  const clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hour12: false });
  const exact = new Intl.DateTimeFormat(tag, { timeStyle: "medium", hour12: false });
  const moment = new Intl.DateTimeFormat(tag, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  return {
    language,
    text,
    time: (iso) => {
      const date = new Date(iso);
      return (Math.abs(Date.now() - date.getTime()) < 12 * 3_600_000 ? clock : moment).format(date);
    },
    seconds: (iso) => exact.format(new Date(iso)),
    percent: (share) => percent.format(share),
    bytes: (count, of) => text.bytesOf(...formatBytes(count, of, tag)),
    size: (count) => formatBytes(count, count, tag)[1],
    memory: (mebibytes) => formatMemory(mebibytes, tag),
    duration: (seconds) => formatDuration(seconds, text),
    list: (names) => names.join(text.listSeparator),
  };
}

/** The words of one page or part, which travel with it: `const say = areaText(this.words, { en, zh })`. */
export const areaText = <T>(words: Words, texts: { readonly en: T; readonly zh: Same<T> }): Same<T> =>
  words.language === "zh" ? texts.zh : (texts.en as Same<T>);

/** A language together with its numbers and times. */
export interface Words {
  readonly language: Language;
  readonly text: Text;
  readonly time: (iso: string) => string;
  /** "14:02:11" */
  readonly seconds: (iso: string) => string;
  readonly percent: (share: number) => string;
  /** "141.6 of 221.2 MB" */
  readonly bytes: (count: number, of: number) => string;
  /** "10.2 GB" */
  readonly size: (count: number) => string;
  /** "3 GB" */
  readonly memory: (mebibytes: number) => string;
  /** "4 min" */
  readonly duration: (seconds: number) => string;
  readonly list: (names: readonly string[]) => string;
}

/** Memory is counted in powers of two and called GB all the same. */
function formatMemory(mebibytes: number, tag: string): string {
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  return mebibytes >= 1000 ? `${number.format(mebibytes / 1024)} GB` : `${number.format(mebibytes)} MB`;
}

function formatDuration(seconds: number, text: Text): string {
  if (seconds < 90) return text.seconds(Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? text.minutes(minutes) : text.hours(Math.floor(minutes / 60), minutes % 60);
}

function formatBytes(count: number, of: number, tag: string): [string, string] {
  const unit = of >= 1e9 ? ([1e9, "GB"] as const) : of >= 1e6 ? ([1e6, "MB"] as const) : ([1e3, "kB"] as const);
  const digits = of >= 1e6 ? 1 : 0;
  const number = new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return [number.format(count / unit[0]), `${number.format(of / unit[0])} ${unit[1]}`];
}
