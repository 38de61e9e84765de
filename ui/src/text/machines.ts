import { machinesEn } from "./machines.en.ts";
import { machinesZh } from "./machines.zh.ts";
import { areaText, type Same, type Words } from "./text.ts";

export type MachinesText = Same<typeof machinesEn>;
export const machinesText = (words: Words): MachinesText => areaText(words, { en: machinesEn, zh: machinesZh });
