const MOST = 5;
const WINDOW_MS = 60_000;

/** At most five wrong tries in a minute; a right one wipes the slate. `now` in ms that never run backwards. */
export interface Tries {
  /** Seconds to wait, or 0. */
  wait(now: number): number;
  failed(now: number): void;
  succeeded(): void;
}

export function tries(): Tries {
  let failures: number[] = [];
  return {
    wait(now) {
      failures = failures.filter((at) => now - at < WINDOW_MS);
      const oldest = failures[0];
      return failures.length < MOST || oldest === undefined ? 0 : Math.ceil((oldest + WINDOW_MS - now) / 1000);
    },
    failed: (now) => void failures.push(now),
    succeeded: () => (failures = []),
  };
}
