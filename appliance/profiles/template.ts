import { AssertionError, Liquid, LiquidError, Output } from "liquidjs";
import type { FilterImplOptions, Template as LiquidTemplate } from "liquidjs";
import { EncodingError, jsonText, ksWord, preseedValue, shWord, urlComponent, yamlScalar } from "./encoders.ts";

/** What is wrong with a template, and where: one line of a list that a person reads. */
export interface Problem {
  /** Counted from 1, in the template as it was written. */
  readonly line: number;
  readonly message: string;
}

export class TemplateError extends Error {
  override name = "TemplateError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`line ${problem.line}: ${problem.message}`);
    this.problem = problem;
  }
}

/** How the last filter of an output encoded it; `none` when the template leaves that to the document. */
export type Encoder = "none" | "sh" | "ks" | "preseed" | "url" | "yaml" | "json";

/** One `{{ … }}` that was reached while rendering: its value is not in the text yet, only its mark is. */
export interface Hole {
  readonly mark: string;
  readonly line: number;
  /** As written: `{{ machine.name }}`. */
  readonly source: string;
  readonly encoder: Encoder;
  /** Already passed through `encoder`. */
  readonly text: string;
  /** A number or a boolean stays one in a YAML document. */
  readonly isString: boolean;
}

/** A rendered text in which each value is still a mark, so that what encodes a value can see the place it stands in. */
export interface Marked {
  readonly text: string;
  readonly holes: readonly Hole[];
}

const OUTPUT_LIMIT = 256 * 1024;
/**
 * Of the wall's clock, LiquidJS knows no other: the design's 100 ms are plenty for a warm program, and were too few for the
 * first preseed of an emulated board (arming was refused). DHCP and TFTP have threads of their own and do not wait for it.
 */
const RENDER_MS = 2000;
const LIMITS = { parseLimit: OUTPUT_LIMIT, renderLimit: RENDER_MS, memoryLimit: 4 * OUTPUT_LIMIT };

// Marks are a number between two private-use characters. Templates may not contain them and values never meet the marked text.
const MARK_OPEN = "\ue000";
const MARK_CLOSE = "\ue001";
export const MARK = /\ue000(\d+)\ue001/g;

/** What a template may do: choose and repeat. Nothing that reads files, prints past `{{ }}` or edits a printed value. */
const TAGS = ["if", "unless", "case", "for", "break", "continue", "assign", "comment", "raw", "#"];
/** Filters without clock, randomness or markup; the encoders are added below. */
const FILTERS =
  "default upcase downcase capitalize append prepend replace replace_first remove remove_first split join first last size slice strip lstrip rstrip plus minus times divided_by modulo round abs at_least at_most sort uniq reverse map where concat compact base64_encode sha256";

/** A printed value after its explicit encoder. A filter behind the encoder sees plain text, which is then encoded anew. */
class Encoded {
  readonly encoder: Encoder;
  readonly text: string;

  constructor(encoder: Encoder, text: string) {
    this.encoder = encoder;
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

const asText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Encoded) return value.text;
  if (Array.isArray(value))
    throw new EncodingError('the value is a list; print its items in a {% for %} or with | join: ","');
  throw new EncodingError(value === null || value === undefined ? "the value is empty" : "the value is not a text");
};

const encoders: Record<Exclude<Encoder, "none">, (value: unknown) => string> = {
  sh: (value) => shWord(asText(value)),
  ks: (value) => ksWord(asText(value)),
  preseed: (value) => preseedValue(asText(value)),
  url: (value) => urlComponent(asText(value)),
  yaml: (value) => yamlScalar(asText(value)),
  json: (value) => jsonText(value instanceof Encoded ? value.text : value),
};

export interface Template {
  /** Fills in values, each left as a mark. Throws TemplateError naming line and variable. */
  render(values: object): Marked;
  /** Every variable that the template takes from outside, e.g. ["machine", "name"]. */
  readonly variables: readonly { readonly line: number; readonly path: readonly string[] }[];
}

/** Reads a template; unknown tags and filters and everything else that LiquidJS cannot parse is a TemplateError. */
export function parseTemplate(source: string): Template {
  refuseMarks(source);
  const holes: Hole[] = [];
  const engine = liquid(holes);
  const parsed = guarded(() => engine.parse(source));
  for (const output of outputsOf(parsed)) tellPlace(output);
  return {
    variables: variablesOf(engine, parsed),
    render(values) {
      holes.length = 0;
      const text = guarded(() => engine.renderSync(parsed, values, LIMITS) as string);
      if (text.length > OUTPUT_LIMIT) throw new TemplateError({ line: 1, message: "the text grows beyond 256 KiB" });
      return { text, holes: [...holes] };
    },
  };
}

