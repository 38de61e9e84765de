/** What argon2id is asked to spend. */
export interface Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

export interface Hashed extends Cost {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The PHC string format: "$argon2id$v=19$m=19456,t=2,p=1$salt$hash", base 64 without padding. */
export const formatPhc = ({ memory, passes, parallelism, salt, hash }: Hashed): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;

/** Undefined: not written by formatPhc. */
export function parsePhc(text: string): Hashed | undefined {
  const match =
    /^\$argon2id\$v=19\$m=([0-9]{1,8}),t=([0-9]{1,4}),p=([0-9]{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  if (match === null) return undefined;
  const [, memory, passes, parallelism, salt = "", hash = ""] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

const base64 = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");
