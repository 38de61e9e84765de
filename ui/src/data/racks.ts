import type { Machine } from "../../../appliance/http/needs.ts";
import { byName } from "./machines.ts";

/** What stands in a rack, from the top down: a machine, or free units. */
export type Slot =
  | { readonly kind: "machine"; readonly unit: number; readonly height: number; readonly machine: Machine }
  | { readonly kind: "gap"; readonly unit: number; readonly height: number };

export interface Rack {
  readonly name: string;
  readonly slots: readonly Slot[];
  /** In this rack, but nobody has said in which unit. */
  readonly loose: readonly Machine[];
}

/** Machines as they stand. Free units above the highest and below the lowest are not drawn. */
export function racksOf(machines: Iterable<Machine>): {
  readonly racks: readonly Rack[];
  readonly unplaced: readonly Machine[];
} {
  const byRack = new Map<string, Machine[]>();
  const unplaced: Machine[] = [];
  for (const machine of machines) {
    if (machine.rack === undefined) unplaced.push(machine);
    else byRack.set(machine.rack, [...(byRack.get(machine.rack) ?? []), machine]);
  }
  const racks = [...byRack]
    .map(([name, inside]): Rack => ({
      name,
      slots: slotsOf(inside),
      loose: inside.filter(({ unit }) => unit === undefined),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  return { racks, unplaced: unplaced.toSorted(byName) };
}

function slotsOf(machines: readonly Machine[]): Slot[] {
  const slots: Slot[] = [];
  const placed = machines
    .flatMap((machine) =>
      machine.unit === undefined ? [] : [{ machine, unit: machine.unit, height: machine.height ?? 1 }],
    )
    .toSorted((a, b) => b.unit - a.unit);
  let next: number | undefined;
  for (const { machine, unit, height } of placed) {
    const gap = next === undefined ? 0 : next - (unit + height - 1);
    if (gap > 0 && next !== undefined) slots.push({ kind: "gap", unit: next - gap + 1, height: gap });
    slots.push({ kind: "machine", unit, height, machine });
    next = unit - 1;
  }
  return slots;
}
