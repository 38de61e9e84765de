export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;

/** Words that lists of leaked passwords are full of, and those that stand on this appliance's own box. */
const COMMON = [
  "password passwort passwd pass admin administrator root user guest test login letmein welcome changeme default secret",
  "master manager system server server01 network computer internet rackseed raspberry raspberrypi raspberrypie pi rack",
  "datacenter install debian ubuntu centos redhat coreos kubernetes dragon monkey shadow sunshine princess football",
  "baseball superman batman starwars trustno iloveyou michael jordan charlie hello whatever freedom correcthorse",
  "woaini woaini woaiwojia wodemima mima nihao woaizhongguo zhongguo beijing shanghai zhangwei wangwei liwei",
]
  .join(" ")
  .split(" ");

/** Rows that fingers and minds run along; a password that is a piece of one, forwards or backwards, is no secret. */
const RUNS = [
  "0123456789012345678901234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "qazwsxedcrfvtgbyhnujmikolp",
  "zaq12wsxcde34rfvbgt56yhn",
  "1234qwerasdfzxcv",
  "qwer1234asdfzxcv",
  "5201314520131452013145201314",
];
const FEWEST_LETTERS = 5;
const DISGUISE: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "@": "a",
  $: "s",
};

export type PasswordFault = "short" | "long" | "common" | "monotonous" | "name";

/** Why this is no password for this account; undefined: it may be one. Length decides, not kinds of characters (NIST SP 800-63B). */
export function passwordFault(password: string, name: string): PasswordFault | undefined {
  const plain = password.normalize("NFKC");
  const letters = Array.from(plain);
  if (letters.length < SHORTEST_PASSWORD) return "short";
  if (letters.length > LONGEST_PASSWORD) return "long";
  const low = plain.toLowerCase();
  if (new Set(low).size < FEWEST_LETTERS) return "monotonous";
  const owner = name.normalize("NFKC").toLowerCase();
  if (owner.length > 2 && withoutTail(low) === owner) return "name";
  return isCommon(low, owner) ? "common" : undefined;
}

function isCommon(low: string, owner: string): boolean {
  const backwards = Array.from(low).reverse().join("");
  if (RUNS.some((run) => run.includes(low) || run.includes(backwards))) return true;
  const known = new Set([...COMMON, owner, ""]);
  const word = withoutTail(low);
  if ([word, undisguised(word), withoutTail(undisguised(low))].some((one) => known.has(one))) return true;
  const half = low.slice(0, low.length / 2);
  return low === half + half && (known.has(withoutTail(half)) || RUNS.some((run) => run.includes(half)));
}

const undisguised = (text: string): string => Array.from(text, (letter) => DISGUISE[letter] ?? letter).join("");

/** "2024password!!" → "password": digits and signs around a word make it no better. */
const withoutTail = (text: string): string => text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");

/** For the person: what is wrong, and what to do. */
export const PASSWORD_ADVICE: Readonly<Record<PasswordFault, string>> = {
  short: `The password is too short: use at least ${SHORTEST_PASSWORD} characters. Three or four words that do not belong together are easy to keep.`,
  long: `The password is too long: use at most ${LONGEST_PASSWORD} characters.`,
  common: "This password is on every list of common ones. Use three or four words that do not belong together.",
  monotonous: "The password repeats too few different characters. Use three or four words that do not belong together.",
  name: "The password is the account's name with something around it. Use words that have nothing to do with it.",
};
