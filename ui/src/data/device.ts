import type { PanelFacts } from "../../../appliance/http/needs-device.ts";
import type { Run } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

export type { PanelFacts };
export type DeviceAction = "stop-serving" | "start-serving" | "restart" | "power-off";

export const getPanel = (api: Api): Promise<PanelFacts> => api.get("/panel");

export const tellDevice = async (api: Api, action: DeviceAction): Promise<void> => {
  await api.send("POST", `/device/${action}`, {});
};

export const resetDevice = async (api: Api, confirm: string): Promise<void> => {
  await api.send("POST", "/device/factory-reset", { confirm });
};

export const armFromPanel = async (api: Api, mac: string, pin: string): Promise<Run> =>
  (await (await api.send("POST", "/panel/arm", { mac, pin })).json()) as Run;
