import type { z } from "zod";

import { machineSchema } from "../config-schema.ts";
import { nearest } from "../nearest.ts";
import type { MachineEdit } from "./inventory.ts";

/** A fault in one line: which, where in it, and a sentence. */
export interface LineError {
  readonly line: number;
  readonly column?: string | undefined;
  readonly text: string;
}

const KNOWN = ["mac", "name", "address", "profile", "rack", "unit", "height", "notes"] as const;
type Known = (typeof KNOWN)[number];
const NUMBERS: readonly string[] = ["unit", "height"];

/** Which cell is what, as the first line says. */
export type Columns = readonly (Known | `vars.${string}`)[];

export function columnsOf(line: number, cells: readonly string[]): { columns: Columns; errors: readonly LineError[] } {
  const errors: LineError[] = [];
  const seen = new Set<string>();
  const columns = cells.map((cell) => {
    const title = cell.trim();
    const name = title.startsWith("vars.") ? title : title.toLowerCase();
    if (seen.has(name)) errors.push({ line, column: title, text: `The column ${title} stands there twice.` });
    seen.add(name);
    if (isColumn(name)) return name;
    const meant = nearest(name, KNOWN);
    const hint = meant === undefined ? `Known are: ${KNOWN.join(", ")} and vars.NAME.` : `Did you mean ${meant}?`;
    errors.push({ line, column: title, text: `"${title.slice(0, 40)}" is not a column. ${hint}` });
    return "mac" as const;
  });
  if (!seen.has("mac")) {
    errors.unshift({ line, column: "mac", text: "The first line must name the columns, and one of them must be mac." });
  }
  return { columns, errors };
}

const isColumn = (name: string): name is Columns[number] =>
  (KNOWN as readonly string[]).includes(name) || /^vars\.[a-zA-Z_][a-zA-Z0-9_]{0,63}$/.test(name);

const rowSchema = machineSchema.omit({ armed: true });

/** What one row says of a machine; an empty cell says nothing. */
export function editOf(
  columns: Columns,
  line: number,
  cells: readonly string[],
): { readonly edit: MachineEdit } | { readonly errors: readonly LineError[] } {
  if (cells.length > columns.length) {
    const text = `This line has ${cells.length} cells, and the first line names ${columns.length} columns.`;
    return { errors: [{ line, text }] };
  }
  const fields: Record<string, unknown> = {};
  const vars: Record<string, string> = {};
  cells.forEach((cell, index) => {
    const column = columns[index];
    const value = column === "notes" ? withoutMark(cell) : withoutMark(cell.trim());
    if (column === undefined || value === "") return;
    if (column.startsWith("vars.")) vars[column.slice(5)] = value;
    else fields[column] = NUMBERS.includes(column) ? numberOf(value) : value;
  });
  const read = rowSchema.safeParse({ ...fields, ...(Object.keys(vars).length === 0 ? {} : { vars }) });
  if (!read.success) return { errors: read.error.issues.map((issue) => errorOf(line, issue)) };
  const { mac, vars: given, ...change } = read.data;
  return { edit: { mac, change: { ...change, ...(Object.keys(given).length === 0 ? {} : { vars: given }) } } };
}

/** Exports put ' before a cell that a spreadsheet would take for a formula; it does not belong to the value. */
const withoutMark = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** What is no number stays as it is, so that the sentence can show it. */
const numberOf = (text: string): number | string => (/^\d{1,9}$/.test(text) ? Number(text) : text);

function errorOf(line: number, issue: z.core.$ZodIssue): LineError {
  const column = issue.path.join(".");
  if (column === "mac" && issue.code === "invalid_type") return { line, column, text: "The MAC address is missing." };
  if (NUMBERS.includes(column)) {
    const most = column === "unit" ? 60 : 20;
    return { line, column, text: `The ${column} must be a whole number from 1 to ${most}.` };
  }
  return { line, column, text: issue.message };
}
