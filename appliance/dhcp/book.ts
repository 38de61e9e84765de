import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Lease, LeaseChange, Quarantine } from "../store/leases.ts";
import type { ClientKey } from "./client.ts";

/** An OFFER's address is kept for its client this long, in memory only. */
export const HOLD_SECONDS = 45;
/** An address that was declined, or on which another device answered, is given to nobody this long. */
export const QUARANTINE_SECONDS = 24 * 3600;
/** After its end a lease still waits this long for a client whose clock runs slow. */
export const GRACE_SECONDS = 10;
/** Clients, UUIDs and circuits remembered at most; the oldest is forgotten first. */
const MOST_REMEMBERED = 10_000;
/** New leases, declines and boots older than this say nothing any more. */
const LONGEST_WINDOW = 3600;

export interface Hold {
  readonly client: ClientKey;
  readonly address: Ipv4;
  readonly until: number;
}

/** What a decision wants changed. "bind", "release" and "quarantine" go to disk before anything is sent. */
export type Effect =
  | LeaseChange
  | { readonly kind: "hold"; readonly hold: Hold }
  | { readonly kind: "unhold"; readonly client: ClientKey }
  | { readonly kind: "full"; readonly pool: string; readonly until: number }
  | { readonly kind: "note"; readonly what: string; readonly at: number }
  | { readonly kind: "name"; readonly what: string; readonly client: ClientKey }
  | { readonly kind: "answered"; readonly client: ClientKey; readonly xid: number; readonly at: number };

/** What deciding may ask. */
export interface BookView {
  lease(client: ClientKey): Lease | undefined;
  leaseOn(address: Ipv4): Lease | undefined;
  leases(): Iterable<Lease>;
  hold(client: ClientKey): Hold | undefined;
  holdOn(address: Ipv4): Hold | undefined;
  quarantine(address: Ipv4): Quarantine | undefined;
  /** Until when a pool was found without a free address. */
  fullUntil(pool: string): number;
  /** How often something was noted since then. */
  count(what: string, since: number): number;
  /** The client that last bore a name that should be one client's own (a UUID, an option 61). */
  named(what: string): ClientKey | undefined;
  answered(client: ClientKey): { readonly xid: number; readonly at: number } | undefined;
}

export const isActive = (lease: Lease, now: number): boolean =>
  !lease.released && (lease.endsAt === null || lease.endsAt > now);

/** All leases, offers and quarantines in memory. It changes by effects only; the file holds the durable ones. */
export class Book implements BookView {
  #leases = new Map<ClientKey, Lease>();
  #onAddress = new Map<Ipv4, Lease>();
  #quarantines = new Map<Ipv4, Quarantine>();
  readonly #holds = new Map<ClientKey, Hold>();
  readonly #holdOn = new Map<Ipv4, Hold>();
  readonly #full = new Map<string, number>();
  readonly #notes = new Map<string, number[]>();
  readonly #names = new Map<string, ClientKey>();
  readonly #answered = new Map<ClientKey, { xid: number; at: number }>();

  /** What the file says, at start and after a write that failed; offers stay as they are. */
  load(leases: readonly Lease[], quarantines: readonly Quarantine[]): this {
    this.#leases = new Map(leases.map((lease) => [lease.client, lease]));
    this.#onAddress = new Map(leases.map((lease) => [lease.address, lease]));
    this.#quarantines = new Map(quarantines.map((one) => [one.address, one]));
    this.#answered.clear();
    return this;
  }

  lease(client: ClientKey): Lease | undefined {
    return this.#leases.get(client);
  }

  leaseOn(address: Ipv4): Lease | undefined {
    return this.#onAddress.get(address);
  }

  leases(): Iterable<Lease> {
    return this.#leases.values();
  }

  hold(client: ClientKey): Hold | undefined {
    return this.#holds.get(client);
  }

  holdOn(address: Ipv4): Hold | undefined {
    return this.#holdOn.get(address);
  }

  quarantine(address: Ipv4): Quarantine | undefined {
    return this.#quarantines.get(address);
  }

  fullUntil(pool: string): number {
    return this.#full.get(pool) ?? -Infinity;
  }

  count(what: string, since: number): number {
    return (this.#notes.get(what) ?? []).filter((at) => at > since).length;
  }

  named(what: string): ClientKey | undefined {
    return this.#names.get(what);
  }

  answered(client: ClientKey): { xid: number; at: number } | undefined {
    return this.#answered.get(client);
  }

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) this.#applyOne(effect);
  }

  #applyOne(effect: Effect): void {
    switch (effect.kind) {
      case "bind":
        this.#bind(effect.lease);
        return;
      case "release":
        this.#release(effect.client, effect.at);
        return;
      case "quarantine":
        this.#quarantines.set(effect.quarantine.address, effect.quarantine);
        return;
      case "hold":
        this.#hold(effect.hold);
        return;
      case "unhold":
        this.#unhold(effect.client);
        return;
      case "full":
        this.#full.set(effect.pool, effect.until);
        return;
      case "note":
        remember(this.#notes, effect.what, [
          ...(this.#notes.get(effect.what) ?? []).filter((at) => at > effect.at - LONGEST_WINDOW).slice(-99),
          effect.at,
        ]);
        return;
      case "name":
        remember(this.#names, effect.what, effect.client);
        return;
      case "answered":
        remember(this.#answered, effect.client, { xid: effect.xid, at: effect.at });
    }
  }

  #bind(lease: Lease): void {
    const before = this.#leases.get(lease.client);
    if (before !== undefined) this.#onAddress.delete(before.address);
    const evicted = this.#onAddress.get(lease.address);
    // The last wall behind the rules in allocate.ts: two owners of one address is the one thing that must never happen.
    if (evicted !== undefined && isActive(evicted, lease.startedAt)) {
      throw new Error(`${lease.address} is leased to ${evicted.client} and must not be given to ${lease.client}`);
    }
    if (evicted !== undefined) this.#leases.delete(evicted.client);
    this.#leases.set(lease.client, lease);
    this.#onAddress.set(lease.address, lease);
    this.#unhold(lease.client);
  }

  #release(client: ClientKey, at: number): void {
    const lease = this.#leases.get(client);
    if (lease === undefined) return;
    const released = { ...lease, released: true, endsAt: at };
    this.#leases.set(client, released);
    this.#onAddress.set(lease.address, released);
    this.#answered.delete(client);
    this.#full.clear();
  }

  #hold(hold: Hold): void {
    this.#unhold(hold.client);
    const stale = this.#holdOn.get(hold.address);
    if (stale !== undefined) this.#holds.delete(stale.client);
    this.#holds.set(hold.client, hold);
    this.#holdOn.set(hold.address, hold);
  }

  #unhold(client: ClientKey): void {
    const hold = this.#holds.get(client);
    if (hold === undefined) return;
    this.#holds.delete(client);
    this.#holdOn.delete(hold.address);
    this.#full.clear();
  }
}

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > MOST_REMEMBERED && oldest.done !== true) map.delete(oldest.value);
}

export const changesOf = (effects: readonly Effect[]): LeaseChange[] =>
  effects.filter((effect) => effect.kind === "bind" || effect.kind === "release" || effect.kind === "quarantine");

export const quarantineEffect = (address: Ipv4, now: number, because: string, mac?: Mac): Effect => ({
  kind: "quarantine",
  quarantine: { address, until: now + QUARANTINE_SECONDS, because, ...(mac === undefined ? {} : { mac }) },
});
