import { z } from "zod";

import { parseRange, parseSubnet } from "../net/subnet.ts";
import type * as needs from "./needs-network.ts";
import { parsed } from "./schemas.ts";

const address = z
  .string()
  .max(40)
  .meta({ examples: ["10.77.0.1"] });
const time = z.iso.datetime({ offset: true });
const count = z.int().min(0);

/** Only shapes are checked here: what the texts mean is parsed by the settings' own schema, with its sentences. */
const subnetText = z.strictObject({
  cidr: address,
  pool: z.string().max(80).optional(),
  router: address.optional(),
  dns: z.array(address).max(8).optional(),
  domain: z.string().max(200).optional(),
  lease: z.string().max(20).optional(),
  allocation: z.enum(["dynamic", "automatic"]).optional(),
});
const plan = {
  mode: z.enum(["server", "proxy", "off"]),
  answer: z.enum(["everyone", "pxe-and-known"]),
  subnets: z.array(subnetText).max(256),
};
const subnetExample = { cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.199", router: "10.77.0.254", lease: "12h" };
const planExample = {
  mode: "server",
  answer: "everyone",
  authoritative: false,
  serveAnyway: false,
  subnets: [subnetExample],
};

export const networkInput = z
  .strictObject({ ...plan, authoritative: z.boolean().default(false), serveAnyway: z.boolean().default(false) })
  .meta({ id: "NetworkInput", description: "Replaces the plan as a whole", examples: [planExample] });

const otherServer = z.object({
  address,
  mac: z.string().optional(),
  firstSeenAt: time,
  lastSeenAt: time,
  offers: z.enum(["addresses", "boot"]),
  ignored: z.boolean(),
});

export const network = z
  .object({
    ...plan,
    authoritative: z.boolean(),
    serveAnyway: z.boolean(),
    saidBy: z.enum(["file", "person", "nobody"]),
    interface: z.string(),
    address,
    subnet: z.string(),
    carrier: z.boolean(),
    gateway: address.optional(),
    nameServers: z.array(address),
    foreign: z.array(otherServer),
  })
  .meta({
    id: "Network",
    description: "How the appliance takes part in the network, and what it sees of it",
    examples: [
      {
        ...planExample,
        saidBy: "person",
        interface: "eth0",
        address: "10.77.0.1",
        subnet: "10.77.0.0/24",
        carrier: true,
        nameServers: [],
        foreign: [],
      },
    ],
  });

export const scanQuery = z.strictObject({
  range: parsed(
    parseRange,
    "First and last address; absent: the interface's subnet",
    "10.77.0.1-10.77.0.254",
  ).optional(),
});
export const scan = z
  .object({
    first: address,
    last: address,
    hosts: z.array(z.object({ address, mac: z.string() })),
    suggestion: z
      .object({ first: address, last: address, leftOut: count })
      .optional()
      .meta({ description: "The largest free range; leftOut: answering hosts that it was cut around" }),
  })
  .meta({ id: "NetworkScan", examples: [{ first: "10.77.0.1", last: "10.77.0.254", hosts: [] }] });

export const poolMapQuery = z.strictObject({
  subnet: parsed(parseSubnet, "A subnet of the plan, or the interface's own", "10.77.0.0/24"),
});
const mark = z.object({
  address,
  state: z.enum(["own", "gateway", "quarantined", "leased", "reserved", "live"]),
  mac: z.string().optional(),
  name: z.string().optional(),
  because: z.string().optional(),
  remaining: count.optional().meta({ description: "Seconds; absent: no end" }),
});
export const poolMap = z
  .object({
    subnet: z.string(),
    pool: z.object({ first: address, last: address }).optional(),
    marks: z.array(mark),
  })
  .meta({ id: "PoolMap", examples: [{ subnet: "10.77.0.0/24", marks: [{ address: "10.77.0.1", state: "own" }] }] });

const regionFields = { language: z.enum(["en", "zh"]), timeZone: z.string().max(64) };
export const regionInput = z
  .strictObject(regionFields)
  .meta({ id: "RegionInput", examples: [{ language: "en", timeZone: "Asia/Shanghai" }] });
export const region = z
  .object({ ...regionFields, now: time.meta({ description: "The appliance's clock" }) })
  .meta({ id: "Region", examples: [{ language: "en", timeZone: "Asia/Shanghai", now: "2026-11-21T14:02:11.204Z" }] });

type Fits<A extends B, B> = A;
export type Checked = [
  Fits<z.output<typeof networkInput>, needs.PlanText>,
  Fits<needs.NetworkView["foreign"][number], Readonly<z.input<typeof otherServer>>>,
  Fits<needs.PoolMapView["marks"][number], z.input<typeof mark>>,
  Fits<needs.RegionView, z.input<typeof region>>,
];
