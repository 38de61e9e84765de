/** Letters of any script, digits, and . _ - inside; nothing that a path, a log line or a right-to-left override could be made of. */
const NAME = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}._-]{0,30}[\p{L}\p{M}\p{N}])?$/u;
/** It stands for whoever asks, in the API's paths. */
const RESERVED = ["me"];

export interface AccountName {
  /** As it is shown. */
  readonly name: string;
  /** As it is compared: two names that differ in case only are one. */
  readonly key: string;
}

/** Undefined: not a name for an account. */
export function accountName(text: string): AccountName | undefined {
  const name = text.normalize("NFKC").trim();
  const key = name.toLowerCase();
  return NAME.test(name) && !RESERVED.includes(key) ? { name, key } : undefined;
}

export const NAME_ADVICE = "A name has 1 to 32 letters and digits, with dots, dashes and underscores inside.";
