import type { LogLine } from "../../../appliance/http/needs-runs.ts";
import type { Run } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export type { LogLine };

export const logAfter = async (api: Api, run: string, after: number): Promise<LogLine[]> =>
  (await api.get<{ items: LogLine[] }>(`/runs/${encodeURIComponent(run)}/log?after=${after}`)).items;

/** New secrets and addresses for the answers, and the machine is armed again. */
export const rotate = async (api: Api, run: string): Promise<Run> =>
  (await (await api.send("POST", `/runs/${encodeURIComponent(run)}/rotate`, {})).json()) as Run;
