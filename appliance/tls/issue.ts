import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";

import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import * as asn1 from "@peculiar/asn1-x509";

import type { Permitted, Subjects } from "./names.ts";
import { AUTHORITY_PERIOD, type Period } from "./period.ts";

/** What signs: the authority's certificate (PEM) and its private key. */
export interface Authority {
  readonly certificate: string;
  readonly key: KeyObject;
}

/** ecdsa-with-SHA256, RFC 5758 §3.2: without parameters. */
const SIGNATURE = "1.2.840.10045.4.3.2";
const ORGANISATION = "2.5.4.10";
const COMMON_NAME = "2.5.4.3";

/** The authority's own certificate; `name` is its common name. */
export function issueAuthority(key: KeyObject, name: string, permitted: Permitted): string {
  return certificate(key, {
    subject: nameOf(name),
    issuer: nameOf(name),
    period: AUTHORITY_PERIOD,
    publicKey: publicOf(key),
    extensions: [
      extension(asn1.id_ce_basicConstraints, true, new asn1.BasicConstraints({ cA: true, pathLenConstraint: 0 })),
      extension(asn1.id_ce_keyUsage, true, usage(asn1.KeyUsageFlags.keyCertSign | asn1.KeyUsageFlags.cRLSign)),
      FOR_SERVERS,
      extension(asn1.id_ce_subjectKeyIdentifier, false, new asn1.SubjectKeyIdentifier(keyId(publicOf(key)))),
      constraints(permitted),
    ],
  });
}

/** A server's certificate for a key of either kind. */
export function issueLeaf(authority: Authority, key: KeyObject, subjects: Subjects, period: Period): string {
  const { digitalSignature, keyEncipherment } = asn1.KeyUsageFlags;
  const names = [
    ...subjects.names.map((dNSName) => new asn1.GeneralName({ dNSName })),
    ...subjects.addresses.map((iPAddress) => new asn1.GeneralName({ iPAddress })),
  ];
  const signer = new asn1.KeyIdentifier(keyId(publicOf(authority.key)));
  return certificate(authority.key, {
    subject: nameOf("rackseed"),
    issuer: AsnConvert.parse(derOf(authority.certificate), asn1.Certificate).tbsCertificate.subject,
    period,
    publicKey: publicOf(key),
    extensions: [
      extension(asn1.id_ce_basicConstraints, true, new asn1.BasicConstraints()),
      extension(
        asn1.id_ce_keyUsage,
        true,
        usage(key.asymmetricKeyType === "rsa" ? digitalSignature | keyEncipherment : digitalSignature),
      ),
      FOR_SERVERS,
      extension(asn1.id_ce_subjectAltName, false, new asn1.SubjectAlternativeName(names)),
      extension(asn1.id_ce_subjectKeyIdentifier, false, new asn1.SubjectKeyIdentifier(keyId(publicOf(key)))),
      extension(asn1.id_ce_authorityKeyIdentifier, false, new asn1.AuthorityKeyIdentifier({ keyIdentifier: signer })),
    ],
  });
}

/** What a certificate of the authority permits. */
export function permittedBy(pem: string): Permitted | undefined {
  const { extensions } = AsnConvert.parse(derOf(pem), asn1.Certificate).tbsCertificate;
  const found = [...(extensions ?? new asn1.Extensions())].find(({ extnID }) => extnID === asn1.id_ce_nameConstraints);
  if (found === undefined) return undefined;
  const { permittedSubtrees } = AsnConvert.parse(found.extnValue.buffer, asn1.NameConstraints);
  const bases = [...(permittedSubtrees ?? new asn1.GeneralSubtrees())].map(({ base }) => base);
  return {
    domains: bases.flatMap(({ dNSName }) => dNSName ?? []),
    networks: bases.flatMap(({ iPAddress }) => iPAddress ?? []),
  };
}

/**
 * RFC 5280 §4.2.1.10 wants it critical. It is not: iPXE refuses every certificate with a critical extension that it does
 * not know, and browsers and OpenSSL heed it either way.
 */
function constraints({ domains, networks }: Permitted): asn1.Extension {
  const bases = [
    ...domains.map((dNSName) => new asn1.GeneralName({ dNSName })),
    ...networks.map((iPAddress) => new asn1.GeneralName({ iPAddress })),
  ];
  const permittedSubtrees = new asn1.GeneralSubtrees(bases.map((base) => new asn1.GeneralSubtree({ base })));
  return extension(asn1.id_ce_nameConstraints, false, new asn1.NameConstraints({ permittedSubtrees }));
}

interface Content {
  readonly subject: asn1.Name;
  readonly issuer: asn1.Name;
  readonly period: Period;
  readonly publicKey: asn1.SubjectPublicKeyInfo;
  readonly extensions: asn1.Extension[];
}

/** RFC 5280 §4.1, signed with an EC key. */
function certificate(signingKey: KeyObject, { subject, issuer, period, publicKey, extensions }: Content): string {
  const signatureAlgorithm = new asn1.AlgorithmIdentifier({ algorithm: SIGNATURE });
  const tbsCertificate = new asn1.TBSCertificate({
    version: asn1.Version.v3,
    serialNumber: serial(),
    signature: signatureAlgorithm,
    issuer,
    validity: new asn1.Validity({ notBefore: period.from, notAfter: period.to }),
    subject,
    subjectPublicKeyInfo: publicKey,
    extensions: new asn1.Extensions(extensions),
  });
  const signature = sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), signingKey);
  const whole = new asn1.Certificate({ tbsCertificate, signatureAlgorithm, signatureValue: bytes(signature) });
  return pemOf(Buffer.from(AsnConvert.serialize(whole)));
}

const extension = (extnID: string, critical: boolean, value: object): asn1.Extension =>
  new asn1.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const FOR_SERVERS = extension(asn1.id_ce_extKeyUsage, false, new asn1.ExtendedKeyUsage([asn1.id_kp_serverAuth]));

const usage = (flags: number): asn1.KeyUsage => new asn1.KeyUsage(flags);

const nameOf = (commonName: string): asn1.Name =>
  new asn1.Name(
    Object.entries({ [ORGANISATION]: "Rackseed", [COMMON_NAME]: commonName }).map(
      ([type, utf8String]) =>
        new asn1.RelativeDistinguishedName([
          new asn1.AttributeTypeAndValue({ type, value: new asn1.AttributeValue({ utf8String }) }),
        ]),
    ),
  );

/** A positive number of 127 bits; browsers refuse two certificates of one issuer with the same. */
function serial(): ArrayBuffer {
  const random = randomBytes(16);
  random[0] = ((random[0] ?? 0) & 0x7f) | 0x40;
  return bytes(random);
}

const publicOf = (key: KeyObject): asn1.SubjectPublicKeyInfo =>
  AsnConvert.parse(createPublicKey(key).export({ type: "spki", format: "der" }), asn1.SubjectPublicKeyInfo);

/** RFC 5280 §4.2.1.2 (1): SHA-1 of the key's bits; it finds certificates and secures nothing. */
const keyId = (key: asn1.SubjectPublicKeyInfo): ArrayBuffer =>
  bytes(createHash("sha1").update(Buffer.from(key.subjectPublicKey)).digest());

const bytes = (buffer: Buffer): ArrayBuffer => Uint8Array.from(buffer).buffer;

const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replaceAll(/(.{64})(?=.)/g, "$1\n")}\n-----END CERTIFICATE-----\n`;
