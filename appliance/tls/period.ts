import { SOURCE_DATE } from "../version.ts";

/** From when to when a certificate counts. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const DAY = 86_400_000;
const STEP = 365 * DAY;
/** Apple's systems refuse a server's certificate that counts for more than 825 days, also below a person's own authority. */
const LIFE = 730 * DAY;
/** A clock that is further ahead of the source than this is taken for broken. */
const BELIEVED = 10 * STEP;

/**
 * The period for a leaf that is issued now. It begins on a grid of years behind the source's date, never "now": a clock
 * without a battery says 1970, and a certificate from then would have ended long ago for every browser. With a right
 * clock, one to two years are left. A clock that cannot be right changes nothing: the period stays the one of `before`.
 */
export function leafPeriod(clock: Date, before?: Date): Period {
  const age = clock.getTime() - SOURCE_DATE.getTime();
  const believed = age >= 0 && age < BELIEVED;
  if (!believed && before !== undefined) return periodFrom(before.getTime());
  return periodFrom(SOURCE_DATE.getTime() + (believed ? Math.floor(age / STEP) * STEP : 0));
}

const periodFrom = (from: number): Period => ({ from: new Date(from), to: new Date(from + LIFE) });

/** The authority outlives the appliance, and ends where every reader of dates still reads two digits of the year (RFC 5280 §4.1.2.5). */
export const AUTHORITY_PERIOD: Period = { from: SOURCE_DATE, to: new Date("2049-12-31T23:59:59Z") };
