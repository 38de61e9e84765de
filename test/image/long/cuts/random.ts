// Chance that can be repeated: the same seed makes the same choices.

export interface Random {
  /** 0 ≤ n < 1 */
  next(): number;
  /** 0 ≤ n < limit, whole. */
  below(limit: number): number;
  oneOf<T>(choices: readonly [T, ...T[]]): T;
  oneOf<T>(choices: readonly T[]): T | undefined;
}

/** mulberry32: 32 bits of state are plenty for choosing moments. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, oneOf: <T>(choices: readonly T[]) => choices[below(choices.length)] as T };
}
