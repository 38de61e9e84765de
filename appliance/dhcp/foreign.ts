import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Evidence } from "./foreign-messages.ts";

/** A DHCP server on the rack's net that is not this appliance. */
export interface ForeignServer {
  /** Its server identifier, option 54. */
  readonly address: Ipv4;
  readonly mac?: Mac;
  /** ISO 8601. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** "boot": only what to boot, as proxyDHCP does; "addresses": addresses, whatever else. */
  readonly offers: "addresses" | "boot";
  /** A person has seen it and does not mind. */
  readonly ignored: boolean;
}

/** A server that did not answer so many searches in a row is gone. */
const MISSES = 2;
/** Anybody on the wire can invent servers; beyond this number no further one is listed until some are gone. */
const MOST = 64;

interface Known extends Omit<ForeignServer, "ignored"> {
  readonly missed: number;
}

export type Sightings = ReadonlyMap<Ipv4, Known>;

export interface Change {
  readonly sightings: Sightings;
  readonly found?: Ipv4;
  readonly gone?: readonly Ipv4[];
}

/** One more sign of a server. `own` are addresses of this appliance: its answers are no news. */
export function seen(before: Sightings, evidence: Evidence, at: string, own: readonly Ipv4[]): Change {
  const { server, offers } = evidence;
  if (own.includes(server)) return { sightings: before };
  const known = before.get(server);
  if (known === undefined && before.size >= MOST) return { sightings: before };
  const sightings = new Map(before).set(server, {
    ...(known ?? { address: server, firstSeenAt: at, offers }),
    lastSeenAt: at,
    missed: 0,
    ...(offers === "addresses" ? { offers } : {}),
  });
  return { sightings, ...(known === undefined ? { found: server } : {}) };
}

export function withMac(before: Sightings, server: Ipv4, mac: Mac): Sightings {
  const known = before.get(server);
  return known === undefined ? before : new Map(before).set(server, { ...known, mac });
}

/** A search that began at `since` (ISO 8601) has ended: whom nothing was heard of since then has missed it. */
export function probed(before: Sightings, since: string): Change {
  const all = [...before.values()].map((one) => (one.lastSeenAt < since ? { ...one, missed: one.missed + 1 } : one));
  const gone = all.filter(({ missed }) => missed >= MISSES).map(({ address }) => address);
  const kept = all.filter(({ missed }) => missed < MISSES);
  return { sightings: new Map(kept.map((one) => [one.address, one])), gone };
}

export const listed = (sightings: Sightings, ignored: readonly string[]): ForeignServer[] =>
  [...sightings.values()].map(({ address, mac, firstSeenAt, lastSeenAt, offers }) => ({
    address,
    ...(mac === undefined ? {} : { mac }),
    firstSeenAt,
    lastSeenAt,
    offers,
    ignored: ignored.includes(address),
  }));

/** How far this appliance may give addresses, in view of who else does. */
export type Standing =
  /** As its settings say. */
  | "serve"
  /** Whom it already serves, known machines, and whoever boots from the network. */
  | "careful"
  /** Nobody yet: the first search is still running. */
  | "wait"
  /** Nobody: another server was there first, and a person has to choose. */
  | "silent";

export interface Circumstances {
  readonly mode: "server" | "proxy" | "off";
  readonly saidBy: "file" | "person" | "nobody";
  readonly serveAnyway: boolean;
  /** Somebody else gives addresses, and is not ignored. */
  readonly foreign: boolean;
  /** A search was finished since this mode was chosen. */
  readonly probed: boolean;
  /** It was let in before: a search found nobody, or there are leases of ours that still run. */
  readonly admitted: boolean;
}

/**
 * trust 2.4: DHCP starts after a clean search, or when a person said "anyway"; a file's plan is that said in advance
 * (design §4.11). Once it serves, it is never silenced from outside: a machine could be in the middle of an install.
 */
export function standing({ mode, saidBy, serveAnyway, foreign, probed, admitted }: Circumstances): Standing {
  if (mode !== "server" || saidBy === "file" || serveAnyway) return "serve";
  if (foreign) return admitted ? "careful" : "silent";
  return probed || admitted ? "serve" : "wait";
}
