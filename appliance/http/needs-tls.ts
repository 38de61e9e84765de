import type { Principal } from "../access/principal.ts";

/** The appliance's own authority and what browsers may call the appliance. */
export interface TlsNeeds {
  /** Six words for the authority's key. */
  readonly words: readonly string[];
  /** The authority's certificate, PEM. */
  caPem(): string;
  /** Where https answers; undefined: nowhere. */
  port(): number | undefined;
  certificate(): CertificateView;
  /** Names that a person added; those of the configuration file stand in `fileNames`. */
  readonly fileNames: readonly string[];
  personNames(): readonly string[];
  /** Replaces the person's names; the certificate covers them when it returns. */
  setNames(names: readonly string[], who: Principal | undefined): Promise<void>;
}

/** Times are ISO 8601. */
export interface CertificateView {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the authority's certificate, upper-case pairs with colons. */
  readonly authorityFingerprint: string;
}
