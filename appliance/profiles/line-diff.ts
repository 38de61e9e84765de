import { diffLines } from "diff";

/** One line of a comparison. `gap`: so many lines that are the same in both were left out. */
export type DiffLine =
  | { readonly kind: "same" | "added" | "removed"; readonly text: string }
  | { readonly kind: "gap"; readonly lines: number };

/** Past so many changed lines a finer comparison helps nobody, and its cost grows with their square. */
const MOST_CHANGES = 600;
const CONTEXT = 3;

/** What turned `before` into `after`, line by line, with three unchanged lines around each change. Empty when they are the same. */
export function lineDiff(before: string, after: string): DiffLine[] {
  if (before === after) return [];
  const changes = diffLines(before, after, { maxEditLength: MOST_CHANGES }) ?? [
    { value: before, removed: true, added: false },
    { value: after, added: true, removed: false },
  ];
  return folded(
    changes.flatMap(({ value, added, removed }): DiffLine[] => {
      const kind = added ? "added" : removed ? "removed" : "same";
      return linesOf(value).map((text) => ({ kind, text }));
    }),
  );
}

const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** Leaves out what is the same and far from any change. */
function folded(lines: readonly DiffLine[]): DiffLine[] {
  const near = new Set<number>();
  lines.forEach(({ kind }, index) => {
    if (kind === "same") return;
    for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at);
  });
  const kept: DiffLine[] = [];
  let skipped = 0;
  lines.forEach((line, index) => {
    if (!near.has(index)) {
      skipped++;
      return;
    }
    if (skipped > 0) kept.push({ kind: "gap", lines: skipped });
    skipped = 0;
    kept.push(line);
  });
  if (skipped > 0) kept.push({ kind: "gap", lines: skipped });
  return kept;
}
