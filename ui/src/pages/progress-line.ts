import type { Machine, Run } from "../../../appliance/http/needs.ts";
import { isActive } from "../data/machines.ts";
import { machinesText } from "../text/machines.ts";
import type { Words } from "../text/text.ts";
import { headline } from "./headline.ts";

/** Runs that were armed in one go are one piece of work. */
export const batchOf = (run: Run): string => run.batch ?? run.id;

/** The newest runs of all machines that belong to work which is still going on. */
export function underWay(machines: readonly Machine[]): Run[] {
  const runs = machines.flatMap(({ run }) => (run === undefined ? [] : [run]));
  const open = new Set(runs.filter(isActive).map(batchOf));
  return runs.filter((run) => open.has(batchOf(run)));
}

/** "7 of 12 installed, about 6 minutes left", when somebody can say; else what the headline says. */
export function progressLine(machines: readonly Machine[], serving: boolean, words: Words): string {
  const runs = underWay(machines);
  const left = Math.max(0, ...runs.map(({ secondsLeft }) => secondsLeft ?? 0));
  if (!serving || runs.length === 0 || left === 0) return headline(machines, serving, words.text);
  const done = runs.filter(({ state }) => state === "done").length;
  return machinesText(words).progressLeft(done, runs.length, words.duration(left));
}
