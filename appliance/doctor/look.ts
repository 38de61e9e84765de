import { endOf } from "../trace/boots.ts";
import type { Boot, Step } from "../trace/step.ts";
import type { MachineFacts } from "./facts.ts";

// What rules ask of a trace.

export const newestBoot = ({ boots }: MachineFacts): Boot | undefined => boots.at(-1);

/** Steps of the newest boot. */
export const steps = (facts: MachineFacts): readonly Step[] => newestBoot(facts)?.steps ?? [];

/** Milliseconds since the machine was last heard; a transfer that goes on is being heard. */
export function quietFor(facts: MachineFacts): number {
  const all = steps(facts);
  const last = all.reduce((newest, step) => Math.max(newest, endOf(step)), -Infinity);
  return all.some(({ open }) => open === true) ? 0 : facts.now - last;
}

/** A file that it has whole, or takes now. */
export const fetched = ({ verb, outcome, open }: Step): boolean =>
  verb === "fetch" && outcome === "ok" && open !== true;

/** The name of a file, without what was negotiated for it. */
export const fileOf = ({ detail }: Step): string => detail.split(" · ")[0] ?? "";

export const isUefi = ({ firmware }: MachineFacts): boolean =>
  firmware?.startsWith("uefi") === true || firmware?.startsWith("http") === true;
