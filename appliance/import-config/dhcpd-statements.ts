/** dhcpd.conf(5) is statements: words that end in a semicolon, or that stand before a block of statements in braces. */
export interface Statement {
  /** Texts in quotes are without them; commas are words of their own. */
  readonly words: readonly string[];
  readonly line: number;
  readonly block: readonly Statement[] | undefined;
  /** Why it is no statement, if it is none. */
  readonly broken?: string;
}

const DEEPEST = 32;
const TOKEN = /\s+|#[^\n]*|"(?:[^"\\\n]|\\.)*"?|[{};,=()]|[^\s{};,=()"#]+/gy;

interface Open {
  readonly words: readonly string[];
  readonly line: number;
  readonly statements: Statement[];
}

/** Reads as much as can be read: what is broken is told at its place, and reading goes on behind it. */
export function readStatements(text: string): Statement[] {
  const stack: Open[] = [{ words: [], line: 1, statements: [] }];
  let words: string[] = [];
  let begun = 1;
  let line = 1;

  const here = (): Statement[] => (stack.at(-1) ?? { statements: [] }).statements;
  const add = (statement: Omit<Statement, "block">, block?: readonly Statement[]): void => {
    here().push({ ...statement, block });
    words = [];
  };
  const broken = (because: string, at: number, what = words): void => add({ words: what, line: at, broken: because });
  const close = (): void => {
    if (words.length > 0) broken("The semicolon at its end is missing.", begun);
    if (stack.length === 1) {
      broken("This brace closes nothing.", line, ["}"]);
      return;
    }
    const block = stack.pop();
    if (block !== undefined) add({ words: block.words, line: block.line }, block.statements);
  };
  const open = (): void => {
    if (stack.length > DEEPEST)
      throw new RangeError(`Blocks are nested more than ${DEEPEST} levels deep at line ${line}.`);
    stack.push({ words, line: words.length === 0 ? line : begun, statements: [] });
    words = [];
  };
  // A Map: an object would find a function for the word "constructor" too.
  const marks = new Map<string, () => void>([
    [
      ";",
      () => {
        if (words.length > 0) add({ words, line: begun });
      },
    ],
    ["{", open],
    ["}", close],
  ]);

  for (const [token] of text.matchAll(TOKEN)) {
    const mark = marks.get(token);
    if (mark !== undefined) mark();
    else if (!/^[\s#]/.test(token)) {
      if (words.length === 0) begun = line;
      words.push(token.startsWith('"') ? unquoted(token) : token);
    }
    line += token.split("\n").length - 1;
  }
  if (words.length > 0) broken("The semicolon at its end is missing.", begun);
  while (stack.length > 1) {
    const { words: opened, line: at } = stack.at(-1) ?? { words: [], line };
    const text = opened.slice(0, 6);
    close();
    broken("The brace that opens here is not closed.", at, [...text, "{"]);
  }
  return here();
}

const unquoted = (token: string): string => token.replace(/^"|"$/g, "").replaceAll(/\\(.)/g, "$1");
