import { type ExportMachine, inOrder } from "./machine.ts";

/**
 * One cell (RFC 4180). A spreadsheet takes a cell that begins with = + - @, a tab or a carriage return for a formula, and a
 * formula of a stranger's host name runs on the reader's computer: an apostrophe in front makes it a text.
 */
export function cell(value: string | number | undefined): string {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const table = (rows: readonly (readonly (string | number | undefined)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** As the import of machines reads it. */
export const machinesCsv = (machines: readonly ExportMachine[]): string =>
  table([
    ["mac", "name", "address", "profile", "rack", "unit", "height", "notes"],
    ...inOrder(machines).map(({ mac, name, address, profile, rack, unit, height, notes }) => [
      mac, name, address, profile, rack, unit, height, notes,
    ]), // prettier-ignore
  ]);

/** NetBox's import of devices. Site, role, manufacturer and device type must exist there. */
export const netboxCsv = (machines: readonly ExportMachine[], site: string): string =>
  table([
    ["name", "role", "manufacturer", "device_type", "status", "site", "rack", "position", "face", "comments"],
    ...inOrder(machines).map(({ mac, name, profile, rack, unit, uuid }) => [
      name ?? mac,
      profile ?? "server",
      "Generic",
      "server",
      "active",
      site,
      rack,
      rack === undefined ? undefined : unit,
      rack === undefined || unit === undefined ? undefined : "front",
      uuid === undefined ? `MAC ${mac}` : `MAC ${mac}, UUID ${uuid}`,
    ]),
  ]);
