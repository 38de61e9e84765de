import type { Machine } from "../../../appliance/http/needs.ts";
import { isActive, lookOf } from "../data/machines.ts";
import type { Text } from "../text/text.ts";

/** The first line answers the person's question: how far is it, and does anything need me? */
export function headline(machines: readonly Machine[], serving: boolean, text: Text): string {
  if (!serving) return text.headlineSilent;
  if (machines.length === 0) return text.headlineNone;
  const runs = machines.flatMap(({ run }) => (run === undefined ? [] : [run]));
  if (runs.length === 0) return text.headlineIdle(machines.length);
  const done = runs.filter(({ state }) => state === "done").length;
  const active = runs.filter(isActive).length;
  const trouble = runs.filter(({ state }) => state === "failed" || state === "unknown").length;
  return [
    text.headlineInstalled(done, runs.length),
    ...(active > 0 ? [text.headlineActive(active)] : []),
    ...(trouble > 0 ? [text.headlineTrouble(trouble)] : []),
  ].join(text.listSeparator);
}

export function subline(machines: readonly Machine[], text: Text): string {
  const fresh = machines.filter((machine) => lookOf(machine) === "new").length;
  if (fresh > 0) return text.sublineNew(fresh);
  return machines.some(({ run }) => isActive(run)) ? text.sublineBusy : text.sublineCalm;
}
