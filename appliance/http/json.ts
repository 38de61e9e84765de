import { AppError } from "../errors.ts";

const DEEPEST = 32;
const token = /[ \t\n\r]*(?:([{}[\]:,])|("(?:[^"\\]|\\.)*")|([^\s{}[\]:,"]+))/y;

interface Level {
  /** Names seen so far, when this level is an object. */
  readonly keys: Set<string> | undefined;
}

/**
 * JSON as strict as its RFC suggests (RFC 8259 §4): a name twice in one object means different things to different
 * programs, a number that a double cannot hold is not the number that was written, and __proto__ is never a name.
 */
export function readJson(text: string): unknown {
  checkNames(text);
  try {
    return JSON.parse(text, refuseLossyNumbers);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message.replace(/^.*?: /, "") : "damaged";
    throw malformed(`The body is not valid JSON: ${reason.slice(0, 200)}.`);
  }
}

/** One pass over the tokens before any parsing, so that depth costs nothing. Whether it is JSON at all, JSON.parse decides. */
function checkNames(text: string): void {
  const levels: Level[] = [];
  let lastString: string | undefined;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, mark, string] = match;
    if (mark === "{" || mark === "[") {
      levels.push({ keys: mark === "{" ? new Set() : undefined });
      if (levels.length > DEEPEST) {
        throw malformed(`The body is nested more than ${DEEPEST} levels deep. No request needs that.`);
      }
    } else if (mark === "}" || mark === "]") {
      levels.pop();
    } else if (mark === ":" && lastString !== undefined) {
      enter(lastString, levels.at(-1)?.keys);
    }
    lastString = string;
  }
}

function enter(literal: string, keys: Set<string> | undefined): void {
  const name = decodeName(literal);
  if (["__proto__", "constructor", "prototype"].includes(name)) {
    throw malformed(`"${name}" cannot be the name of a field.`, name);
  }
  if (keys?.has(name) === true) {
    throw malformed(
      `The field "${name.slice(0, 80)}" stands twice in one object. Remove one of them.`,
      name.slice(0, 80),
    );
  }
  keys?.add(name);
}

function decodeName(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    throw malformed("The body is not valid JSON: a field's name is damaged.");
  }
}

function refuseLossyNumbers(key: string, value: unknown): unknown {
  if (
    typeof value === "number" &&
    (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
  ) {
    throw malformed("The number is too large to be kept exactly. Use a smaller one.", key);
  }
  return value;
}

const malformed = (message: string, where?: string): AppError => new AppError("RS_JSON_INVALID", 400, message, where);
