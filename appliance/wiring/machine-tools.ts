import { randomUUID } from "node:crypto";
import { join } from "node:path";

import type { Run as RunView } from "../http/needs.ts";
import type { MachineTools } from "../http/needs-machines.ts";
import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { armMany } from "../machines/arm-many.ts";
import type { Arming } from "../machines/arming.ts";
import { edits as openEdits } from "../machines/edits.ts";
import { machineImport } from "../machines/import.ts";
import type { Inventory } from "../machines/inventory.ts";
import { isOpen } from "../machines/run.ts";
import type { Runs } from "../machines/runs.ts";
import type { Db } from "../store/database.ts";
import { importStage } from "../store/import-stage.ts";
import { machineStore } from "../store/machines.ts";
import type { StoredRun } from "../store/runs.ts";
import { undoStore } from "../store/undo.ts";
import type { Answers } from "./answers.ts";

export interface MachineToolPorts {
  readonly db: Db;
  /** Where an import keeps its rows until they are checked. */
  readonly folder: string;
  readonly inventory: Inventory;
  readonly runs: Runs;
  readonly arming: Arming;
  readonly log: EventLog;
  readonly answers: Pick<Answers, "preview" | "validate">;
  /** Appliance seconds. */
  readonly now: () => number;
}

/** What is done to many machines at once; `viewOf` is how a run is shown. */
export function machineTools(ports: MachineToolPorts): (viewOf: (stored: StoredRun) => RunView) => MachineTools {
  const { inventory, runs, arming, log, now, answers } = ports;
  const edits = openEdits({
    inventory,
    undo: undoStore(ports.db),
    log,
    now,
    together: (work) => machineStore(ports.db).together(work),
    stopRun(mac) {
      const open = runs.openOf(mac);
      if (open !== undefined) runs.stop(open.id);
    },
  });
  const many = armMany({
    inventory,
    arming,
    async remarks(machine, profile) {
      await answers.validate(machine, profile);
      const { findings, problems } = await answers.preview(machine, profile);
      const [problem] = problems;
      if (problem !== undefined) throw new AppError("RS_ARMING_REFUSED", 409, problem);
      return findings
        .filter(({ severity }) => severity === "warning")
        .map(({ file, line, message }) => `${file}:${line}: ${message}`);
    },
  });
  const imports = machineImport({
    inventory,
    edits,
    log,
    openStage: () => importStage(join(ports.folder, `import-${randomUUID()}.db`)),
  });

  return (viewOf) => ({
    plan: many.plan,
    async arm(wish, how) {
      const { plan, runs: begun } = await many.arm(wish, how);
      return { plan, runs: begun.map(viewOf) };
    },
    stop: (ids) =>
      ids.flatMap((id) => {
        const found = runs.get(id);
        return found === undefined || !isOpen(found.run) ? [] : [viewOf(runs.stop(id))];
      }),
    failed: ({ ids, profile, image }) =>
      inventory.list().flatMap(({ mac }) => {
        const run = runs.newestOf(mac)?.run;
        if (run === undefined || (run.state !== "failed" && run.state !== "unknown")) return [];
        if (ids !== undefined && !ids.includes(run.id)) return [];
        return (profile ?? run.profile) === run.profile && (image ?? run.image) === run.image ? [mac] : [];
      }),
    change: (list) => edits.change(list),
    remove: (macs) => edits.remove(macs),
    undo: (id) => edits.undo(id),
    import: (body, dryRun) => imports.run(body, dryRun),
    importProgress: () => imports.progress(),
  });
}
