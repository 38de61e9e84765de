/** An installer of a full tree fetches some 3,000 packages; whoever asks for more paths is counted without memory of them. */
const MOST_PATHS = 20_000;

/** How much of each file left, so that a download that is repeated or resumed does not count twice. */
export class Stretches {
  readonly #furthest = new Map<string, number>();

  /** How many bytes of the stretch [start, end) are new: those behind the furthest that left of this file. */
  add(path: string, start: number, end: number): number {
    const furthest = this.#furthest.get(path) ?? 0;
    const fresh = Math.max(0, end - Math.max(start, furthest));
    if (end > furthest && (this.#furthest.has(path) || this.#furthest.size < MOST_PATHS)) this.#furthest.set(path, end);
    return fresh;
  }
}
