import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from "../net/ipv4.ts";
import { formatRange, isHostOf, type Range, rangeContains, rangeSize } from "../net/subnet.ts";
import { GRACE_SECONDS, isActive } from "./book.ts";
import type { Client } from "./client.ts";
import type { DhcpSubnet, Facts, Served } from "./facts.ts";
import { INFINITE } from "./options/numbers.ts";

/** Shorter leases than this only make work (conformance 3.2 D32). */
const SHORTEST_LEASE = 60;

export type Candidate =
  | { readonly kind: "address"; readonly address: Ipv4 }
  | { readonly kind: "none"; readonly because: "pool-full" | "no-pool"; readonly pool?: string };

/**
 * The address a client gets: its reservation; what it has or had; what we offered; what it asks for; a pool address that
 * nobody ever had, the search starting at a place given by its MAC; the one whose lease ended first.   RFC 2131 §4.3.1
 */
export function candidate(client: Client, subnet: DhcpSubnet, facts: Facts): Candidate {
  const hold = facts.book.hold(client.key);
  const wishes = [
    reservation(client, facts),
    facts.book.lease(client.key)?.address,
    hold !== undefined && hold.until > facts.now ? hold.address : undefined,
    client.requested,
  ];
  const wish = wishes.find((address) => address !== undefined && mayHave(client, address, subnet, facts));
  if (wish !== undefined) return { kind: "address", address: wish };
  if (subnet.pool === undefined) return { kind: "none", because: "no-pool" };
  const pool = formatRange(subnet.pool);
  const found = facts.book.fullUntil(pool) > facts.now ? undefined : search(client, subnet.pool, subnet, facts);
  return found === undefined ? { kind: "none", because: "pool-full", pool } : { kind: "address", address: found };
}

/** May this client have this address now? The one rule for offers, requests and renewals. */
export function mayHave(client: Client, address: Ipv4, subnet: DhcpSubnet, facts: Facts): boolean {
  const { served, book, now } = facts;
  if (!isHostOf(subnet.subnet, address) || served.taken.has(address) || isQuarantined(address, facts)) return false;
  if (!isForClient(client, address, subnet, served)) return false;
  const hold = book.holdOn(address);
  if (hold !== undefined && hold.client !== client.key && hold.until > now) return false;
  const lease = book.leaseOn(address);
  return lease === undefined || lease.client === client.key || !isActive(lease, now - graceOf(lease.released));
}

/** A reserved address is for its machine alone, and may lie outside the pool; any other has to lie inside. */
function isForClient(client: Client, address: Ipv4, { pool }: DhcpSubnet, { reservedFor }: Served): boolean {
  const reserved = reservedFor.get(address);
  return reserved === undefined ? pool !== undefined && rangeContains(pool, address) : reserved === client.mac;
}

const graceOf = (released: boolean): number => (released ? 0 : GRACE_SECONDS);

/** A reservation counts unless another device sits on the address; then the machine is better off with one of the pool. */
export function reservation(client: Client, facts: Facts): Ipv4 | undefined {
  const address = client.mac === undefined ? undefined : facts.served.reservedAddress.get(client.mac);
  return address === undefined || isQuarantined(address, facts) ? undefined : address;
}

export function isQuarantined(address: Ipv4, { book, now }: Facts): boolean {
  const quarantine = book.quarantine(address);
  return quarantine !== undefined && quarantine.until > now;
}

function search(client: Client, pool: Range, subnet: DhcpSubnet, facts: Facts): Ipv4 | undefined {
  const size = rangeSize(pool);
  const first = ipv4ToNumber(pool.first);
  const start = hash(client.key) % size;
  let oldest: { address: Ipv4; endedAt: number } | undefined;
  for (let step = 0; step < size; step += 1) {
    const address = ipv4FromNumber(first + ((start + step) % size));
    if (!mayHave(client, address, subnet, facts)) continue;
    const record = facts.book.leaseOn(address);
    if (record === undefined) return address;
    const endedAt = record.endsAt ?? Infinity;
    if (oldest === undefined || endedAt < oldest.endedAt) oldest = { address, endedAt };
  }
  return oldest?.address;
}

/** FNV-1a: spreads MACs that differ in one digit over the pool, the same way at every start. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/** Seconds to promise. "automatic" is for ever (seeds D10); else what the client asks, within the subnet's bounds. */
export function leaseSeconds(client: Client, subnet: DhcpSubnet): number {
  if (subnet.allocation === "automatic" || client.type === "BOOTP") return INFINITE; // RFC 1534 §2 for BOOTP
  const longest = subnet.leaseSeconds;
  return Math.min(longest, Math.max(Math.min(SHORTEST_LEASE, longest), client.leaseSeconds ?? longest));
}

/** How much of its pool a subnet has given away. */
export function poolUse(subnet: DhcpSubnet, facts: Facts): { used: number; size: number } {
  const { pool } = subnet;
  if (pool === undefined) return { used: 0, size: 0 };
  const used = [...facts.book.leases()].filter((one) => isActive(one, facts.now) && rangeContains(pool, one.address));
  return { used: used.length, size: rangeSize(pool) };
}
