/** Where in a kickstart line a value would stand. */
export type ShlexPlace = "bare" | "single" | "double" | "comment" | "escape";

/**
 * A line as Python's shlex.split(line, comments=True) takes it apart, which is how Anaconda reads commands and headers of sections:
 * POSIX quotes, "\" outside of them, and a "#" that begins a comment even inside a word. `place` is what the line ends in.
 */
export function shlex(line: string): { readonly words: readonly string[]; readonly place: ShlexPlace } {
  const words: string[] = [];
  let word: string | undefined;
  let place: ShlexPlace = "bare";
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? "";
    if (place === "escape") {
      word = (word ?? "") + char;
      place = "bare";
    } else if (place === "single" || place === "double") {
      const next = line[at + 1] ?? "";
      if (char === (place === "single" ? "'" : '"')) place = "bare";
      else if (place === "double" && char === "\\" && (next === '"' || next === "\\")) {
        word = (word ?? "") + next;
        at += 1;
      } else word = (word ?? "") + char;
    } else if (char === "#") {
      place = "comment";
      break;
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word ??= "";
      if (char === "'") place = "single";
      else if (char === '"') place = "double";
      else if (char === "\\") place = "escape";
      else word += char;
    }
  }
  if (word !== undefined) words.push(word);
  return { words, place };
}
