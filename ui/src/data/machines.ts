import type { Machine, Profile, Run } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export const listMachines = (api: Api): Promise<Machine[]> => api.list("/machines");
export const getMachine = (api: Api, mac: string): Promise<Machine> => api.get(`/machines/${mac}`);
/** Those of these that are there. */
export const someMachines = async (api: Api, macs: readonly string[]): Promise<Machine[]> =>
  (await api.get<{ items: Machine[] }>(`/machines?limit=1000&mac=${macs.join(",")}`)).items;

/** Arms once, however often the network makes us repeat it. */
export async function armMachine(api: Api, machine: Machine, profile: Profile, key: string): Promise<Run> {
  if (machine.profile !== profile.name) await api.send("PATCH", `/machines/${machine.mac}`, { profile: profile.name });
  const answer = await api.send("POST", `/machines/${machine.mac}/arm`, {}, { "Idempotency-Key": key });
  return (await answer.json()) as Run;
}

export const setProfile = async (api: Api, mac: string, profile: string | null): Promise<Machine> =>
  (await (await api.send("PATCH", `/machines/${mac}`, { profile })).json()) as Machine;

export const stopRun = async (api: Api, run: Run): Promise<Run> =>
  (await (await api.send("POST", `/runs/${encodeURIComponent(run.id)}/stop`, {})).json()) as Run;

/** crypto.randomUUID is there on https only. */
export const freshKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const nameOf = (machine: Machine): string => machine.name ?? machine.mac;
export const isActive = (run: Run | undefined): run is Run =>
  run !== undefined && ["armed", "booting", "installing"].includes(run.state);

export type Look = Run["state"] | "new" | "idle";
export const lookOf = ({ run, known }: Machine): Look => run?.state ?? (known ? "idle" : "new");

/** One comparer for all: making it is most of the work of localeCompare. */
const COMPARER = new Intl.Collator("en", { numeric: true });
export const byName = (a: Machine, b: Machine): number => {
  // MAC addresses are hexadecimal: what is right for names would put 0a before 01.
  if (a.name === undefined && b.name === undefined) return a.mac < b.mac ? -1 : 1;
  return COMPARER.compare(nameOf(a), nameOf(b));
};

const ORDER: readonly Look[] = ["failed", "installing", "booting", "armed", "unknown", "new", "done", "idle"];

/** What needs a person comes first, what goes on by itself next, what is finished last. */
export const byUrgency = (machines: readonly Machine[]): Machine[] =>
  machines.toSorted((a, b) => ORDER.indexOf(lookOf(a)) - ORDER.indexOf(lookOf(b)) || byName(a, b));
