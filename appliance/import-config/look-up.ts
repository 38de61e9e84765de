/** What a table says of a word that a stranger wrote: "constructor" and "__proto__" are words like others. */
export const lookUp = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
