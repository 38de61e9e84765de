/** The highest unit of a rack. */
export const MOST_UNITS = 60;

/** Where a machine stands. */
export interface Place {
  readonly rack?: string | undefined;
  readonly unit?: number | undefined;
  readonly height?: number | undefined;
}

/** The units that it takes, lowest first; none while nobody has said which rack and unit. */
export function unitsOf({ rack, unit, height = 1 }: Place): number[] {
  if (rack === undefined || unit === undefined) return [];
  return Array.from({ length: height }, (_, above) => unit + above);
}

/** Why a place cannot be, as a sentence; undefined when it can. */
export function placeProblem({ rack, unit, height = 1 }: Place): string | undefined {
  if (unit === undefined) return undefined;
  if (rack === undefined) return `unit ${unit} belongs to no rack. Name the rack too.`;
  const top = unit + height - 1;
  if (top <= MOST_UNITS) return undefined;
  return `a machine of ${height} units that begins at unit ${unit} ends at ${top}; a rack has at most ${MOST_UNITS}. Begin lower.`;
}
