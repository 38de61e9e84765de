import { stripVTControlCharacters } from "node:util";

const TAIL_LINES = 40;

/** What a machine wrote on its serial port, as plain text, from the first power-on to now. */
export interface Console {
  text(): string;
  /**
   * Waits until the pattern appears in what was written since the last power-on (or since `from`, see `length`).
   * On time-out the error quotes the last lines.
   */
  waitFor(pattern: RegExp, timeoutMs: number, options?: { from?: number }): Promise<RegExpExecArray>;
  /** How much text there is: a mark for `from`. */
  readonly length: number;
}

/** The writing side, which only the machine holds. */
export interface ConsoleLog extends Console {
  write(chunk: string): void;
  /** A power-on: `waitFor` looks from here. */
  restart(): void;
  /** The machine went off: nobody waits for it any longer. */
  close(reason: string): void;
}

export function consoleLog(machine: string): ConsoleLog {
  let text = "";
  let pending = ""; // the beginning of an escape sequence whose end is still on its way
  let start = 0;
  let off: string | undefined;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  const log: ConsoleLog = {
    text: () => text,
    get length() {
      return text.length;
    },
    write(chunk) {
      const cut = splitAtOpenEscape(pending + chunk);
      pending = cut.open;
      text += plain(cut.whole);
      wake();
    },
    restart() {
      start = text.length;
      off = undefined;
    },
    close(reason) {
      off = reason;
      wake();
    },
    async waitFor(pattern, timeoutMs, { from } = {}) {
      const position = from ?? start;
      const search = new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, ""));
      const began = performance.now();
      return new Promise((resolve, reject) => {
        const finish = (): void => {
          waiting.delete(look);
          clearTimeout(timer);
        };
        const fail = (why: string): void => {
          finish();
          reject(new Error(`${machine}: ${why} while waiting for ${String(pattern)}\n${tail(text.slice(position))}`));
        };
        const look = (): void => {
          const match = search.exec(text.slice(position));
          if (match !== null) {
            finish();
            resolve(match);
          } else if (off !== undefined) fail(off);
        };
        const timer = setTimeout(
          () => fail(`nothing after ${Math.round((performance.now() - began) / 1000)} s`),
          timeoutMs,
        );
        waiting.add(look);
        look();
      });
    },
  };
  return log;
}

/** Escape sequences go; a jump to another place on the screen becomes a new line, or words there would run together. */
export function plain(raw: string): string {
  return stripVTControlCharacters(raw.replaceAll(/\x1b\[\d*(?:;\d*)?[Hf]/g, "\n").replaceAll(/\x1b\[=\d*[hl]/g, ""))
    .replaceAll(/[\0\r\x07\x1b]/g, "")
    .replaceAll(/\n{3,}/g, "\n\n");
}

function splitAtOpenEscape(raw: string): { whole: string; open: string } {
  const open = /\x1b(?:\[[0-9;?=]*)?$/.exec(raw)?.[0] ?? "";
  return { whole: raw.slice(0, raw.length - open.length), open };
}

function tail(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const shown = lines.slice(-TAIL_LINES).map((line) => `  | ${line.trimEnd()}`);
  return lines.length === 0 ? "(the console is empty)" : `its last lines:\n${shown.join("\n")}`;
}
