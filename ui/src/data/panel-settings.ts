import type { PanelSettings } from "../../../appliance/http/needs-device.ts";
import type { Api } from "./api.ts";

export type { PanelSettings };

export const getPanelSettings = (api: Api): Promise<PanelSettings> => api.get("/settings/panel");

/** Without a PIN the one that is set stays. */
export const putPanelSettings = async (
  api: Api,
  change: { readonly allowInstalls: boolean; readonly pin?: string },
): Promise<PanelSettings> => (await (await api.send("PUT", "/settings/panel", change)).json()) as PanelSettings;
