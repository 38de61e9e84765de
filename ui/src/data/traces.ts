import type { BootView, PacketView } from "../../../appliance/http/needs-doctor.ts";
import type { Api } from "./api.ts";

export type { BootView, PacketView };
export type Step = BootView["steps"][number];
export type Stage = BootView["stages"][number];

/** Newest first. */
export const bootsOf = async (api: Api, mac: string): Promise<readonly BootView[]> =>
  (await api.get<{ boots: BootView[] }>(`/machines/${mac}/trace`)).boots;

export const packetsOf = async (api: Api, mac: string): Promise<readonly PacketView[]> =>
  (await api.get<{ items: PacketView[] }>(`/machines/${mac}/packets`)).items;

export const captureOf = async (api: Api, mac: string): Promise<Blob> =>
  (await api.send("GET", `/machines/${mac}/trace.pcapng`)).blob();
