/** One row: the line it begins in (1 is the first), and its cells as text. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A cell longer than this is no cell: a quote was opened and never closed. */
const LONGEST_CELL = 65_536;

export class CsvError extends Error {
  override name = "CsvError";
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * RFC 4180 in slices, read as spreadsheets write it: LF, CRLF or CR, "" inside quotes, comma, semicolon or tab, which the first
 * line tells. Empty lines are left out. Holds no more than one row and the slice.
 */
export class CsvReader {
  #separator: string | undefined;
  #line = 1;
  #rowLine = 1;
  #cells: string[] = [];
  #cell = "";
  /** fresh: nothing of the cell came yet. quoted: inside quotes. closed: behind them. */
  #state: "fresh" | "plain" | "quoted" | "closed" = "fresh";
  #afterReturn = false;
  #held = "";

  /** The rows that end in this slice. Throws CsvError. */
  *push(text: string): Generator<CsvRow> {
    const ready = this.#held + text;
    if (this.#separator === undefined) {
      // The separator is told by the first line as a whole.
      const end = ready.search(/[\r\n]/);
      if (end === -1 && ready.length < LONGEST_CELL) {
        this.#held = ready;
        return;
      }
      this.#separator = separatorOf(end === -1 ? ready : ready.slice(0, end));
    }
    this.#held = "";
    for (let at = 0; at < ready.length; at++) {
      at = this.#state === "quoted" ? this.#quoted(ready, at) : this.#plain(ready, at);
      if (at >= ready.length) break;
      const row = this.#take(ready[at] ?? "");
      if (row !== undefined) yield row;
    }
  }

  /** The last row, when no line end stands behind it. */
  *end(): Generator<CsvRow> {
    if (this.#separator === undefined) yield* this.push("\n");
    if (this.#held !== "") yield* this.push("\n");
    if (this.#state === "quoted") throw new CsvError(this.#rowLine, "A quote is opened and never closed.");
    const row = this.#endRow();
    if (row !== undefined) yield row;
  }

  /** Takes letters up to the next that means something, which is where it stops. */
  #plain(text: string, from: number): number {
    let to = from;
    while (to < text.length && !this.#means(text[to] ?? "")) to++;
    if (to > from) {
      if (this.#state === "closed")
        throw this.#wrong('Something stands behind a closing quote. Write "" for a quote inside a cell.');
      this.#append(text.slice(from, to));
      this.#state = "plain";
      this.#afterReturn = false;
    }
    return to;
  }

  #quoted(text: string, from: number): number {
    const found = text.indexOf('"', from);
    const to = found === -1 ? text.length : found;
    const part = text.slice(from, to);
    this.#append(part);
    for (let at = part.indexOf("\n"); at !== -1; at = part.indexOf("\n", at + 1)) this.#line++;
    return to;
  }

  #means(letter: string): boolean {
    return letter === this.#separator || letter === "\n" || letter === "\r" || letter === '"';
  }

  /** One letter that means something. */
  #take(letter: string): CsvRow | undefined {
    if (letter === '"') {
      this.#quote();
      return undefined;
    }
    if (letter === this.#separator) {
      this.#endCell();
      this.#afterReturn = false;
      return undefined;
    }
    if (letter === "\n" && this.#afterReturn) {
      this.#afterReturn = false;
      return undefined;
    }
    const row = this.#endRow();
    this.#line++;
    this.#rowLine = this.#line;
    this.#afterReturn = letter === "\r";
    return row;
  }

  #quote(): void {
    this.#afterReturn = false;
    if (this.#state === "quoted") this.#state = "closed";
    else if (this.#state === "fresh") this.#state = "quoted";
    else if (this.#state === "closed") {
      this.#append('"');
      this.#state = "quoted";
    } else
      throw this.#wrong("A quote stands inside a cell that does not begin with one. Put the whole cell in quotes.");
  }

  #append(text: string): void {
    this.#cell += text;
    if (this.#cell.length > LONGEST_CELL) {
      throw this.#wrong(`A cell is longer than ${LONGEST_CELL} letters: a quote is most likely not closed.`);
    }
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#state = "fresh";
  }

  #endRow(): CsvRow | undefined {
    if (this.#cells.length === 0 && this.#state === "fresh") return undefined;
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    return cells.every((cell) => cell.trim() === "") ? undefined : { line: this.#rowLine, cells };
  }

  #wrong(message: string): CsvError {
    return new CsvError(this.#line, message);
  }
}

/** What stands most often outside quotes in the first line. */
function separatorOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, "");
  const count = (letter: string): number => bare.split(letter).length - 1;
  return [",", ";", "\t"].reduce((best, letter) => (count(letter) > count(best) ? letter : best));
}

/** UTF-8 or UTF-16 as the byte order mark says; without one UTF-8. Throws CsvError at a byte that is no text. */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let head = new Uint8Array();
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder === undefined ? "" : decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new CsvError(0, "The file is not text in UTF-8 or UTF-16. Save it as CSV UTF-8.");
    }
  };
  for await (const chunk of chunks) {
    if (decoder !== undefined) {
      yield decode(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    decoder = new TextDecoder(encodingOf(head), { fatal: true });
    yield decode(head);
  }
  if (decoder === undefined) {
    decoder = new TextDecoder(encodingOf(head), { fatal: true });
    yield decode(head);
  }
  yield decode();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}
