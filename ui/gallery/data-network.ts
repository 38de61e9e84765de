import type { LeaseView, Mark, NetworkView, PoolMap, ScanView } from "../src/data/network.ts";
import type { Surroundings } from "../src/data/overview.ts";
import { STORAGE } from "./data-images.ts";
import { address, inMinutes, macOf } from "./data-machines.ts";

const GATEWAY = address(1);

export const NETWORK: NetworkView = {
  mode: "server",
  answer: "everyone",
  authoritative: true,
  serveAnyway: false,
  saidBy: "person",
  interface: "eth0",
  address: address(2),
  subnet: "10.77.0.0/24",
  carrier: true,
  gateway: GATEWAY,
  nameServers: [GATEWAY],
  subnets: [{ cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.199", router: GATEWAY, dns: [GATEWAY], lease: "12h" }],
  foreign: [
    {
      address: address(254),
      mac: "52:54:00:aa:00:01",
      firstSeenAt: inMinutes(-4),
      lastSeenAt: inMinutes(-1),
      offers: "addresses",
      ignored: false,
    },
  ],
};

const MARKS: readonly Mark[] = [
  { address: GATEWAY, state: "gateway" },
  { address: address(2), state: "own" },
  { address: address(11), state: "reserved", mac: macOf(1), name: "node-01" },
  { address: address(40), state: "live", mac: macOf(40) },
  { address: address(100), state: "leased", mac: macOf(9), remaining: 3600 },
  { address: address(101), state: "leased", mac: macOf(10), name: "node-10", remaining: 60 },
  { address: address(102), state: "quarantined", because: "Somebody else answers there.", remaining: 500 },
];

export const POOL_MAP: PoolMap = {
  subnet: "10.77.0.0/24",
  pool: { first: address(100), last: address(199) },
  marks: MARKS,
};

export const SCAN: ScanView = {
  first: address(1),
  last: address(254),
  hosts: [{ address: address(40), mac: macOf(40) }],
  suggestion: { first: address(100), last: address(199), leftOut: 1 },
};

export const LEASES: readonly LeaseView[] = [
  {
    address: address(100),
    mac: macOf(9),
    state: "active",
    subnet: "10.77.0.0/24",
    hostname: "rescue",
    remaining: 3600,
  },
  { address: address(101), mac: macOf(1), state: "active", subnet: "10.77.0.0/24" },
  { address: address(102), mac: macOf(10), state: "quarantined", subnet: "10.77.0.0/24", remaining: 500 },
  { address: address(103), mac: macOf(11), state: "expired", subnet: "10.77.0.0/24", remaining: 0 },
  { address: address(104), mac: macOf(12), state: "released", subnet: "10.77.0.0/24", remaining: 0 },
];

const around: Surroundings = {
  network: NETWORK,
  storage: STORAGE.roomy,
  isOwner: true,
  paused: false,
  concerns: [],
};
export const SURROUNDINGS = {
  owner: around,
  viewer: { ...around, isOwner: false },
  paused: { ...around, paused: true },
};
