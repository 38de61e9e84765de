/** How many columns a text takes on a terminal: Chinese characters take two, marks that sit on others none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}|\u200d|\ufe0f/u.test(character) ? 0 : isWide(character) ? 2 : 1;
  return width;
}

/** East Asian Wide and Fullwidth (Unicode Annex 11), and pictures. */
const isWide = (character: string): boolean =>
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u.test(
    character,
  );

/** A host name of a stranger may hold the terminal's own commands: control characters are shown and not obeyed. */
export const harmless = (text: string): string => text.replaceAll(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, "�");

export type Cell = string | number | undefined;

/** Aligned columns; the last one is not padded. Without rows only the heads. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [heads, ...rows.map((row) => row.map((cell) => harmless(String(cell ?? "-"))))];
  const widths = heads.map((_, column) => Math.max(...texts.map((row) => widthOf(row[column] ?? ""))));
  return texts
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)),
        )
        .join("  "),
    )
    .join("\n");
}

/** Names and values, one a line, or several lines below each other; absent values are left out. */
export function facts(pairs: readonly (readonly [string, Cell | readonly string[]])[]): string {
  const present = pairs.filter(([, value]) => value !== undefined && value !== "");
  const width = Math.max(0, ...present.map(([name]) => widthOf(name)));
  const lines = (value: Cell | readonly string[]): string =>
    [value]
      .flat()
      .map((line) => harmless(String(line)))
      .join(`\n${" ".repeat(width + 2)}`);
  return present.map(([name, value]) => `${name.padEnd(width)}  ${lines(value)}`).join("\n");
}

export function size(bytes: number): string {
  const [unit, name] = bytes >= 1e9 ? [1e9, "GB"] : bytes >= 1e6 ? [1e6, "MB"] : [1e3, "kB"];
  return `${(bytes / unit).toFixed(bytes >= 1e6 ? 1 : 0)} ${name}`;
}
