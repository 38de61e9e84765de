import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";

/** "RSSECRET1" 9 · salt 16 · nonce 12 · tag 16 · ciphertext (AES-256-GCM; the key is scrypt of the passphrase). */
const MAGIC = Buffer.from("RSSECRET1");
const [SALT, NONCE, TAG] = [16, 12, 16];
const HEAD = MAGIC.length + SALT + NONCE;
/** 64 MiB and about half a second on a Pi: guessing costs that much for each word. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };

export function seal(plain: Buffer, passphrase: string): Buffer {
  const salt = randomBytes(SALT);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", keyOf(passphrase, salt), nonce);
  const head = Buffer.concat([MAGIC, salt, nonce]);
  cipher.setAAD(head);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, cipher.getAuthTag(), text]);
}

/** Undefined when the passphrase is wrong or the bytes were changed: the two cannot be told apart. */
export function unseal(sealed: Buffer, passphrase: string): Buffer | undefined {
  if (sealed.length < HEAD + TAG || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const salt = sealed.subarray(MAGIC.length, MAGIC.length + SALT);
  const nonce = sealed.subarray(MAGIC.length + SALT, HEAD);
  const decipher = createDecipheriv("aes-256-gcm", keyOf(passphrase, salt), nonce);
  decipher.setAAD(sealed.subarray(0, HEAD));
  decipher.setAuthTag(sealed.subarray(HEAD, HEAD + TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD + TAG)), decipher.final()]);
  } catch {
    return undefined; // GCM's only failure: the tag does not fit
  }
}

const keyOf = (passphrase: string, salt: Buffer): Buffer => scryptSync(passphrase.normalize("NFC"), salt, 32, COST);
