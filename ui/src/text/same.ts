/** The shape of a catalogue: the same keys, and functions that take the same values. */
export type Same<T> = T extends (...values: infer A) => string
  ? (...values: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Same<T[K]> };
