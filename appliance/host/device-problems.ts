import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Sentences that the card's system has for a person: what is wrong in rackseed.yaml, an address that changed (appliance/card). */
export function deviceProblems(hostFolder: string | undefined, language: "en" | "zh"): string[] {
  if (hostFolder === undefined) return [];
  const folder = join(hostFolder, "problems");
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return []; // nothing is wrong
    throw error;
  }
  return names
    .toSorted()
    .flatMap((name) =>
      (JSON.parse(readFileSync(join(folder, name), "utf8")) as { en: string; zh: string }[]).map(
        (one) => one[language],
      ),
    );
}
