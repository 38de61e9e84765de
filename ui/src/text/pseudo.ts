const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ").map((letter, index) => [
    letter,
    Array.from("àƀçďéƒĝĥîĵķļɱñôþǫŕšţûṽŵẋýžÀƁÇĎÉƑĜĤÎĴĶĻṀÑÔÞǪŔŠŢÛṼŴẊÝŽ")[index] ?? letter,
  ]),
);

/** A language that nobody speaks: every letter accented, every vowel twice, so a text is about 1.4 times as long as in English. */
export const pseudoText = (text: string): string =>
  text.replaceAll(/[A-Za-z]/g, (letter) => {
    const accented = ACCENTED[letter] ?? letter;
    return /[aeiou]/i.test(letter) ? accented + accented.toLowerCase() : accented;
  });

/** The strings in what a text function is given: they are data, and stay as they are. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

function around(text: string, data: readonly string[]): string {
  if (data.length === 0) return pseudoText(text);
  const parts = text.split(
    new RegExp(
      `(${[...data]
        .sort((a, b) => b.length - a.length)
        .map(escaped)
        .join("|")})`,
    ),
  );
  return parts.map((part, index) => (index % 2 === 1 ? part : pseudoText(part))).join("");
}

/** A catalogue in the pseudo language. Pages hold nothing of it: tests and the gallery put it in the place of English. */
export function pseudo<T>(catalogue: T): T {
  if (typeof catalogue === "string") return pseudoText(catalogue) as T;
  if (typeof catalogue === "function") {
    const say = catalogue as unknown as (...values: unknown[]) => unknown;
    return ((...values: unknown[]) => {
      const said = say(...values);
      return typeof said === "string" ? around(said, stringsIn(values)) : said;
    }) as T;
  }
  if (Array.isArray(catalogue)) return catalogue.map((one: unknown) => pseudo(one)) as T;
  if (typeof catalogue === "object" && catalogue !== null) {
    return Object.fromEntries(
      Object.entries(catalogue).map(([key, value]) => [key, key === "id" ? value : pseudo<unknown>(value)]),
    ) as T;
  }
  return catalogue;
}
