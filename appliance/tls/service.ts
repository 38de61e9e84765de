import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, X509Certificate } from "node:crypto";
import { promisify } from "node:util";

import { AppError } from "../errors.ts";
import type { TlsFiles } from "./files.ts";
import type * as Issue from "./issue.ts";
import { permittedFor, type Permitted, type Subjects } from "./names.ts";
import { leafPeriod, type Period } from "./period.ts";
import { fingerprintWords } from "./words.ts";

export interface TlsNeeds {
  readonly files: TlsFiles;
  /** What the certificates are to be for now. */
  readonly subjects: () => Subjects;
  /** The wall clock, right or wrong. */
  readonly clock: () => Date;
  /** Told after certificates were made; `authority`: also the authority's, with the same key. */
  readonly issued: (authority: boolean) => void;
}

/** What a TLS server is started with, and again after a change. Both kinds: the client's signature algorithms choose. */
export interface Credentials {
  readonly key: readonly string[];
  readonly cert: readonly string[];
}

/** What a person wants to know of the certificate. Times are ISO 8601. */
export interface CertificateFacts extends Subjects {
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the authority's certificate as browsers show it: upper-case pairs with colons. */
  readonly authorityFingerprint: string;
}

export interface Tls {
  /** Six words for the authority's key; they stay as long as the key does. */
  fingerprintWords(): readonly string[];
  /** The authority's certificate, for whoever wants to trust it. */
  readonly caPem: string;
  credentials(): Credentials;
  facts(): CertificateFacts;
  /** Issues anew what no longer fits the names or the time; true if something was. */
  refresh(): Promise<boolean>;
  /** Told after a refresh that issued something. */
  subscribe(listener: () => void): () => void;
}

const KINDS = ["ec", "rsa"] as const;
type Kind = (typeof KINDS)[number];

interface Leaf {
  readonly key: string;
  readonly certificate: string;
}

/**
 * The appliance's own authority and what it signed. The authority's key is made once, the first time; it is never
 * replaced, because browsers trust it.
 */
export async function openTls(needs: TlsNeeds): Promise<Tls> {
  const { files } = needs;
  const authorityKey = await keyIn(files, "authority", "ec");
  const words = fingerprintWords(createPublicKey(authorityKey).export({ type: "spki", format: "der" }));
  const keys = { ec: await keyIn(files, "ec", "ec"), rsa: await keyIn(files, "rsa", "rsa") };
  const listeners = new Set<() => void>();
  let caPem = "";
  let leaves: Record<Kind, Leaf>;

  const look = async (): Promise<boolean> => {
    const authority = certificateFor(files.read("authority.crt"), authorityKey);
    const found = {
      ec: certificateFor(files.read("ec.crt"), keys.ec),
      rsa: certificateFor(files.read("rsa.crt"), keys.rsa),
    };
    const subjects = needs.subjects();
    const period = leafPeriod(needs.clock(), found.ec?.validFromDate);
    const fits = KINDS.every((kind) => authority !== undefined && leafFits(found[kind], authority, subjects, period));
    const issue = fits ? undefined : await import("./issue.ts"); // a library that a usual start does without
    const before = authority?.toString();
    caPem = issue === undefined ? (before ?? "") : signer(issue, before, subjects);
    const leafOf = (kind: Kind): Leaf => ({
      key: keys[kind].export({ type: "pkcs8", format: "pem" }).toString(),
      certificate:
        issue === undefined
          ? (found[kind]?.toString() ?? "")
          : issue.issueLeaf({ certificate: caPem, key: authorityKey }, keys[kind], subjects, period),
    });
    leaves = { ec: leafOf("ec"), rsa: leafOf("rsa") };
    if (issue === undefined) return false;
    if (caPem !== before) files.write("authority.crt", caPem);
    for (const kind of KINDS) files.write(`${kind}.crt`, leaves[kind].certificate);
    needs.issued(caPem !== before);
    return true;
  };
  const signer = (
    { issueAuthority, permittedBy }: typeof Issue,
    before: string | undefined,
    subjects: Subjects,
  ): string => {
    const permits = before === undefined ? undefined : permittedBy(before);
    const wanted = permittedFor(subjects, permits);
    if (before !== undefined && permits !== undefined && sameSize(wanted, permits)) return before;
    return issueAuthority(authorityKey, `Rackseed ${words.slice(0, 2).join(" ")}`, wanted);
  };

  await look();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    fingerprintWords: () => words,
    get caPem() {
      return caPem;
    },
    credentials: () => ({
      key: KINDS.map((kind) => leaves[kind].key),
      cert: KINDS.map((kind) => leaves[kind].certificate + caPem),
    }),
    facts: () => factsOf(leaves.ec.certificate, caPem, needs.subjects()),
    refresh() {
      // One after the other: two that write the same files would mix keys and names.
      const next = turn.then(look, look);
      turn = next;
      return next.then((changed) => {
        if (changed) for (const listener of listeners) listener();
        return changed;
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** `wanted` begins with everything in `permits`; so it is the same when nothing was added. */
const sameSize = (wanted: Permitted, permits: Permitted): boolean =>
  wanted.domains.length === permits.domains.length && wanted.networks.length === permits.networks.length;

const makePair = promisify(generateKeyPair);

/** The key of that name, made if there is none. One that cannot be read is never replaced silently: browsers trust it. */
async function keyIn(files: TlsFiles, name: string, kind: Kind): Promise<KeyObject> {
  const stored = files.read(`${name}.key`);
  if (stored !== undefined) return readKey(name, stored);
  const { privateKey } =
    kind === "rsa" ? await makePair("rsa", { modulusLength: 2048 }) : await makePair("ec", { namedCurve: "P-256" });
  files.write(`${name}.key`, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  return privateKey;
}

function readKey(name: string, stored: string): KeyObject {
  try {
    return createPrivateKey(stored);
  } catch (error) {
    throw new AppError(
      "RS_TLS_KEY_DAMAGED",
      500,
      `The key tls/${name}.key in the data folder cannot be read (${(error as Error).message}). Put it back from a backup; or delete it, and a new one is made, which browsers must then be told to trust.`,
    );
  }
}

/** The stored certificate, if it is one and belongs to this key. Any other is as good as none: it is made again from the key. */
function certificateFor(stored: string | undefined, key: KeyObject): X509Certificate | undefined {
  if (stored === undefined) return undefined;
  try {
    const certificate = new X509Certificate(stored);
    return certificate.checkPrivateKey(key) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

function leafFits(
  leaf: X509Certificate | undefined,
  authority: X509Certificate,
  { names, addresses }: Subjects,
  period: Period,
): boolean {
  if (leaf === undefined || !leaf.verify(authority.publicKey) || leaf.issuer !== authority.subject) return false;
  const wanted = [...names.map((name) => `DNS:${name}`), ...addresses.map((address) => `IP Address:${address}`)];
  const there = leaf.subjectAltName?.split(", ") ?? [];
  return (
    wanted.length === there.length &&
    wanted.every((name) => there.includes(name)) &&
    leaf.validFromDate.getTime() === period.from.getTime()
  );
}

function factsOf(leaf: string, authority: string, { names, addresses }: Subjects): CertificateFacts {
  const { validFromDate, validToDate } = new X509Certificate(leaf);
  return {
    names,
    addresses,
    notBefore: validFromDate.toISOString(),
    notAfter: validToDate.toISOString(),
    authorityFingerprint: new X509Certificate(authority).fingerprint256,
  };
}
