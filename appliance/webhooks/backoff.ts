/** Seconds: 10 s, 1 m, 5 m, 30 m, 2 h. */
const WAITS = [10, 60, 300, 1800, 7200] as const;

/** Seconds until the next try after so many failed ones; undefined: it is given up. */
export const waitAfter = (failed: number): number | undefined => WAITS[failed - 1];
