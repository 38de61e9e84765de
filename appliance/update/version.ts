/**
 * Which of two versions is newer: below 0 when `one` is older than `other`, 0 when they are the same. As semver.org orders
 * them: numbers as numbers, 1.2.0-rc.1 before 1.2.0, what follows a plus does not count. Anything that is no version is older
 * than everything that is.
 */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [parse(one), parse(other)];
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  for (const at of [0, 1, 2]) {
    const difference = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreReleases(a.before, b.before);
}

interface Version {
  readonly numbers: readonly number[];
  /** What stands behind the dash: empty for a release. */
  readonly before: readonly string[];
}

function parse(text: string): Version | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,100}))?(?:\+[0-9A-Za-z.-]{1,100})?$/.exec(text);
  if (match === null) return undefined;
  return { numbers: match.slice(1, 4).map(Number), before: match[4]?.split(".") ?? [] };
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = compareParts(a[at], b[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A part that is missing comes first, then numbers in their order, then words in theirs. */
function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [first, second] = [isNumber(a), isNumber(b)];
  if (first && second) return Number(a) - Number(b);
  if (first !== second) return first ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

const isNumber = (part: string): boolean => /^\d{1,15}$/.test(part);
