import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import type { ImportStage } from "../store/import-stage.ts";
import { CsvError, CsvReader, type CsvRow, decodeText } from "./csv.ts";
import type { Edits } from "./edits.ts";
import { type Columns, columnsOf, editOf, type LineError } from "./import-rows.ts";
import type { Inventory, MachineEdit } from "./inventory.ts";

export interface ImportNeeds {
  readonly inventory: Inventory;
  readonly edits: Edits;
  readonly log: EventLog;
  readonly openStage: () => ImportStage;
}

export interface ImportResult {
  /** Rows that were read. */
  readonly rows: number;
  /** Machines that are entered, and machines that are changed, by it. */
  readonly entered: number;
  readonly changed: number;
  /** The first ones; with any of them nothing is stored. */
  readonly errors: readonly LineError[];
  readonly errorCount: number;
  /** The word by which it can be undone; absent when nothing was stored. */
  readonly undo?: string;
}

export interface ImportProgress {
  readonly phase: "reading" | "storing";
  readonly rows: number;
  readonly stored: number;
}

/** Machines out of a CSV file: read and checked as a whole first, then stored a thousand at a time. */
export interface MachineImport {
  run(body: AsyncIterable<Uint8Array>, dryRun: boolean): Promise<ImportResult>;
  /** Of the one that is under way. */
  progress(): ImportProgress | undefined;
}

type Moving = { -readonly [K in keyof ImportProgress]: ImportProgress[K] };

const SHOWN_ERRORS = 200;
const AT_ONCE = 1000;
/** Rows between two looks at the other work of this thread. */
const BREATHE = 200;

export function machineImport(needs: ImportNeeds): MachineImport {
  const { inventory, edits } = needs;
  let now: Moving | undefined;

  /** What the rows of a file are and what is wrong with them, the rows being on disk. */
  const read = async (body: AsyncIterable<Uint8Array>, stage: ImportStage, moved: (rows: number) => void) => {
    const found = { rows: 0, entered: 0, changed: 0, errorCount: 0, errors: [] as LineError[] };
    const complain = (errors: readonly LineError[]): void => {
      found.errorCount += errors.length;
      found.errors.push(...errors.slice(0, Math.max(0, SHOWN_ERRORS - found.errors.length)));
    };
    let columns: Columns | undefined;
    const take = ({ line, cells }: CsvRow): void => {
      if (columns === undefined) {
        const head = columnsOf(line, cells);
        complain(head.errors);
        columns = head.columns;
        return;
      }
      found.rows++;
      const row = editOf(columns, line, cells);
      if ("errors" in row) {
        complain(row.errors);
        return;
      }
      const problem = whyNot(inventory, stage, line, row.edit);
      if (problem !== undefined) complain([problem]);
      else if (inventory.get(row.edit.mac) === undefined) found.entered++;
      else found.changed++;
    };
    const reader = new CsvReader();
    try {
      for await (const text of decodeText(body)) {
        for (const row of reader.push(text)) {
          take(row);
          if (columns !== undefined && found.rows === 0 && found.errorCount > 0) return found; // without columns no row says anything
          if (found.rows % BREATHE === 0) await breathe();
        }
        moved(found.rows);
      }
      for (const row of reader.end()) take(row);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      complain([{ line: error.line, text: error.message }]);
    }
    if (columns === undefined && found.errorCount === 0) complain([{ line: 1, text: "The file is empty." }]);
    return found;
  };

  const store = async (stage: ImportStage, moved: (stored: number) => void): Promise<string> => {
    const id = edits.begin();
    let stored = 0;
    for (let line = 0; ;) {
      const rows = stage.after(line, AT_ONCE);
      const last = rows.at(-1);
      if (last === undefined) return id;
      try {
        edits.add(
          id,
          rows.map(({ edit }) => edit),
        );
      } catch (error) {
        // Somebody changed a machine between the check and now, or the disk is full: nothing of the file stays.
        if (stored > 0) await edits.undo(id);
        throw error;
      }
      line = last.line;
      stored += rows.length;
      moved(stored);
      await breathe();
    }
  };

  return {
    progress: () => now,
    async run(body, dryRun) {
      if (now !== undefined) {
        throw new AppError("RS_IMPORT_BUSY", 409, "Another import of machines is under way. Wait until it is done.");
      }
      const state: Moving = { phase: "reading", rows: 0, stored: 0 };
      now = state;
      const stage = needs.openStage();
      try {
        const found = await read(body, stage, (rows) => (state.rows = rows));
        if (dryRun || found.errorCount > 0 || found.rows === 0) return found;
        state.phase = "storing";
        const undo = await store(stage, (stored) => (state.stored = stored));
        const text = `${found.rows} machines were imported: ${found.entered} new, ${found.changed} changed.`;
        needs.log.add("RS_MACHINES_IMPORTED", "info", text, { data: { count: found.rows } });
        return { ...found, undo };
      } finally {
        now = undefined;
        stage.close();
      }
    },
  };
}

/** Against the machines that are there, then against the lines before. */
function whyNot(inventory: Inventory, stage: ImportStage, line: number, edit: MachineEdit): LineError | undefined {
  try {
    inventory.plan([edit]);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { line, column: error.where, text: error.message };
  }
  const clash = stage.add(line, edit);
  if (clash === undefined) return undefined;
  const what = clash.field === "mac" ? "MAC address" : clash.field;
  return {
    line,
    column: clash.field,
    text: `Line ${clash.line} has this ${what} already. Each is for one machine only.`,
  };
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
