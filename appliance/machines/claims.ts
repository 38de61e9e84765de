import type { Mac } from "../net/mac.ts";
import type { Machine } from "./machine.ts";
import { unitsOf } from "./place.ts";

/** What only one machine can have. */
export interface Clash {
  readonly field: "name" | "address" | "unit";
  /** "name node-01", "address 10.77.0.11", "unit 12 of rack A" */
  readonly what: string;
  readonly owner: Mac;
}

/** Who has which name, address and place: looked up, never searched for, so that a hundred thousand machines cost no more than ten. */
export class Claims {
  readonly #names = new Map<string, Mac>();
  readonly #addresses = new Map<string, Mac>();
  readonly #units = new Map<string, Map<number, Mac>>();

  take(machine: Machine): void {
    const { mac, name, address, rack } = machine;
    if (name !== undefined) this.#names.set(name, mac);
    if (address !== undefined) this.#addresses.set(address, mac);
    for (const unit of unitsOf(machine)) {
      const units = this.#units.get(rack ?? "") ?? new Map<number, Mac>();
      this.#units.set(rack ?? "", units.set(unit, mac));
    }
  }

  /** Gives back what this machine has; what meanwhile became another's stays. */
  leave(machine: Machine): void {
    const { mac, name, address, rack } = machine;
    if (name !== undefined && this.#names.get(name) === mac) this.#names.delete(name);
    if (address !== undefined && this.#addresses.get(address) === mac) this.#addresses.delete(address);
    const units = this.#units.get(rack ?? "");
    for (const unit of unitsOf(machine)) if (units?.get(unit) === mac) units.delete(unit);
    if (units?.size === 0) this.#units.delete(rack ?? "");
  }

  ownerOf(field: "name" | "address", value: string): Mac | undefined {
    return (field === "name" ? this.#names : this.#addresses).get(value);
  }

  /** The first thing that another machine has already. */
  clash(machine: Machine): Clash | undefined {
    for (const field of ["name", "address"] as const) {
      const value = machine[field];
      const owner = value === undefined ? undefined : this.ownerOf(field, value);
      if (value !== undefined && owner !== undefined && owner !== machine.mac)
        return { field, what: `${field} ${value}`, owner };
    }
    for (const unit of unitsOf(machine)) {
      const owner = this.#units.get(machine.rack ?? "")?.get(unit);
      if (owner !== undefined && owner !== machine.mac)
        return { field: "unit", what: `unit ${unit} of rack ${machine.rack ?? ""}`, owner };
    }
    return undefined;
  }
}
