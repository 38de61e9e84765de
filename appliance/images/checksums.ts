/** One line of a file of sums: data, whatever it says. */
export interface Sum {
  /** Empty where a file holds nothing but a sum. */
  readonly file: string;
  readonly sha256: string;
}

/**
 * The SHA-256 sums in a text: GNU style (`<sum>  <file>`), BSD style (`SHA256 (<file>) = <sum>`, as Fedora and Rocky write it), or
 * one bare sum. Whatever else stands there is passed over: comments, sizes, other algorithms, the armour of a clear-signed message.
 */
export function parseSums(text: string): Sum[] {
  return text.split(/\r?\n/).flatMap((line): Sum[] => {
    const bsd = /^SHA256 \((.{1,1024})\) = ([0-9a-f]{64})\s*$/i.exec(line);
    if (bsd?.[1] !== undefined && bsd[2] !== undefined) return [{ file: bsd[1], sha256: bsd[2].toLowerCase() }];
    const gnu = /^([0-9a-f]{64})(?:[ \t]+\*?(\S.{0,1023}?))?\s*$/i.exec(line);
    return gnu?.[1] === undefined ? [] : [{ file: gnu[2] ?? "", sha256: gnu[1].toLowerCase() }];
  });
}

export type SumsSay =
  { readonly kind: "sum"; readonly sha256: string } | { readonly kind: "nothing" | "contradiction" };

/** What a file of sums says about one file beside it. A line that names another folder is about another file (trust 4.90). */
export function sumFor(sums: readonly Sum[], fileName: string, bareCounts: boolean): SumsSay {
  const named = sums.filter(({ file }) => file.replace(/^\.\//, "") === fileName || (bareCounts && file === ""));
  const different = new Set(named.map(({ sha256 }) => sha256));
  const [sha256] = different;
  if (sha256 === undefined) return { kind: "nothing" };
  return different.size === 1 ? { kind: "sum", sha256 } : { kind: "contradiction" };
}

/** Whether a file beside an ISO may hold its sum. */
export const holdsSums = (name: string, iso: string): boolean =>
  name === `${iso}.sha256` ||
  name === `${iso}.sha256sum` ||
  /^(SHA256SUMS?(\.txt)?|sha256sums?(\.txt)?|.*-CHECKSUM|.*\.CHECKSUM|CHECKSUM)$/.test(name);

/** Enough of a sum to tell two apart on a screen. */
export const shortSum = (sha256: string): string => `${sha256.slice(0, 8)}…${sha256.slice(-8)}`;
