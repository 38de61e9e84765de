import type { ConfigImported, EXPORT_FORMATS, ExportFormat } from "../../../appliance/http/needs-exchange.ts";
import type { Api } from "./api.ts";

export type { ConfigImported, ExportFormat };

/** In the order in which the page shows them. */
export const FORMATS: typeof EXPORT_FORMATS = [
  "ansible.yaml",
  "ansible.json",
  "ssh-config",
  "machines.csv",
  "hosts",
  "prometheus.json",
  "netbox.csv",
];

export const exportMachines = async (api: Api, format: ExportFormat): Promise<Blob> =>
  (await api.send("GET", `/export/${format}`)).blob();

/** The configuration of another DHCP server; a dry run says what would be done. */
export const importConfig = async (api: Api, text: string, dryRun: boolean): Promise<ConfigImported> =>
  (await (await api.send("POST", "/import/dhcp", { text, dryRun })).json()) as ConfigImported;