/** Puts `filled` in the place of each mark. */
export const fillMarks = (text: string, filled: (hole: number) => string): string =>
  text.replaceAll(MARK, (_, index: string) => filled(Number(index)));

function refuseMarks(source: string): void {
  const lines = source.split("\n");
  const at = lines.findIndex((line) => line.includes(MARK_OPEN) || line.includes(MARK_CLOSE));
  if (at >= 0)
    throw new TemplateError({ line: at + 1, message: "contains a private-use character (U+E000 or U+E001)" });
}

function liquid(holes: Hole[]): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true, // lets `default` and `if` look at a variable that is not there
    ownPropertyOnly: true,
    templates: {}, // no file system
    outputEscape(this: { token?: unknown }, value: unknown): string {
      const place = placeOf(this.token);
      const text = asText(value);
      const encoder = value instanceof Encoded ? value.encoder : "none";
      const mark = `${MARK_OPEN}${holes.length}${MARK_CLOSE}`;
      const isString = typeof value !== "number" && typeof value !== "boolean";
      holes.push({ mark, ...place, encoder, text, isString });
      return mark;
    },
  });
  const allowed = new Set(FILTERS.split(" "));
  for (const name of Object.keys(engine.filters)) if (!allowed.has(name)) engine.unregisterFilter(name);
  for (const name of Object.keys(engine.tags)) if (!TAGS.includes(name)) Reflect.deleteProperty(engine.tags, name);
  for (const [name, encode] of Object.entries(encoders)) {
    const filter: FilterImplOptions = (value: unknown) => new Encoded(name as Encoder, encode(value));
    engine.registerFilter(name, filter);
  }
  return engine;
}

function* outputsOf(templates: readonly LiquidTemplate[]): Generator<Output> {
  for (const template of templates) {
    if (template instanceof Output) yield template;
    else if (template.children !== undefined) yield* outputsOf(childrenOf(template.children(false, true)));
  }
}

/** LiquidJS hands out children by a generator that yields promises only when asked to be asynchronous. */
function childrenOf(steps: Generator<unknown, LiquidTemplate[]>): LiquidTemplate[] {
  let step = steps.next();
  while (step.done !== true) step = steps.next(step.value);
  return step.value;
}

interface Place {
  readonly line: number;
  readonly source: string;
}

// LiquidJS appends the escape function as a last filter, with an empty token; ours says which output it belongs to. An output that
// was missed here has no place, and is refused when it is reached: nothing gets out unencoded by a change in LiquidJS.
function tellPlace(output: Output): void {
  const escape = output.value.filters.at(-1);
  const place: Place = { line: output.token.getPosition()[0] ?? 1, source: output.token.getText() };
  if (escape !== undefined) Object.assign(escape, { token: place });
}

function placeOf(token: unknown): Place {
  if (typeof token === "object" && token !== null && "line" in token && "source" in token) return token as Place;
  throw new EncodingError("the output was not found when the template was read");
}

function variablesOf(engine: Liquid, parsed: LiquidTemplate[]): Template["variables"] {
  return Object.values(engine.analyzeSync(parsed).globals)
    .flat()
    .map((variable) => ({
      line: variable.location.row,
      path: variable.segments.map((segment) => (typeof segment === "object" ? "[…]" : String(segment))),
    }))
    .sort((a, b) => a.line - b.line);
}

/** LiquidJS's errors in our words: "line 3: …". */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof AssertionError) throw new TemplateError({ line: 1, message: inOurWords(thrown.message, "") });
    if (!(thrown instanceof LiquidError)) throw thrown;
    const line = thrown.token.getPosition()[0] ?? 1;
    const message = (thrown.originalError ?? thrown).message.replace(/, line:\d+, col:\d+$/, "");
    throw new TemplateError({ line, message: inOurWords(message, thrown.token.getText().trim()) });
  }
}

function inOurWords(message: string, source: string): string {
  const [, what, name] =
    /^(undefined filter|undefined variable|tag) ?:? ?"?([^"]+?)"?( not found)?$/.exec(message) ?? [];
  if (what === "undefined filter")
    return `there is no filter "${name ?? ""}" (there are: sh, yaml, url, json, ks, preseed, ${FILTERS.replaceAll(" ", ", ")})`;
  if (what === "undefined variable") return `${name ?? ""} has no value; give one, or write | default: "…" behind it`;
  if (what === "tag") return `there is no tag {% ${name ?? ""} %} (there are: ${TAGS.join(", ")})`;
  if (message.includes("limit exceeded")) return `rendering takes too long or too much memory (${message})`;
  return `${source === "" ? "" : `${source}: `}${message}`;
}
