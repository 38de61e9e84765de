import { createHash } from "node:crypto";
import { wordlist } from "@scure/bip39/wordlists/english.js";

const WORDS = 6;
const BITS = 11;

/**
 * Six words that a person can compare between screen and browser: the first 66 bits of the SHA-256 of a public key
 * (SubjectPublicKeyInfo, DER), eleven bits a word.
 */
export function fingerprintWords(publicKey: Buffer): readonly string[] {
  const digest = createHash("sha256").update(publicKey).digest();
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: WORDS }, (_, index) => {
    const number = Number.parseInt(bits.slice(index * BITS, (index + 1) * BITS), 2);
    return wordlist[number] ?? "";
  });
}
