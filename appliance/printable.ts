// C0, DEL, C1, line ends, byte order marks, half surrogate pairs and text-direction overrides: a terminal or a page would obey them.
const CONTROL = /[\p{Cc}\u2028\u2029\ufeff\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** Somebody else's words as one harmless line: what is not visible is written as \u{1b}. Tabs become spaces. */
export const escaped = (text: string): string =>
  text.replaceAll("\t", " ").replaceAll(CONTROL, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
