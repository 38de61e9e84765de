import type { Machine } from "../../../appliance/http/needs.ts";
import { lookOf, nameOf } from "./machines.ts";

/** What can stand before a colon. */
export const FIELDS = ["state", "mac", "name", "image", "profile", "rack", "firmware", "address", "notes"] as const;
export type Field = (typeof FIELDS)[number];

export const STATES = ["new", "idle", "armed", "booting", "installing", "done", "failed", "unknown"] as const;

/** One condition. Those of the same field are alternatives; different fields must all hold; "-" turns one around. */
export interface Term {
  readonly field: Field | undefined;
  readonly value: string;
  readonly not: boolean;
}

export type FilterProblem =
  | { readonly kind: "field"; readonly word: string; readonly meant: Field | undefined }
  | { readonly kind: "state"; readonly word: string }
  | { readonly kind: "empty"; readonly word: string };

export interface Filter {
  readonly terms: readonly Term[];
  readonly problems: readonly FilterProblem[];
}

/** `state:failed rack:"Row 2" -image:debian node-0`. What is not understood is told and not applied. */
export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  const problems: FilterProblem[] = [];
  for (const [word] of text.matchAll(/-?(?:[a-z]+:)?"[^"]*"?|\S+/gi)) {
    const [, minus = "", name, rest = ""] = /^(-?)(?:([a-z]+):)?(.*)$/is.exec(word) ?? [];
    const value = rest.replaceAll('"', "").toLowerCase();
    // A MAC address has colons too: "aa:bb" is a text, not a field.
    const isText = name === undefined || /^[0-9a-f]{2}$/i.test(name);
    const field = isText ? undefined : FIELDS.find((one) => one === name.toLowerCase());
    const not = minus === "-";
    if (isText)
      terms.push({ field: undefined, value: name === undefined ? value : `${name}:${value}`.toLowerCase(), not });
    else if (field === undefined) problems.push({ kind: "field", word: name, meant: nearestField(name) });
    else if (value === "") problems.push({ kind: "empty", word: field });
    else if (field === "state" && !STATES.some((state) => state.startsWith(value)))
      problems.push({ kind: "state", word: value });
    else terms.push({ field, value, not });
  }
  return { terms: terms.filter(({ value }) => value !== ""), problems };
}

/** Does a machine pass? Made once for a filter, asked ten thousand times. */
export function matcherOf({ terms }: Filter): (machine: Machine) => boolean {
  const groups = new Map<string, Term[]>();
  terms.forEach((term, index) => {
    // Texts must all be there, and so must everything that is turned around.
    const key = term.field === undefined || term.not ? `each ${index}` : term.field;
    groups.set(key, [...(groups.get(key) ?? []), term]);
  });
  const all = [...groups.values()];
  return (machine) => all.every((group) => group.some((term) => holds(machine, term) !== term.not));
}

function holds(machine: Machine, { field, value }: Term): boolean {
  switch (field) {
    case undefined:
      return ["name", "mac", "address", "image", "profile", "rack", "notes"].some((one) =>
        textOf(machine, one as Field).includes(value),
      );
    case "state":
      return lookOf(machine).startsWith(value);
    case "rack":
      return (machine.rack ?? "").toLowerCase() === value;
    case "mac":
      return machine.mac.includes(value.replaceAll("-", ":"));
    default:
      return textOf(machine, field).includes(value);
  }
}

function textOf(machine: Machine, field: Field): string {
  switch (field) {
    case "mac":
      return machine.mac;
    case "name":
      return nameOf(machine).toLowerCase();
    case "image":
      return (machine.run?.image ?? "").toLowerCase();
    case "address":
      return `${machine.lease ?? ""} ${machine.address ?? ""}`;
    case "profile":
    case "rack":
    case "firmware":
    case "notes":
      return (machine[field] ?? "").toLowerCase();
    case "state":
      return lookOf(machine);
  }
}

/** What could stand where the cursor is: whole words that replace the last one. */
export function suggestionsFor(text: string, machines: Iterable<Machine>, most = 8): string[] {
  const last = /\S*$/.exec(text)?.[0] ?? "";
  const [, minus = "", name, value = ""] = /^(-?)(?:([a-z]+):)?(.*)$/i.exec(last) ?? [];
  const field = FIELDS.find((one) => one === name?.toLowerCase());
  if (name === undefined) {
    return FIELDS.filter((one) => value !== "" && one.startsWith(value.toLowerCase())).map((one) => `${minus}${one}:`);
  }
  if (field === undefined || field === "mac" || field === "notes") return [];
  const values = field === "state" ? STATES : valuesOf(machines, field);
  return beginningWith(value.replaceAll('"', "").toLowerCase(), values, most).map(
    (one) => `${minus}${field}:${/\s/.test(one) ? `"${one}"` : one}`,
  );
}

/** Different values that go on from what is written; one that is written in full is no suggestion. */
function beginningWith(wanted: string, values: Iterable<string>, most: number): string[] {
  const found = new Set<string>();
  for (const one of values) {
    const lower = one.toLowerCase();
    if (one !== "" && lower !== wanted && lower.startsWith(wanted)) found.add(one);
    if (found.size >= most) break;
  }
  return [...found];
}

function* valuesOf(machines: Iterable<Machine>, field: Field): Generator<string> {
  for (const machine of machines) {
    if (field === "image") yield machine.run?.image ?? "";
    else if (field === "name") yield machine.name ?? "";
    else if (field === "address") yield machine.lease ?? machine.address ?? "";
    else if (field === "profile" || field === "rack" || field === "firmware") yield machine[field] ?? "";
  }
}

/** The field that a misspelt word most likely meant. */
const nearestField = (word: string): Field | undefined =>
  FIELDS.find((field) => field.startsWith(word.slice(0, 2).toLowerCase()) || word.toLowerCase().startsWith(field));
