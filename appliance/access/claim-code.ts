import { createHash, timingSafeEqual } from "node:crypto";

/** Crockford's base 32: no I, L, O or U, so that a code read from a screen is typed as it was meant. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Bytes of randomness in a code: 40 bits are 8 characters. */
export const CLAIM_BYTES = 5;
const LENGTH = 8;

/** Five random bytes as a person reads them: "K7QF-2M9X". */
export function claimCodeOf(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random.subarray(0, CLAIM_BYTES)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let place = LENGTH - 1; place >= 0; place--) text += ALPHABET[Number((bits >> BigInt(place * 5)) & 31n)] ?? "";
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** What a person typed, as the code is written: any case, O for 0, I and L for 1, dashes and spaces anywhere. Undefined: no code at all. */
export function parseClaimCode(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  if (plain.length !== LENGTH || Array.from(plain).some((letter) => !ALPHABET.includes(letter))) return undefined;
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}

/** The same secret? In constant time; hashing first makes both the same length. */
export function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
