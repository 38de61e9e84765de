/** Aborts when nothing was heard for so long (ms). Whoever pulls a plug ends no connection: it would stand for many minutes. */
export class Silence {
  readonly #lost = new AbortController();
  readonly #most: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(most: number) {
    this.#most = most;
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lost.abort(), this.#most);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** The same promise, rejected as soon as `signal` aborts. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true }),
  );
  return Promise.race([promise, aborted]);
}
