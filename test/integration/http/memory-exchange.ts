import { Readable } from "node:stream";

import type { Needs } from "../../../appliance/http/needs.ts";

export const memoryConfigImport = (): Needs["configImport"] => ({
  dhcp: ({ dryRun }) => ({
    format: "dnsmasq",
    applied: !dryRun,
    authoritative: false,
    subnets: [],
    machines: [],
    taken: [],
    notNeeded: [],
    skipped: [],
  }),
});

export const memoryBackup = (): Needs["backup"] => ({
  make: () => Promise.resolve(Readable.from([Buffer.from("backup")])),
  async receive(body) {
    let size = 0;
    for await (const chunk of body) size += chunk.length;
    return {
      created: "2026-11-21T14:02:11.204Z",
      rackseed: "0.1.0",
      machines: size,
      profiles: 0,
      secrets: false,
      sameDevice: true,
    };
  },
  restore: () => Promise.resolve(),
});
