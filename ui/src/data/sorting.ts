import type { Machine } from "../../../appliance/http/needs.ts";
import { byName, byUrgency } from "./machines.ts";

export const SORT_KEYS = ["urgency", "name", "profile", "place", "seen"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

const text = (a: string | undefined, b: string | undefined): number => {
  const [one, other] = [a ?? "\uffff", b ?? "\uffff"]; // what has none comes last
  return one < other ? -1 : one > other ? 1 : 0;
};

const ORDERS: Readonly<Record<Exclude<SortKey, "urgency">, (a: Machine, b: Machine) => number>> = {
  name: byName,
  profile: (a, b) => text(a.run?.profile ?? a.profile, b.run?.profile ?? b.profile) || byName(a, b),
  place: (a, b) => text(a.rack, b.rack) || (b.unit ?? 0) - (a.unit ?? 0) || byName(a, b),
  seen: (a, b) => text(b.lastSeenAt ?? "", a.lastSeenAt ?? "") || byName(a, b),
};

export const sorted = (machines: readonly Machine[], key: SortKey): Machine[] =>
  key === "urgency" ? byUrgency(machines) : machines.toSorted(ORDERS[key]);
