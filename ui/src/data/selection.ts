/** Which of a list are chosen: by clicks, with Shift for a range, or by the keyboard. Never changed; each step makes a new one. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  /** Where the keyboard is, and where a range begins. */
  readonly cursor: string | undefined;
  readonly anchor: string | undefined;
}

export const NOTHING: Selection = { chosen: new Set(), cursor: undefined, anchor: undefined };

/** One is chosen, or not any more. */
export function toggled(selection: Selection, mac: string): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(mac)) chosen.add(mac);
  return { chosen, cursor: mac, anchor: mac };
}

/** All from where the range begins to this one are chosen as well. */
export function rangeTo(selection: Selection, mac: string, list: readonly string[]): Selection {
  const from = list.indexOf(selection.anchor ?? mac);
  const to = list.indexOf(mac);
  const range = list.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set([...selection.chosen, ...range]), cursor: mac, anchor: selection.anchor ?? mac };
}

/** The keyboard goes so many further. */
export function moved(selection: Selection, by: number, list: readonly string[]): Selection {
  const at = selection.cursor === undefined ? -1 : list.indexOf(selection.cursor);
  const next = list[Math.max(0, Math.min(list.length - 1, at === -1 ? 0 : at + by))];
  return { ...selection, cursor: next, anchor: next };
}

/** What is not in the list any more is not chosen any more. */
export function within(selection: Selection, there: (mac: string) => boolean): Selection {
  if ([...selection.chosen].every(there)) return selection;
  return { ...selection, chosen: new Set([...selection.chosen].filter(there)) };
}
