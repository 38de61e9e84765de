/** How many lines one sender may send: `perSecond` all the time, and `burst` at once. Anaconda starts with some 2,000 lines. */
export interface FlowLimits {
  readonly perSecond: number;
  readonly burst: number;
}

export const FLOW_LIMITS: FlowLimits = { perSecond: 200, burst: 4000 };

const MOST_SENDERS = 1000;

/** A bucket for each sender, so that one that shouts does not drown the others. */
export class Flow<Sender> {
  readonly #buckets = new Map<Sender, { left: number; at: number }>();
  readonly #limits: FlowLimits;

  constructor(limits: FlowLimits = FLOW_LIMITS) {
    this.#limits = limits;
  }

  /** `now` in seconds. */
  allows(sender: Sender, now: number): boolean {
    const { perSecond, burst } = this.#limits;
    const known = this.#buckets.get(sender) ?? { left: burst, at: now };
    const left = Math.min(burst, known.left + (now - known.at) * perSecond);
    if (!this.#buckets.has(sender) && this.#buckets.size >= MOST_SENDERS) this.#buckets.clear();
    this.#buckets.set(sender, { left: Math.max(0, left - 1), at: now });
    return left >= 1;
  }
}
