import type { MachineChange, Run } from "../../../appliance/http/needs.ts";
import type { ArmItem } from "../../../appliance/machines/arm-plan.ts";
import type { Edited, Undone } from "../../../appliance/machines/edits.ts";
import type { ImportProgress, ImportResult } from "../../../appliance/machines/import.ts";
import type { Api } from "./api.ts";

export type { ArmItem, Edited, ImportProgress, ImportResult, Undone };

export interface ArmRequest {
  readonly macs: readonly string[];
  readonly profile?: string;
  /** Seconds. */
  readonly window?: number;
  /** "node-{01..}" */
  readonly names?: string;
  readonly skipRefused?: boolean;
  readonly confirm?: number;
}

export interface ArmResult {
  readonly items: readonly ArmItem[];
  readonly ready: number;
  readonly refused: number;
  readonly runs: readonly Run[];
}

const send = async <T>(api: Api, path: string, body: unknown, key?: string): Promise<T> =>
  (await (await api.send("POST", path, body, key === undefined ? {} : { "Idempotency-Key": key })).json()) as T;

/** What would become of each machine. */
export const planArming = (api: Api, request: ArmRequest): Promise<ArmResult> =>
  send(api, "/arm", { ...request, dryRun: true });
/** The same key for every try: however often the network makes us repeat it, they are armed once. */
export const armMachines = (api: Api, request: ArmRequest, key: string): Promise<ArmResult> =>
  send(api, "/arm", request, key);

export const stopRuns = (api: Api, ids: readonly string[]): Promise<{ runs: Run[] }> =>
  send(api, "/runs/stop", { ids });
export const changeMachines = (
  api: Api,
  changes: readonly { readonly mac: string; readonly change: MachineChange | Record<string, unknown> }[],
): Promise<Edited> => send(api, "/machines/bulk", { changes });
export const removeMachines = (api: Api, macs: readonly string[]): Promise<Edited> =>
  send(api, "/machines/bulk", { remove: macs });
export const undoChange = (api: Api, id: string): Promise<Undone> => send(api, `/undo/${encodeURIComponent(id)}`, {});

/** Checks a CSV file, or enters what is in it. */
export const importMachines = async (api: Api, file: Blob, dryRun: boolean): Promise<ImportResult> =>
  (await (
    await api.send("POST", `/machines/import?dryRun=${dryRun}`, new Blob([file], { type: "text/csv" }))
  ).json()) as ImportResult;
export const importProgress = (api: Api): Promise<Omit<ImportProgress, "phase"> & { phase: string }> =>
  api.get("/machines/import");
