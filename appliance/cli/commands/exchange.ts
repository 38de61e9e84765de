import { createWriteStream, readFileSync } from "node:fs";
import { extname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ConfigImported } from "../api-types.ts";
import type { Call, Command } from "../command.ts";
import { CliError, EXIT, usage } from "../exit.ts";
import { harmless, table } from "../output.ts";
import { one } from "./machines.ts";

const EXPORTS: Readonly<Record<string, string>> = {
  ansible: "ansible.yaml",
  ssh: "ssh-config",
  csv: "machines.csv",
  hosts: "hosts",
  prometheus: "prometheus.json",
  netbox: "netbox.csv",
};

const exportText: Command["run"] = async (call) => {
  const [what = ""] = call.args;
  const file = call.flag("list") && what === "ansible" ? "ansible.json" : EXPORTS[what];
  if (file === undefined) throw usage(`${what} is no export. There are: ${Object.keys(EXPORTS).join(", ")}.`);
  const query = new URLSearchParams(
    ["profile", "port", "site"].flatMap((name): [string, string][] => {
      const value = call.text(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  call.print((await call.client.text(`/export/${file}?${query.toString()}`)).replace(/\n$/, ""));
  return undefined;
};

/** A CSV of machines, or another DHCP server's configuration; the content tells which. */
const importFile: Command["run"] = async (call) => {
  const [file = ""] = call.args;
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw usage(`${file} cannot be read: ${(error as Error).message}`);
  }
  return extname(file).toLowerCase() === ".csv" ? importCsv(call, text) : importDhcp(call, text);
};

async function importDhcp(call: Call, text: string): Promise<number | undefined> {
  const format = call.text("format");
  const result = await call.client.send<ConfigImported>("POST", "/import/dhcp", {
    text,
    dryRun: call.flag("dry-run"),
    ...(format === undefined ? {} : { format }),
  });
  call.print(call.json ? JSON.stringify(result, undefined, 2) : reportOf(result));
  return undefined;
}

export function reportOf(result: ConfigImported): string {
  const { format, applied, subnets, machines, notNeeded, skipped } = result;
  const list = (title: string, rows: string): string[] => (rows === "" ? [] : ["", title, rows]);
  return [
    `${format}: ${subnets.length} subnets and ${machines.length} machines understood${applied ? "." : "; nothing was changed (a dry run)."}`,
    ...list(
      "Subnets",
      rowsOf(subnets, ({ line, cidr, pool, step, because }) => [line, cidr, pool, step, because ?? " "], [
        "LINE",
        "SUBNET",
        "POOL",
        "",
        "",
      ]),
    ),
    ...list(
      "Machines",
      rowsOf(
        machines,
        ({ line, mac, name, address, step, because }) => [line, name ?? mac, address, step, because ?? " "],
        ["LINE", "MACHINE", "ADDRESS", "", ""],
      ),
    ),
    ...list("Skipped", notesOf(skipped)),
    ...list("Not needed", notesOf(notNeeded)),
  ].join("\n");
}

const rowsOf = <T>(
  items: readonly T[],
  row: (item: T) => (string | number | undefined)[],
  heads: readonly string[],
): string => (items.length === 0 ? "" : table(heads, items.map(row)));

const notesOf = (notes: ConfigImported["skipped"]): string =>
  notes.map(({ line, text, because }) => harmless(`line ${line}: ${text}`) + `\n    ${because}`).join("\n");

interface CsvImported {
  readonly rows: number;
  readonly entered: number;
  readonly changed: number;
  readonly errorCount: number;
  readonly errors: readonly { readonly line: number; readonly column?: string; readonly text: string }[];
}

async function importCsv(call: Call, text: string): Promise<number | undefined> {
  const answer = await call.client.raw("POST", `/machines/import?dryRun=${call.flag("dry-run")}`, text, {
    "Content-Type": "text/csv",
  });
  let body = "";
  for await (const chunk of answer) body += String(chunk);
  const result = JSON.parse(body) as CsvImported;
  if (call.json) call.print(body);
  else
    call.print(
      `${result.rows} rows: ${result.entered} new, ${result.changed} changed, ${result.errorCount} with a fault.`,
    );
  for (const { line, column, text: because } of result.errors)
    call.say(harmless(`line ${line}${column === undefined ? "" : ` (${column})`}: ${because}`));
  return result.errorCount > 0 ? EXIT.refused : undefined;
}

interface TraceStep {
  readonly at?: string;
  readonly text?: string;
}

const trace: Command["run"] = async (call) => {
  const { mac } = await one(call);
  const file = call.text("pcapng");
  if (file !== undefined) {
    const answer = await call.client.raw("GET", `/machines/${mac}/trace.pcapng`);
    try {
      await pipeline(answer, createWriteStream(file, { flags: "wx" }));
    } catch (error) {
      throw new CliError(EXIT.refused, `${file} cannot be written: ${(error as Error).message}`);
    }
    call.say(`${file} is written.`);
    return undefined;
  }
  const found = await call.client.get<Record<string, unknown>>(`/machines/${mac}/trace`);
  const steps = Object.values(found).find((value) => Array.isArray(value)) as readonly TraceStep[] | undefined;
  if (call.json || steps === undefined) call.print(JSON.stringify(found, undefined, 2));
  else for (const step of steps) call.print(harmless(`${step.at ?? ""}  ${step.text ?? JSON.stringify(step)}`));
  return undefined;
};

export const exchangeCommands: readonly Command[] = [
  {
    name: "import",
    args: "FILE|-",
    count: [1, 1],
    summary: "Take in machines (CSV) or another DHCP server's configuration (dhcpd.conf, dnsmasq.conf, Kea)",
    options: {
      "dry-run": { type: "boolean", help: "Only say what would be done" },
      format: { type: "string", value: "NAME", help: "dhcpd, dnsmasq or kea, when the text does not tell" },
    },
    run: importFile,
  },
  {
    name: "export",
    args: Object.keys(EXPORTS).join("|"),
    count: [1, 1],
    summary: "The machines for another tool",
    options: {
      list: { type: "boolean", help: "ansible: as the answer of an inventory script to --list" },
      profile: { type: "string", value: "NAME", help: "Only machines with this profile" },
      port: { type: "string", value: "PORT", help: "prometheus: the port of the machines' exporter (9100)" },
      site: { type: "string", value: "SITE", help: "netbox: a site that NetBox has (rack)" },
    },
    run: exportText,
  },
  {
    name: "trace",
    args: "NAME|MAC",
    count: [1, 1],
    summary: "What a machine asked and got while it booted",
    options: { pcapng: { type: "string", value: "FILE", help: "Its packets, for Wireshark" } },
    run: trace,
  },
];
