import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar } from "yaml";
import { nearest } from "../../nearest.ts";
import { type Problem, TemplateError } from "../template.ts";
import { dataUrl } from "./data-url.ts";
import { camel, type Key, type Shape } from "./shapes.ts";

/** A document of JSON values. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

/** Where each value of the translation stood: "$.storage.files.0.mode" → line, as ignition-validate names places. */
export type Lines = ReadonlyMap<string, number>;

export interface Translated {
  readonly value: JsonObject;
  readonly lines: Lines;
  readonly warnings: readonly Problem[];
}

interface Root {
  readonly contents: Node;
  readonly lineOf: (node: Node) => number;
  readonly resolve: (node: Node) => Node;
}

/** Aliases can make a small text a huge document. Its depth is that of its shape. */
const MOST_NODES = 50_000;

/** Reads YAML (or JSON, which is YAML) and keeps every value's line. Integers keep their spelling, for `mode: 0644`. */
export function readDocument(text: string): Root {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
    throw refusal(counter.linePos(error.pos[0]).line, `not valid YAML: ${message}`);
  }
  const { contents } = document;
  if (contents === null) throw refusal(1, "the document is empty");
  return {
    contents,
    lineOf: (node) => counter.linePos(node.range?.[0] ?? 0).line,
    resolve(node) {
      const target: Node | undefined = isAlias(node) ? node.resolve(document) : node;
      if (target !== undefined) return target;
      throw refusal(counter.linePos(node.range?.[0] ?? 0).line, "an alias names an anchor that is not there");
    },
  };
}

/** The text of one key at the top of a document. */
export function topText(root: Root, name: string): { text: string; line: number } | undefined {
  const top = root.resolve(root.contents);
  if (!isMap(top)) throw refusal(root.lineOf(top), "the document is not a mapping of keys to values");
  const pair = top.items.find(({ key }) => isScalar(key) && key.value === name);
  if (pair === undefined || !isScalar(pair.value)) return undefined;
  return { text: String(pair.value.value), line: root.lineOf(pair.value) };
}

export interface Spelling {
  /** Keys as Butane spells them become Ignition's; in a document of Ignition's own they are that already. */
  readonly butane: boolean;
  /** The minor version of Ignition 3 that is written. */
  readonly minor: number;
  /** "fcos 1.1.0" or "Ignition 3.1.0": for sentences. */
  readonly title: string;
}

/** Translates a document by its shape. Whatever it does not know is refused with its line. */
export function translate(root: Root, shape: Shape, spelling: Spelling): Translated {
  const lines = new Map<string, number>();
  const warnings: Problem[] = [];
  let nodes = 0;

  function walk(given: Node, expected: Shape, place: Place, line: number): Json {
    nodes += 1;
    if (nodes > MOST_NODES) throw refusal(line, `the document has more than ${MOST_NODES} values`);
    const node = root.resolve(given);
    lines.set(place.path, line);
    switch (expected.kind) {
      case "refused":
        throw refusal(line, `${place.name} cannot be used: ${expected.why}`);
      case "list":
        return walkList(node, expected, place, line);
      case "object":
        return walkObject(node, expected, place, line);
      default:
        return scalar(node, { kind: expected.kind, name: place.name, line, butane: spelling.butane, warnings });
    }
  }

  function walkList(node: Node, expected: Shape & { kind: "list" }, place: Place, line: number): Json {
    if (!isSeq(node)) throw refusal(line, `${place.name} must be a list ("- …")`);
    const seen = new Map<Json, number>();
    return node.items.map((item, index) => {
      const itemLine = root.lineOf(item as Node);
      const value = walk(item as Node, expected.of, inside(place, String(index)), itemLine);
      const { unique } = expected;
      const mark = unique === undefined ? undefined : (value as JsonObject)[camel(unique)];
      if (mark === undefined) return value;
      const before = seen.get(mark);
      if (before !== undefined) {
        throw refusal(itemLine, `${place.name} has ${JSON.stringify(mark)} twice, in line ${before} already`);
      }
      seen.set(mark, itemLine);
      return value;
    });
  }

  function walkObject(node: Node, expected: Shape & { kind: "object" }, place: Place, line: number): Json {
    if (!isMap(node)) throw refusal(line, `${place.name} must be a mapping ("key: value")`);
    const known = new Map(
      Object.entries(expected.keys)
        .filter(([, { sugar }]) => spelling.butane || sugar !== true)
        .map(([name, key]) => [spelling.butane ? name : camel(name), key]),
    );
    const value: JsonObject = {};
    const seen = new Set<string>(); // the library's own check compares every key with every other one
    for (const { key: keyNode, value: inner } of node.items) {
      const name = isScalar(keyNode) ? String(keyNode.value) : "";
      const keyLine = root.lineOf((keyNode ?? node) as Node);
      const key = known.get(name);
      if (key === undefined) throw refusal(keyLine, unknownKey(name, place, [...known.keys()]));
      refuseNewer(key, name, keyLine);
      if (seen.has(name)) throw refusal(keyLine, `the key "${name}" stands twice in ${place.name}`);
      seen.add(name);
      if (inner === null || (isScalar(inner) && inner.value === null)) continue;
      value[camel(name)] = walk(inner as Node, key.shape, inside(place, name), keyLine);
    }
    for (const [name, { required }] of known) {
      if (required === true && value[camel(name)] === undefined) {
        throw refusal(line, `${place.name} lacks the key "${name}"`);
      }
    }
    return expected.resource === true && spelling.butane ? withSource(value, place, line) : value;
  }

  function refuseNewer({ since = 0 }: Key, name: string, line: number): void {
    if (since <= spelling.minor) return;
    throw refusal(line, `"${name}" needs Ignition 3.${since}, and this document is ${spelling.title}`);
  }

  function withSource(value: JsonObject, place: Place, line: number): JsonObject {
    const { inline, ...rest } = value;
    if (inline === undefined) return rest;
    if (rest["source"] !== undefined)
      throw refusal(line, `${place.name} has both source and inline: write one of them`);
    // Ignition 3.0 knows compression for the contents of files only.
    const mayCompress = rest["compression"] === undefined && spelling.minor >= 1;
    return { ...rest, ...dataUrl(inline as string, mayCompress) };
  }

  const value = walk(root.contents, shape, TOP, 1) as JsonObject;
  return { value, lines, warnings };
}

