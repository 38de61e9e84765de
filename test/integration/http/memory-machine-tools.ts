import { AppError } from "../../../appliance/errors.ts";
import type { MachineTools } from "../../../appliance/http/needs-machines.ts";
import type { Machine, MachineChange, Profile, Run } from "../../../appliance/http/needs.ts";
import { type ArmItem, planOf, whyNot } from "../../../appliance/machines/arm-plan.ts";
import { namesOf } from "../../../appliance/machines/name-pattern.ts";
import type { Mac } from "../../../appliance/net/mac.ts";

interface Parts {
  readonly machines: Map<Mac, Machine>;
  readonly runs: ReadonlyMap<string, Run>;
  readonly profiles: ReadonlyMap<string, Profile>;
  save(mac: Mac, change: MachineChange): Machine;
  arm(mac: Mac): Run;
  stop(id: string): Run;
  said(code: string, text: string): void;
}

const isOpen = (run: Run | undefined): boolean =>
  run !== undefined && ["armed", "booting", "installing"].includes(run.state);

/** The same answers as the appliance's for a house in memory: its own plan and refusals, simple storage. */
export function memoryMachineTools({ machines, runs, profiles, save, arm, stop, said }: Parts): MachineTools {
  const before = new Map<string, ReadonlyMap<Mac, Machine | undefined>>();
  const remember = (macs: readonly Mac[]): string => {
    const id = `undo-${before.size + 1}`;
    before.set(id, new Map(macs.map((mac) => [mac, machines.get(mac)])));
    return id;
  };
  const plan: MachineTools["plan"] = (wish) => {
    const names = wish.names === undefined ? [] : namesOf(wish.names, wish.macs.length);
    const items = wish.macs.map((mac, index): ArmItem => {
      const machine = machines.get(mac);
      const profile = profiles.get(wish.profile ?? machine?.profile ?? "");
      const name = names[index] ?? machine?.name;
      const refused = (text: string): ArmItem => ({ mac, verdict: "refused", sentences: [text], name });
      if (machine === undefined) return refused(`There is no machine ${mac}.`);
      if (profile === undefined) return refused(`${name ?? mac} has no profile, so there is nothing to install.`);
      if (isOpen(machine.run)) return refused(`${name ?? mac} is ${machine.run?.state ?? ""} already.`);
      return {
        mac,
        verdict: "ready",
        sentences: [],
        name,
        profile: profile.name,
        image: profile.image,
        wipes: profile.disk,
      };
    });
    return Promise.resolve(planOf(items));
  };
  return {
    plan,
    async arm(wish, how) {
      const found = await plan(wish);
      const no = whyNot(found, how);
      if (no !== undefined) throw new AppError(no.code, no.status, no.text, no.where);
      const begun = found.items
        .filter(({ verdict }) => verdict !== "refused")
        .map(({ mac, name, profile }) => {
          save(mac, { ...(name === undefined ? {} : { name }), ...(profile === undefined ? {} : { profile }) });
          return arm(mac);
        });
      return { plan: found, runs: begun };
    },
    stop: (ids) => ids.filter((id) => isOpen(runs.get(id))).map(stop),
    failed: ({ ids }) =>
      [...machines.values()].flatMap(({ mac, run }) =>
        run !== undefined && ["failed", "unknown"].includes(run.state) && (ids?.includes(run.id) ?? true) ? [mac] : [],
      ),
    change(edits) {
      const undo = remember(edits.map(({ mac }) => mac));
      for (const { mac, change } of edits) save(mac, change);
      said("RS_MACHINES_CHANGED", `${edits.length} machines were changed.`);
      return { machines: edits.length, undo };
    },
    remove(macs) {
      const undo = remember(macs);
      for (const mac of macs) machines.delete(mac);
      said("RS_MACHINES_REMOVED", `${macs.length} machines were removed.`);
      return { machines: macs.length, undo };
    },
    undo(id) {
      const kept = before.get(id);
      if (kept === undefined) throw new AppError("RS_UNDO_GONE", 404, "There is nothing to undo any more.", "id");
      before.delete(id);
      for (const [mac, machine] of kept) {
        if (machine === undefined) machines.delete(mac);
        else machines.set(mac, machine);
      }
      said("RS_MACHINES_UNDONE", `${kept.size} machines were put back as before.`);
      return Promise.resolve({ machines: kept.size, left: [] });
    },
    async import(body) {
      let rows = -1;
      for await (const bytes of body) rows += Buffer.from(bytes).toString().trim().split("\n").length;
      return { rows, entered: rows, changed: 0, errors: [], errorCount: 0 };
    },
    importProgress: () => undefined,
  };
}
