import type { TlsNeeds } from "../../../appliance/http/needs-tls.ts";

/** A certificate that nobody checks; the real authority stands in secure.ts. */
export const memoryTls = (house: { names: readonly string[]; readonly httpsPort: number | undefined }): TlsNeeds => ({
  words: ["junior", "blast", "benefit", "local", "test", "frown"],
  caPem: () => "-----BEGIN CERTIFICATE-----\n",
  port: () => house.httpsPort,
  certificate: () => ({
    names: ["rackseed", "rackseed.local", ...house.names],
    addresses: ["10.77.0.1"],
    notBefore: "2026-11-01T00:00:00.000Z",
    notAfter: "2028-10-31T00:00:00.000Z",
    authorityFingerprint: "0B:C7:62:EF",
  }),
  fileNames: [],
  personNames: () => house.names,
  setNames: (names) => {
    house.names = names;
    return Promise.resolve();
  },
});
