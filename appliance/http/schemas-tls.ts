import { z } from "zod";

import { hostName } from "../config-schema.ts";

const example = {
  words: ["junior", "blast", "benefit", "local", "test", "frown"],
  port: 443,
  names: ["localhost", "rackseed", "rackseed.local"],
  addresses: ["10.77.0.1", "127.0.0.1"],
  notBefore: "2026-11-01T00:00:00.000Z",
  notAfter: "2028-10-31T00:00:00.000Z",
  authorityFingerprint: "0B:C7:62:EF",
  extraNames: [],
  fileNames: [],
};

export const tlsView = z
  .object({
    words: z.array(z.string()).meta({ description: "Of the authority's key, to compare with the appliance's screen" }),
    port: z.int().optional().meta({ description: "Where https answers; absent: nowhere" }),
    names: z.array(z.string()),
    addresses: z.array(z.string()),
    notBefore: z.iso.datetime(),
    notAfter: z.iso.datetime(),
    authorityFingerprint: z.string().meta({ description: "SHA-256 of the authority's certificate" }),
    extraNames: z.array(z.string()).meta({ description: "Names that a person added" }),
    fileNames: z.array(z.string()).meta({ description: "Names of access.names in the configuration file" }),
  })
  .meta({ id: "Tls", examples: [example] });

export const hostNames = z
  .strictObject({ names: z.array(hostName).max(16) })
  .meta({ id: "HostNames", examples: [{ names: ["rackseed.example.org"] }] });
