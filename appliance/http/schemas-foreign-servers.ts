import { z } from "zod";

import type { ForeignServer } from "./needs-foreign-servers.ts";
import { hostAddress } from "./schemas.ts";

const time = z.iso.datetime().meta({ examples: ["2026-11-21T14:02:11.204Z"] });

export const foreignServer = z
  .object({
    address: z.string().meta({ description: "Its server identifier (option 54)", examples: ["192.168.1.1"] }),
    mac: z.string().optional().meta({ description: "Absent when it does not answer ARP here" }),
    firstSeenAt: time,
    lastSeenAt: time,
    offers: z.enum(["addresses", "boot"]).meta({ description: "boot: only what to boot, no addresses (proxyDHCP)" }),
    ignored: z.boolean().meta({ description: "A person has seen it and does not mind" }),
  })
  .meta({
    id: "ForeignServer",
    examples: [
      {
        address: "192.168.1.1",
        mac: "3c:84:6a:00:11:22",
        firstSeenAt: "2026-11-21T14:02:11.204Z",
        lastSeenAt: "2026-11-21T14:12:09.871Z",
        offers: "addresses",
        ignored: false,
      },
    ],
  });

export const foreignServerList = z
  .object({
    items: z.array(foreignServer),
    standing: z.enum(["serve", "careful", "wait", "silent"]).meta({
      description:
        "How far this appliance gives addresses beside them. serve: as it is set. careful: known machines and those that boot from the network only. wait: nobody yet, the first search runs. silent: nobody, a person has to choose",
    }),
  })
  .meta({ id: "ForeignServerList" });

export const foreignServerParams = z.strictObject({ address: hostAddress });

type Fits<A extends B, B> = A;
export type Checked = Fits<ForeignServer, Readonly<z.input<typeof foreignServer>>>;
