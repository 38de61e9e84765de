export interface AttemptLimit {
  /** So many in one window, then none until it ends. */
  readonly most: number;
  /** Seconds. */
  readonly window: number;
  /** Each wait of one place is twice as long as the one before, up to this (s). The same as `window`: it does not grow. */
  readonly longest: number;
}

interface Place {
  count: number;
  since: number;
  /** Seconds; longer than the window after repeated guessing. */
  length: number;
  /** Windows in a row that were used up. */
  blocks: number;
}

/** A place that was quiet for so long (s) starts anew. */
const FORGIVEN = 3600;
const MOST_PLACES = 10_000;

/** Counts tries per place (an address, or "" for everybody). Time is an argument: seconds that only go forward. */
export class Attempts {
  readonly #limit: AttemptLimit;
  readonly #places = new Map<string, Place>();

  constructor(limit: AttemptLimit) {
    this.#limit = limit;
  }

  /** Seconds until this place may try again; 0: it may now. */
  wait(place: string, now: number): number {
    const seen = this.#places.get(place);
    if (seen === undefined || seen.count < this.#limit.most) return 0;
    return Math.max(0, Math.ceil(seen.since + seen.length - now));
  }

  /** Counts a try, before its outcome is known: parallel guesses must not get in before the first is counted. */
  take(place: string, now: number): void {
    const seen = this.#current(place, now);
    seen.count++;
    if (seen.count >= this.#limit.most) {
      seen.since = now;
      seen.length = Math.min(this.#limit.longest, this.#limit.window * 2 ** seen.blocks);
      seen.blocks++;
    }
    this.#places.delete(place); // so that the map is ordered by age
    this.#places.set(place, seen);
    const oldest = this.#places.keys().next();
    if (this.#places.size > MOST_PLACES && oldest.done !== true) this.#places.delete(oldest.value);
  }

  /** The try was right: only this one is given back, or one account of one's own would pay for guessing at others. */
  giveBack(place: string): void {
    const seen = this.#places.get(place);
    if (seen === undefined || seen.count === 0) return;
    if (seen.count >= this.#limit.most) seen.blocks--;
    seen.count--;
  }

  #current(place: string, now: number): Place {
    const { window } = this.#limit;
    const seen = this.#places.get(place);
    if (seen === undefined || now - seen.since > seen.length + FORGIVEN)
      return { count: 0, since: now, length: window, blocks: 0 };
    if (now - seen.since >= seen.length) return { ...seen, count: 0, since: now, length: window };
    return seen;
  }
}