export const refusal = (line: number, message: string): TemplateError => new TemplateError({ line, message });

/** Where a value stands: for the translation, and as the person spelt it. */
interface Place {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
}

const TOP: Place = { path: "$", name: "the document", depth: 0 };

const inside = ({ path, name, depth }: Place, key: string): Place => ({
  path: `${path}.${camel(key)}`,
  name: depth === 0 ? key : `${name}.${key}`,
  depth: depth + 1,
});

function unknownKey(name: string, place: Place, known: readonly string[]): string {
  const near = nearest(name, known);
  const where = place.depth === 0 ? "" : ` in ${place.name}`;
  return `there is no key "${name}"${where}${near === undefined ? ` (there are: ${known.join(", ")})` : `; did you mean "${near}"?`}`;
}

/** go-yaml, which Butane reads with, takes these words for booleans where one is wanted. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

interface Expected {
  readonly kind: "text" | "path" | "integer" | "mode" | "boolean";
  readonly name: string;
  readonly line: number;
  readonly butane: boolean;
  readonly warnings: Problem[];
}

function scalar(node: Node, expected: Expected): Json {
  const { kind, name, line, butane } = expected;
  if (!isScalar(node)) throw refusal(line, `${name} must be a single value`);
  const spelt = spellingOf(node);
  switch (kind) {
    case "text":
      return spelt;
    case "path":
      if (!spelt.startsWith("/")) throw refusal(line, `${name} must be an absolute path, not ${JSON.stringify(spelt)}`);
      return spelt;
    case "boolean": {
      const value = BOOLEANS[spelt.toLowerCase()];
      if (value === undefined) throw refusal(line, `${name} must be true or false`);
      return value;
    }
    case "integer":
    case "mode": {
      const value = integer(node, spelt, butane);
      if (value === undefined) throw refusal(line, `${name} must be a whole number`);
      return kind === "mode" ? mode(value, spelt, expected) : value;
    }
  }
}

/** As it was written: a plain `0644` or `1e3` is that very text. */
const spellingOf = (node: Scalar): string =>
  typeof node.value === "string" ? node.value : (node.source ?? String(node.value));

/** YAML 1.1's numbers, as go-yaml reads them: 0644 and 0o644 are octal, 0x1a4 is hexadecimal. JSON has decimals only. */
function integer(node: Scalar, spelt: string, butane: boolean): number | undefined {
  if (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE") return undefined;
  if (!butane) return /^-?(0|[1-9]\d{0,14})$/.test(spelt) ? Number(spelt) : undefined;
  const digits = spelt.replaceAll("_", "");
  if (/^0o?[0-7]{1,15}$/.test(digits)) return Number.parseInt(digits.replace(/^0o?/, "") || "0", 8);
  if (/^0x[0-9a-f]{1,12}$/i.test(digits)) return Number.parseInt(digits, 16);
  return /^-?(0|[1-9]\d{0,14})$/.test(digits) ? Number(digits) : undefined;
}

function mode(value: number, spelt: string, { name, line, butane, warnings }: Expected): number {
  if (value < 0 || value > 0o7777) throw refusal(line, `${name} is ${spelt}: a mode is at most 07777`);
  if (butane && /^[1-7]?[0-7]{3}$/.test(spelt) && !spelt.startsWith("0")) {
    warnings.push({
      line,
      message: `${name} is ${spelt}, a decimal number: that is the mode ${value.toString(8).padStart(4, "0")}; if you meant the octal one, write 0${spelt}`,
    });
  }
  return value;
}
