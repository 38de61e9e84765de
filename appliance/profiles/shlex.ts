/** Where in a kickstart line a value would stand. */
export type ShlexPlace = "bare" | "single" | "double" | "comment" | "escape";

// Blanks, a comment, a quote or backslash that nothing follows up; then the pieces of words.
const PIECE = /(\s+)|(#.*)|(?:\\[^]|'[^']*'|"(?:\\["\\]|\\(?!["\\])|[^"\\])*"|[^\s#\\'"]+)|(['"\\][^]*)/g;
const OPEN: Readonly<Record<string, ShlexPlace>> = { "'": "single", '"': "double", "\\": "escape" };

/**
 * A line as Python's shlex.split(line, comments=True) takes it apart, which is how Anaconda reads commands and headers of sections:
 * POSIX quotes, "\" outside of them, and a "#" that begins a comment even inside a word. `place` is what the line ends in.
 */
export function shlex(line: string): { readonly words: readonly string[]; readonly place: ShlexPlace } {
  const words: string[] = [];
  let place: ShlexPlace = "bare";
  let apart = true;
  for (const [whole, ...groups] of line.matchAll(PIECE)) {
    const [space, comment, open] = groups;
    if (comment !== undefined) return { words, place: "comment" };
    if (open !== undefined) place = OPEN[open.charAt(0)] ?? "bare";
    if (space === undefined) words.push((apart ? "" : (words.pop() ?? "")) + meaning(whole));
    apart = space !== undefined;
  }
  return { words, place };
}

/** What a piece of a word says; of one that is torn, what stands behind its quote. */
function meaning(piece: string): string {
  const first = piece.charAt(0);
  if (!(first in OPEN)) return piece;
  if (first === "\\") return piece.slice(1);
  const inner = piece.length > 1 && piece.endsWith(first) ? piece.slice(1, -1) : piece.slice(1);
  return first === "'" ? inner : inner.replaceAll(/\\(["\\])/g, "$1");
}
