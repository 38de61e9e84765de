/** One key that may sign: a primary key or a subkey of the key that the configuration names. */
export interface SigningKey {
  readonly fingerprint: string;
  readonly revoked: boolean;
  readonly createdAt: Date;
  /** The earlier of its own end and its primary key's; absent when neither ends. */
  readonly expiresAt?: Date;
}

export type SignatureRefusal =
  | "RS_IMAGE_SIG_MISSING"
  | "RS_IMAGE_SIG_UNREADABLE"
  | "RS_IMAGE_SIG_JUNK"
  | "RS_IMAGE_SIG_BAD"
  | "RS_IMAGE_SIG_STRANGER"
  | "RS_IMAGE_SIG_REVOKED"
  | "RS_IMAGE_SIG_WEAK"
  | "RS_IMAGE_SIG_EXPIRED"
  | "RS_IMAGE_SIG_TIME";

export type Verdict =
  | { readonly verdict: "good"; readonly fingerprint: string; readonly madeAt: Date }
  | {
      readonly verdict: "good-key-expired";
      readonly fingerprint: string;
      readonly madeAt: Date;
      readonly keyExpiredAt: Date;
    }
  | { readonly verdict: "refused"; readonly code: SignatureRefusal; readonly reason: string };

export const refused = (code: SignatureRefusal, reason: string): Verdict => ({ verdict: "refused", code, reason });

const seconds = (text: string | undefined): Date => new Date(Number(text) * 1000);
export const day = (date: Date): string => date.toISOString().slice(0, 10);

// gpg --show-keys --with-colons: one record a line, its fields between colons (GnuPG doc/DETAILS, "Format of the colon listings"):
// 1 type · 2 validity · 6 created · 7 expires; an "fpr" record follows with the fingerprint in field 10
export function parseKeyListing(listing: string): SigningKey[] {
  const keys: SigningKey[] = [];
  let record: string[] = [];
  let primaryEnds: number | undefined;
  for (const line of listing.split("\n")) {
    const fields = line.split(":");
    if (["pub", "sub", "sec", "ssb"].includes(fields[0] ?? "")) {
      record = fields;
      if (fields[0] === "pub" || fields[0] === "sec") primaryEnds = ends(fields);
    }
    if (fields[0] !== "fpr" || record.length === 0) continue;
    const expires = [ends(record), primaryEnds].filter((end) => end !== undefined);
    keys.push({
      fingerprint: fields[9] ?? "",
      revoked: record[1] === "r",
      createdAt: seconds(record[5]),
      ...(expires.length > 0 && { expiresAt: new Date(Math.min(...expires) * 1000) }),
    });
    record = [];
  }
  return keys;
}

const ends = (fields: readonly string[]): number | undefined => (Number(fields[6]) > 0 ? Number(fields[6]) : undefined);

// OpenPGP's hash numbers (RFC 4880 §9.4) for which two files with one signature can be made or are in reach.
const WEAK: Readonly<Record<string, string>> = { 1: "MD5", 2: "SHA-1", 3: "RIPEMD-160" };

/**
 * What gpgv's status lines mean for us. Its exit status is of no use: it is 0 for an expired and for a revoked key, and its own idea
 * of expiry hangs on the clock, which a Pi without a battery has wrong. So only the cryptographic result is taken from gpgv, and the
 * times are compared here: the signature counts if it was made while its key was valid.
 */
export function judge(status: string, keys: readonly SigningKey[], now: Date): Verdict {
  const lines = status.split("\n").flatMap((line) => (line.startsWith("[GNUPG:] ") ? [line.slice(9).split(" ")] : []));
  // NODATA: not OpenPGP at all, or bytes behind the signature that are none.
  if (lines.some(([word]) => word === "NODATA" || word === "UNEXPECTED")) return junk();
  const starts = lines.flatMap(([word], index) => (word === "NEWSIG" ? [index] : []));
  if (starts.length === 0) return junk();
  const verdicts = starts.map((start, index) => judgeOne(lines.slice(start, starts[index + 1]), keys, now));
  const [first] = verdicts;
  const bad = verdicts.find((verdict) => verdict.verdict === "refused");
  if (bad !== undefined && verdicts.length > 1) {
    return refused(bad.code, `one of its ${verdicts.length} signatures does not count: ${bad.reason}`);
  }
  return bad ?? verdicts.find((verdict) => verdict.verdict === "good-key-expired") ?? first ?? junk();
}

export const junk = (): Verdict =>
  refused("RS_IMAGE_SIG_JUNK", "the .sig file is not one OpenPGP signature and nothing else");

type Line = readonly string[];

