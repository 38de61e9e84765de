import type { ProfileConfig } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { Mac } from "../net/mac.ts";
import type { StoredRun } from "../store/runs.ts";
import type { Step } from "../store/undo.ts";
import type { Arming } from "./arming.ts";
import { type ArmItem, type ArmPlan, type ArmWish, planOf, whyNot } from "./arm-plan.ts";
import type { Inventory, MachineEdit } from "./inventory.ts";
import type { Machine } from "./machine.ts";
import { namesOf } from "./name-pattern.ts";
import type { More } from "./runs.ts";

export interface ArmManyNeeds {
  readonly inventory: Inventory;
  readonly arming: Arming;
  /** What the linters say of the answers that the machine would get, as sentences; throws what only another program can refuse. */
  readonly remarks: (machine: Machine, profile: ProfileConfig) => Promise<readonly string[]>;
}

/** Arming of many machines: looked at first, machine by machine, then all at once. */
export interface ArmMany {
  plan(wish: ArmWish): Promise<ArmPlan>;
  /** Arms what the plan says is ready; throws when the plan refuses or the typed number is not theirs. */
  arm(wish: ArmWish, how: ArmHow): Promise<{ readonly plan: ArmPlan; readonly runs: readonly StoredRun[] }>;
}

export interface ArmHow extends More {
  readonly skipRefused: boolean;
  /** How many machines the person said will be wiped. */
  readonly confirm: number | undefined;
}

export function armMany(needs: ArmManyNeeds): ArmMany {
  const { inventory, arming } = needs;

  const look = async (edit: MachineEdit): Promise<ArmItem> => {
    const { mac } = edit;
    try {
      const before = inventory.get(mac);
      if (before === undefined) throw new AppError("RS_MACHINE_NOT_FOUND", 404, `There is no machine ${mac}.`, "macs");
      // Arming never enters a machine by itself: one that was only seen must get a profile by a person first, and here it does.
      const [step] = inventory.plan([edit]);
      const machine = step?.after ?? before;
      const profile = arming.mayArm(machine);
      const sentences = await needs.remarks(machine, profile);
      return {
        mac,
        verdict: sentences.length > 0 ? "warning" : "ready",
        sentences,
        name: machine.name,
        profile: profile.name,
        image: profile.image,
        wipes: profile.disk,
        address: machine.address,
      };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { mac, verdict: "refused", sentences: [error.message], name: inventory.get(mac)?.name };
    }
  };

  const plan = async (wish: ArmWish): Promise<ArmPlan> => {
    const items: ArmItem[] = [];
    for (const edit of editsOf(wish)) items.push(await look(edit));
    return planOf(items);
  };

  return {
    plan,
    async arm(wish, { skipRefused, confirm, ...more }) {
      const found = await plan(wish);
      const refusal = whyNot(found, { skipRefused, confirm });
      if (refusal !== undefined) throw new AppError(refusal.code, refusal.status, refusal.text, refusal.where);
      const ready = new Set(found.items.filter(({ verdict }) => verdict !== "refused").map(({ mac }) => mac));
      // From here to the end nothing waits: what is checked is what is stored.
      const steps = inventory.plan(editsOf(wish).filter(({ mac }) => ready.has(mac)));
      try {
        const machines = steps.flatMap(({ after }: Step) => after ?? []);
        return { plan: found, runs: arming.armMany(machines, more, () => inventory.apply(steps)) };
      } catch (error) {
        inventory.reload(steps.map(({ mac }: Step) => mac));
        throw error;
      }
    },
  };
}

/** A name from the pattern and the profile of the wish for each machine, in their order. */
function editsOf({ macs, profile, names }: ArmWish): MachineEdit[] {
  const given = names === undefined ? [] : namesOf(names, macs.length);
  return distinct(macs).map((mac, index) => ({
    mac,
    change: {
      ...(profile === undefined ? {} : { profile }),
      ...(given[index] === undefined ? {} : { name: given[index] }),
    },
  }));
}

const distinct = (macs: readonly Mac[]): Mac[] => [...new Set(macs)];
