import { randomUUID } from "node:crypto";

import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import type { Mac } from "../net/mac.ts";
import type { Step, UndoStore } from "../store/undo.ts";
import type { Inventory, MachineEdit } from "./inventory.ts";
import type { Machine } from "./machine.ts";

export interface EditsNeeds {
  readonly inventory: Inventory;
  readonly undo: UndoStore;
  readonly log: EventLog;
  /** Appliance seconds. */
  readonly now: () => number;
  /** All that is stored by `work`, or none of it. */
  readonly together: <T>(work: () => T) => T;
  /** An open run of a machine that is removed must end. */
  readonly stopRun: (mac: Mac) => void;
}

/** What was done, and the word by which it can be undone for ten minutes. */
export interface Edited {
  readonly machines: number;
  readonly undo: string;
}

export interface Undone {
  readonly machines: number;
  /** Somebody changed these since; they were left as they are now. */
  readonly left: readonly Mac[];
}

/** Changes of many machines at once, each of which can be taken back. */
export interface Edits {
  change(edits: readonly MachineEdit[]): Edited;
  remove(macs: readonly Mac[]): Edited;
  /** One transaction of a longer change that began with `begin`. */
  add(id: string, edits: readonly MachineEdit[]): void;
  begin(): string;
  /** Restores what was; throws 404 when there is nothing to undo, or the ten minutes are over. */
  undo(id: string): Promise<Undone>;
}

export const UNDO_SECONDS = 600;
const AT_ONCE = 1000;

export function edits(needs: EditsNeeds): Edits {
  const { inventory, undo, log, now } = needs;

  const carryOut = (id: string, steps: readonly Step[]): void => {
    try {
      needs.together(() => {
        inventory.apply(steps);
        undo.add(id, now(), steps);
      });
    } catch (error) {
      inventory.reload(steps.map(({ mac }) => mac));
      throw error;
    }
  };
  const begin = (): string => {
    undo.forgetBefore(now() - UNDO_SECONDS);
    return randomUUID();
  };
  const machinesWere = (count: number, what: string): string =>
    `${count === 1 ? "1 machine was" : `${count} machines were`} ${what}.`;

  /** What the steps restore of machines that nobody has touched since. */
  const backwards = (steps: readonly Step[]): { restored: Step[]; left: Mac[] } => {
    const restored: Step[] = [];
    const left: Mac[] = [];
    for (const { mac, before, after } of steps) {
      const now = inventory.get(mac);
      if (said(now) === said(after)) restored.push({ mac, before: now, after: keptOf(now, before) });
      else left.push(mac);
    }
    return { restored, left };
  };

  return {
    begin,
    add: (id, list) => carryOut(id, inventory.plan(list)),
    change(list) {
      const id = begin();
      carryOut(id, inventory.plan(list));
      log.add("RS_MACHINES_CHANGED", "info", machinesWere(list.length, "changed"), { data: { count: list.length } });
      return { machines: list.length, undo: id };
    },
    remove(macs) {
      const id = begin();
      const steps = macs.flatMap((mac): Step[] => {
        const before = inventory.get(mac);
        return before === undefined ? [] : [{ mac, before, after: undefined }];
      });
      for (const { mac } of steps) needs.stopRun(mac);
      carryOut(id, steps);
      log.add("RS_MACHINES_REMOVED", "info", machinesWere(steps.length, "removed"), { data: { count: steps.length } });
      return { machines: steps.length, undo: id };
    },
    async undo(id) {
      const begun = undo.begunAt(id);
      if (begun === undefined || now() - begun > UNDO_SECONDS) {
        const text = "There is nothing to undo any more: a change can be undone once, within ten minutes.";
        throw new AppError("RS_UNDO_GONE", 404, text, "id");
      }
      let machines = 0;
      const left: Mac[] = [];
      for (let steps = undo.take(id, AT_ONCE); steps.length > 0; steps = undo.take(id, AT_ONCE)) {
        const found = backwards(steps);
        inventory.apply(found.restored);
        machines += found.restored.length;
        left.push(...found.left);
        await new Promise((resolve) => setImmediate(resolve)); // DHCP is answered in between
      }
      log.add("RS_MACHINES_UNDONE", "info", machinesWere(machines, "put back as before"), {
        data: { count: machines },
      });
      return { machines, left };
    },
  };
}

/** What persons say of a machine; what the wire taught may change meanwhile. */
const said = (machine: Machine | undefined): string => {
  if (machine === undefined) return "";
  const { known, name, address, profile, vars, rack, unit, height, notes } = machine;
  return JSON.stringify([known, name, address, profile, vars, rack, unit, height, notes]);
};

/** A machine as persons had it before, with what the wire has taught since. */
function keptOf(now: Machine | undefined, before: Machine | undefined): Machine | undefined {
  if (now === undefined || before === undefined) return before;
  const { known, name, address, profile, vars, rack, unit, height, notes } = before;
  return { ...now, known, name, address, profile, vars, rack, unit, height, notes };
}
