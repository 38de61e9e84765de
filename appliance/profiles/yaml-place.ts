import { isDeepStrictEqual } from "node:util";
import { CST, isScalar, Lexer, LineCounter, Parser, parseDocument, visit } from "yaml";
import type { Document } from "yaml";
import { EncodingError, jsonText, visibleText, yamlScalar } from "./encoders.ts";
import { shellPlace } from "./shell-place.ts";
import { fillMarks, MARK, TemplateError } from "./template.ts";
import type { Hole, Marked } from "./template.ts";

const MAX_DEPTH = 64;

/** A piece of the concrete syntax: every one that carries text has a `source`. */
interface Piece {
  type: string;
  source?: string;
}
type YamlVersion = "1.1" | "1.2";

/**
 * Fills a marked YAML document. The marks are parsed as letters, so the document's structure is fixed before any value is there;
 * then each scalar that holds marks is written anew with its values, in the style that the place allows. What comes out is parsed
 * once more and must say what the template said, with the values in it, to YAML 1.1 and 1.2 readers alike.
 */
export function fillYaml(marked: Marked): string {
  const asData = new Set<number>();
  const tokens = parseTokens(marked.text);
  for (const { piece, inFlow } of pieces(tokens)) fillPiece(piece, inFlow, marked.holes, asData);
  const text = tokens.map((token) => CST.stringify(token)).join("");
  for (const version of ["1.1", "1.2"] as const) {
    const want = valueOf(marked.text, version);
    const got = valueOf(text, version);
    if (!isDeepStrictEqual(got, withValues(want, marked.holes, asData, version))) {
      throw new TemplateError({ line: 1, message: "the values change the meaning of the document where they stand" });
    }
  }
  return text;
}

/** The concrete syntax, refused when it is nested deeper than any real document: what reads it further is recursive. */
function parseTokens(text: string): CST.Token[] {
  refuseNesting(text);
  const tokens = [...new Parser().parse(text)];
  for (const { depth } of pieces(tokens)) if (depth > MAX_DEPTH) throw tooDeep();
  return tokens;
}

// The parser takes 1.4 s to find 100,000 open brackets; its lexer tells as much in passing, and stops at the 65th.
function refuseNesting(text: string): void {
  let brackets = 0;
  let dashes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === "[" || lexeme === "{") brackets += 1;
    else if (lexeme === "]" || lexeme === "}") brackets -= 1;
    dashes = lexeme === "-" || lexeme === "?" ? dashes + 1 : /^ *$/.test(lexeme) ? dashes : 0;
    if (brackets > MAX_DEPTH || dashes > MAX_DEPTH) throw tooDeep();
  }
}

const tooDeep = (): TemplateError =>
  new TemplateError({ line: 1, message: `the document is nested more than ${MAX_DEPTH} levels deep` });

