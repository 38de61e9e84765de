import { InvalidValueError } from "../net/invalid-value.ts";

const PATTERN = /^([A-Za-z0-9-]*)\{(\d{1,6})(?:\.\.)?\}([A-Za-z0-9-]*)$/;

/**
 * "node-{01..}" → node-01, node-02 … for so many machines; the digits say where to begin and how many there are at least.
 * Throws InvalidValueError for what is no pattern, or would make no host names.
 */
export function namesOf(pattern: string, count: number): string[] {
  const match = PATTERN.exec(pattern);
  const [, before = "", first = "", after = ""] = match ?? [];
  const names = Array.from({ length: match === null ? 0 : count }, (_, index) =>
    `${before}${String(Number(first) + index).padStart(first.length, "0")}${after}`.toLowerCase(),
  );
  if (match === null || names.some((name) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name))) {
    throw new InvalidValueError(
      "pattern for names",
      pattern,
      "Write letters, digits and dashes around one number in braces, e.g. node-{01..}.",
    );
  }
  return names;
}
