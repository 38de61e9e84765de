import { z } from "zod";

import { endpoint } from "../endpoint.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../needs-exchange.ts";
import { configImport, configImported } from "../schemas-exchange.ts";
import { recordName } from "../schemas.ts";

const tag = "exchange";

const TYPES: Readonly<Record<ExportFormat, string>> = {
  "ansible.yaml": "application/yaml",
  "ansible.json": "application/json",
  "ssh-config": "text/plain",
  "machines.csv": "text/csv",
  hosts: "text/plain",
  "prometheus.json": "application/json",
  "netbox.csv": "text/csv",
};

export const exportOne = endpoint({
  operationId: "exportMachines",
  tag,
  summary: "The machines for another tool: Ansible, SSH, CSV, /etc/hosts, Prometheus (file_sd), NetBox",
  params: z.strictObject({ format: z.enum(EXPORT_FORMATS) }),
  query: z.strictObject({
    profile: recordName.optional().meta({ description: "Only machines with this profile" }),
    port: z.coerce
      .number()
      .pipe(z.int().min(1).max(65_535))
      .default(9100)
      .meta({ description: "prometheus.json: the port of the machines' exporter", examples: [9100] }),
    site: z
      .string()
      .regex(/^[\p{L}\p{N} ._-]{1,100}$/u)
      .default("rack")
      .meta({ description: "netbox.csv: a site that NetBox has" }),
  }),
  answers: { 200: { description: "The text, as a file", type: "text/plain", schema: z.string() } },
  handle: ({ needs, params: { format }, query }) => ({
    body: needs.exports.text(format, query),
    headers: {
      "Content-Type": `${TYPES[format]}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="rackseed-${format}"`,
    },
  }),
});

export const importDhcp = endpoint({
  operationId: "importDhcpConfig",
  tag,
  summary:
    "Read another DHCP server's configuration (dhcpd.conf, dnsmasq.conf, Kea): its machines and subnets come in, the rest is listed",
  body: configImport,
  changes: ({ dryRun }) => !dryRun,
  needs: "owner",
  answers: {
    200: { description: "What was understood and done, and every line that was not", schema: configImported },
    422: { description: "It is no such file" },
  },
  handle: ({ needs, body }) => ({ body: needs.configImport.dhcp(body) }),
});