/** Every piece with text, front to back, and how deep it lies. A stack of our own: hostile nesting must not end Node's. */
function* pieces(tokens: readonly CST.Token[]): Generator<{ piece: Piece; inFlow: boolean; depth: number }> {
  const stack: { node: unknown; inFlow: boolean; depth: number }[] = [...tokens]
    .reverse()
    .map((node) => ({ node, inFlow: false, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, inFlow, depth } = next;
    if (typeof node !== "object" || node === null) continue;
    if (isPiece(node)) yield { piece: node, inFlow, depth };
    const nested = "items" in node;
    const inside = inFlow || (isPiece(node) && node.type === "flow-collection");
    for (const child of Object.values(node).reverse()) {
      stack.push({ node: child, inFlow: inside, depth: depth + (nested ? 1 : 0) });
    }
  }
}

const isPiece = (node: object): node is Piece => "type" in node && typeof node.type === "string";

function fillPiece(piece: Piece, inFlow: boolean, holes: readonly Hole[], asData: Set<number>): void {
  const { source } = piece;
  if (!source?.includes("\ue000")) return;
  const found = [...source.matchAll(MARK)].map((match) => ({
    index: Number(match[1]),
    before: source.slice(0, match.index),
  }));
  for (const { index, before } of found) {
    within(holes[index], (hole) => {
      refuseQuotedWord(hole, unquoted(piece.type, before).replaceAll(MARK, "x"));
    });
  }
  const first = holes[found[0]?.index ?? 0];
  piece.source = within(first, () => filled(piece.type, source, inFlow, holes, asData));
}

function filled(type: string, source: string, inFlow: boolean, holes: readonly Hole[], asData: Set<number>): string {
  const put = (encode: (value: string) => string): string =>
    fillMarks(source, (index) => within(holes[index], (hole) => encode(hole.text)));
  switch (type) {
    case "scalar":
      return plain(source, inFlow, holes, asData);
    case "double-quoted-scalar":
      return put((value) => jsonText(visibleText(value)).slice(1, -1));
    case "single-quoted-scalar":
      return put((value) => visibleText(value).replaceAll("'", "''"));
    case "block-scalar":
    case "comment":
      return put(visibleText);
    default:
      throw new EncodingError("no value can stand here: put it in a key, a value, a quoted text or a block of text");
  }
}

function plain(source: string, inFlow: boolean, holes: readonly Hole[], asData: Set<number>): string {
  const alone = /^\ue000(\d+)\ue001$/.exec(source);
  const index = Number(alone?.[1] ?? -1);
  const hole = holes[index];
  if (hole !== undefined && (!hole.isString || hole.encoder === "yaml" || hole.encoder === "json")) {
    asData.add(index);
    return hole.text;
  }
  const text = fillMarks(source, (at) => within(holes[at], (one) => visibleText(one.text)));
  const scalar = yamlScalar(text, inFlow);
  if (scalar !== text && source.includes("\n")) {
    throw new EncodingError(
      "the value needs quotes, and the text around it goes over several lines: put the whole text in quotes",
    );
  }
  return scalar;
}

/** `| sh` quotes for a bare place of a shell command; inside that command's own quotes its quotes would be letters. */
function refuseQuotedWord(hole: Hole, before: string): void {
  if (hole.encoder === "sh" && hole.text.includes("'") && shellPlace(before) !== "bare") {
    throw new EncodingError("the value needs quotes of its own, which | sh adds: take the quotes around it away");
  }
}

/** The start of a scalar as its reader will see it. */
function unquoted(type: string, before: string): string {
  if (type === "double-quoted-scalar") return before.slice(1).replaceAll(/\\(.)/gs, "$1");
  return type === "single-quoted-scalar" ? before.slice(1).replaceAll("''", "'") : before;
}

/** Names line and variable in what goes wrong with one hole. */
export function within<T>(hole: Hole | undefined, work: (hole: Hole) => T): T {
  if (hole === undefined) throw new Error("a mark without its hole");
  try {
    return work(hole);
  } catch (thrown) {
    if (!(thrown instanceof EncodingError)) throw thrown;
    throw new TemplateError({ line: hole.line, message: `${hole.source}: ${thrown.message}` });
  }
}

/** The document as JavaScript values; every complaint of the parser is a TemplateError with its line. */
function valueOf(text: string, version: YamlVersion): unknown {
  parseTokens(text);
  const lines = new LineCounter();
  // The library compares every key with every other one (16 s for 15,000 keys); refuseDoubleKeys does it by a set.
  const document = parseDocument(text, { version, lineCounter: lines, uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    throw new TemplateError({ line: lines.linePos(error.pos[0]).line, message: `not valid YAML: ${message}` });
  }
  refuseDoubleKeys(document, lines);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (thrown) {
    throw new TemplateError({
      line: 1,
      message: `not valid YAML: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    });
  }
}

function refuseDoubleKeys(document: Document, lines: LineCounter): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === "<<") continue;
        if (seen.has(key.value)) {
          const { line } = lines.linePos(key.range?.[0] ?? 0);
          throw new TemplateError({
            line,
            message: `not valid YAML: the key "${String(key.value)}" stands twice in one mapping`,
          });
        }
        seen.add(key.value);
      }
    },
  });
}

function withValues(
  value: unknown,
  holes: readonly Hole[],
  asData: ReadonlySet<number>,
  version: YamlVersion,
): unknown {
  const fill = (text: string): unknown => {
    const index = Number(/^\ue000(\d+)\ue001$/.exec(text)?.[1] ?? -1);
    if (asData.has(index)) return valueOf(holes[index]?.text ?? "", version);
    return fillMarks(text, (at) => holes[at]?.text ?? "");
  };
  if (typeof value === "string") return fill(value);
  if (Array.isArray(value)) return value.map((item) => withValues(item, holes, asData, version));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [String(fill(key)), withValues(item, holes, asData, version)]),
  );
}
