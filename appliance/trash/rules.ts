/** How long what was removed can be taken back, in days during which the appliance runs. */
export const KEPT_DAYS = { profile: 30, image: 7 } as const;

const DAY = 86_400;

/** What the rules ask of a thing in the trash. */
export interface Kept {
  readonly kind: keyof typeof KEPT_DAYS;
  /** Appliance second of its removal. */
  readonly second: number;
}

/** Whole days until it goes, at least 0. */
export const daysLeft = ({ kind, second }: Kept, now: number): number =>
  Math.max(0, Math.ceil(KEPT_DAYS[kind] - (now - second) / DAY));

/** What has lain there long enough. */
export const expired = <T extends Kept>(items: readonly T[], now: number): T[] =>
  items.filter(({ kind, second }) => now - second >= KEPT_DAYS[kind] * DAY);

/** What goes first when the card is too full for an import: the image that was removed longest ago. Profiles take no room. */
export const firstToGo = <T extends Kept>(items: readonly T[]): T | undefined =>
  items.filter(({ kind }) => kind === "image").toSorted((a, b) => a.second - b.second)[0];
