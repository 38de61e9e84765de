/** Lets the first few of each kind pass in a stretch of time, so that a flood of packets is no flood of lines. */
export class Limit {
  readonly #seen = new Map<string, { since: number; count: number }>();
  readonly #most: number;
  readonly #seconds: number;

  constructor(most: number, seconds: number) {
    this.#most = most;
    this.#seconds = seconds;
  }

  allows(what: string, now: number): boolean {
    const entry = this.#seen.get(what);
    if (entry === undefined || now - entry.since >= this.#seconds) {
      if (this.#seen.size >= 1000) this.#seen.clear();
      this.#seen.set(what, { since: now, count: 1 });
      return true;
    }
    entry.count += 1;
    return entry.count <= this.#most;
  }
}