function judgeOne(lines: readonly Line[], keys: readonly SigningKey[], now: Date): Verdict {
  const find = (word: string): Line | undefined => lines.find(([first]) => first === word);
  if (find("BADSIG"))
    return refused(
      "RS_IMAGE_SIG_BAD",
      "the signature does not belong to this file: one of the two was changed or damaged",
    );
  const error = find("ERRSIG");
  if (error !== undefined) return errorOf(error, keys);
  if (find("REVKEYSIG")) return refused("RS_IMAGE_SIG_REVOKED", "its key was revoked by its owner");
  if (find("EXPSIG"))
    return refused("RS_IMAGE_SIG_EXPIRED", "the signature itself was made for a limited time, which is over");
  const valid = find("VALIDSIG");
  return valid === undefined
    ? refused("RS_IMAGE_SIG_UNREADABLE", "gpgv could not check the signature")
    : judgeValid(valid, keys, now);
}

// ERRSIG keyid pkalgo hashalgo class time rc fingerprint; rc 4: unknown algorithm, 5: weak digest, 9: no such key
function errorOf([, keyId = "", , hash = "", , , code = ""]: Line, keys: readonly SigningKey[]): Verdict {
  if (code === "9") return stranger(keyId, keys);
  if (hash in WEAK) return weak(hash);
  return refused("RS_IMAGE_SIG_UNREADABLE", `gpgv could not check the signature (its error ${code})`);
}

const weak = (hash: string): Verdict =>
  refused("RS_IMAGE_SIG_WEAK", `it was made with ${WEAK[hash] ?? "an old hash"}, which can be forged`);

const stranger = (key: string, keys: readonly SigningKey[]): Verdict =>
  refused(
    "RS_IMAGE_SIG_STRANGER",
    `it was made by the key ${key}, and the key file holds ${keys.map((one) => one.fingerprint).join(", ")}`,
  );

// VALIDSIG fingerprint date made expires version reserved pkalgo hash class [primary's fingerprint]
function judgeValid(valid: Line, keys: readonly SigningKey[], now: Date): Verdict {
  const [, fingerprint = "", , made, , , , , hash = "", type] = valid;
  const key = keys.find((one) => one.fingerprint === fingerprint);
  const madeAt = seconds(made);
  if (key === undefined) return stranger(fingerprint, keys);
  if (key.revoked) return refused("RS_IMAGE_SIG_REVOKED", "its key was revoked by its owner");
  if (hash in WEAK) return weak(hash);
  if (type !== "00")
    return refused("RS_IMAGE_SIG_UNREADABLE", `it is not a signature of a file (type ${type ?? "none"})`);
  if (madeAt < key.createdAt) {
    return refused(
      "RS_IMAGE_SIG_TIME",
      `it says it was made on ${day(madeAt)}, before its key was, on ${day(key.createdAt)}`,
    );
  }
  const { expiresAt } = key;
  if (expiresAt === undefined) return { verdict: "good", fingerprint, madeAt };
  if (madeAt >= expiresAt) {
    return refused("RS_IMAGE_SIG_TIME", `it was made on ${day(madeAt)}, when its key had expired on ${day(expiresAt)}`);
  }
  return expiresAt <= now
    ? { verdict: "good-key-expired", fingerprint, madeAt, keyExpiredAt: expiresAt }
    : { verdict: "good", fingerprint, madeAt };
}

/**
 * Whether a binary .sig holds signature packets (tag 2) and nothing else. gpgv passes over some packets that have no business there,
 * so what stands behind a signature would otherwise go unnoticed.
 */
export function onlySignatures(bytes: Buffer): boolean {
  let at = 0;
  while (at < bytes.length) {
    const packet = packetAt(bytes, at);
    if (packet?.tag !== 2 || packet.end > bytes.length) return false;
    at = packet.end;
  }
  return at > 0;
}

// RFC 4880 §4.2: 1 · format · tag, then the length. Old format: tag in bits 5–2, length of 1, 2 or 4 bytes by bits 1–0. New format:
// tag in bits 5–0, one byte below 192, two below 224, else 0xff and four. A signature's length is never indeterminate or partial.
function packetAt(bytes: Buffer, at: number): { tag: number; end: number } | undefined {
  const head = bytes[at] ?? 0;
  const first = bytes[at + 1] ?? 0;
  if ((head & 0x80) === 0 || at + 6 > bytes.length) return undefined;
  if ((head & 0x40) === 0) {
    const size = [1, 2, 4][head & 3];
    if (size === undefined) return undefined;
    return { tag: (head >> 2) & 15, end: at + 1 + size + bytes.readUIntBE(at + 1, size) };
  }
  const tag = head & 63;
  if (first < 192) return { tag, end: at + 2 + first };
  if (first < 224) return { tag, end: at + 3 + ((first - 192) << 8) + (bytes[at + 2] ?? 0) + 192 };
  return first === 255 ? { tag, end: at + 6 + bytes.readUInt32BE(at + 2) } : undefined;
}
