import { en } from "./access.en.ts";
import { zh } from "./access.zh.ts";
import { areaText, type Same, type Words } from "./text.ts";

export const accessText = (words: Words): Same<typeof en> => areaText(words, { en, zh });
