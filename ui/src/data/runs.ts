import type { Run } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";
import { isActive } from "./machines.ts";

/** The newest runs of the appliance, at most this many. */
const MOST = 1000;
export const listRuns = async (api: Api): Promise<Run[]> =>
  (await api.get<{ items: Run[] }>(`/runs?limit=${MOST}`)).items;

/** Runs that were armed in one go. */
export interface Batch {
  readonly id: string;
  readonly profile: string;
  readonly runs: readonly Run[];
}

/** Newest first, as the runs are. */
export function batchesOf(runs: readonly Run[]): Batch[] {
  const batches = new Map<string, Run[]>();
  for (const run of runs) {
    const id = run.batch ?? run.id;
    const before = batches.get(id);
    if (before === undefined) batches.set(id, [run]);
    else before.push(run);
  }
  return [...batches].map(([id, all]) => ({ id, profile: all[0]?.profile ?? "", runs: all }));
}

export const RUN_FILTERS = ["all", "open", "failed", "done"] as const;
export type RunFilter = (typeof RUN_FILTERS)[number];

export const passes = (run: Run, filter: RunFilter): boolean =>
  filter === "all" ||
  (filter === "open" && isActive(run)) ||
  (filter === "failed" && (run.state === "failed" || run.state === "unknown")) ||
  (filter === "done" && run.state === "done");

/** Seconds from the first boot to the end. */
export const tookOf = ({ bootedAt, armedAt, endedAt }: Run): number | undefined =>
  endedAt === undefined ? undefined : (Date.parse(endedAt) - Date.parse(bootedAt ?? armedAt)) / 1000;
