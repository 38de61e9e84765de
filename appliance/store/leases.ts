import { existsSync } from "node:fs";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { type Migration, openDatabase, openForReading } from "./database.ts";
import { readerMigrations } from "./reader.ts";

/** One client's address. All seconds are appliance time. A record outlives its lease, so that its owner gets it back. */
export interface Lease {
  /** The MAC, or "id:" and option 61 in hexadecimal for clients without one. */
  readonly client: string;
  readonly mac?: Mac;
  readonly address: Ipv4;
  readonly startedAt: number;
  /** Length granted; the wire's 0xffffffff is `endsAt: null`. */
  readonly seconds: number;
  /** null: never. */
  readonly endsAt: number | null;
  readonly released: boolean;
  readonly clientId?: string;
  readonly hostname?: string;
  readonly vendorClass?: string;
  readonly circuitId?: string;
}

/** Whether its owner may use it at this appliance second. */
export const isActive = (lease: Lease, now: number): boolean =>
  !lease.released && (lease.endsAt === null || lease.endsAt > now);

/** An address that nobody gets for a while, because some device was found on it or a client declined it. */
export interface Quarantine {
  readonly address: Ipv4;
  readonly until: number;
  readonly because: string;
  readonly mac?: Mac;
}

/** What must be on disk before a promise leaves. */
export type LeaseChange =
  | { readonly kind: "bind"; readonly lease: Lease }
  | { readonly kind: "release"; readonly client: string; readonly at: number }
  | { readonly kind: "quarantine"; readonly quarantine: Quarantine };

/** leases.db, step by step. */
export const leaseSteps: readonly Migration[] = [
  `CREATE TABLE lease (
     client TEXT PRIMARY KEY,
     mac TEXT,
     address TEXT NOT NULL UNIQUE,
     started_at INTEGER NOT NULL,
     seconds INTEGER NOT NULL,
     ends_at INTEGER,
     released INTEGER NOT NULL DEFAULT 0,
     client_id TEXT,
     hostname TEXT,
     vendor_class TEXT,
     circuit_id TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX lease_mac ON lease (mac);
   CREATE TABLE quarantine (
     address TEXT PRIMARY KEY,
     until INTEGER NOT NULL,
     because TEXT NOT NULL,
     mac TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), second INTEGER NOT NULL) STRICT;
   INSERT INTO clock VALUES (1, 0);`,
  ...readerMigrations,
];

/** The newest schema that this Rackseed knows. */
export const LEASE_SCHEMA = leaseSteps.length;

const COLUMNS =
  "client, mac, address, started_at, seconds, ends_at, released, client_id, hostname, vendor_class, circuit_id";
/** The latest appliance second that anything in this file bears witness to. */
const LAST_SECOND = `SELECT max(second, coalesce((SELECT max(started_at) FROM lease), 0)) AS second FROM clock`;

interface LeaseRow {
  client: string;
  mac: Mac | null;
  address: Ipv4;
  started_at: number;
  seconds: number;
  ends_at: number | null;
  released: number;
  client_id: string | null;
  hostname: string | null;
  vendor_class: string | null;
  circuit_id: string | null;
}

export interface LeaseStore {
  leases(): Lease[];
  quarantines(): Quarantine[];
  lastSeenSecond(): number;
  /** One transaction, one sync: when this returns, a power cut loses none of it. */
  commit(changes: readonly LeaseChange[], second: number): void;
  keepTime(second: number): void;
  close(): void;
}

/** The one writer, in the DHCP thread. */
export function leaseStore(path: string): LeaseStore {
  const db = openDatabase(path, leaseSteps);
  const evict = db.prepare("DELETE FROM lease WHERE address = :address AND client <> :client");
  const bind = db.prepare(
    `INSERT OR REPLACE INTO lease (${COLUMNS}) VALUES (:client, :mac, :address, :startedAt, :seconds, :endsAt, :released,
     :clientId, :hostname, :vendorClass, :circuitId)`,
  );
  const release = db.prepare("UPDATE lease SET released = 1, ends_at = :at WHERE client = :client");
  const quarantine = db.prepare("INSERT OR REPLACE INTO quarantine VALUES (:address, :until, :because, :mac)");
  const forget = db.prepare("DELETE FROM quarantine WHERE until < ?");
  const tick = db.prepare("UPDATE clock SET second = max(second, ?)");
  const allLeases = db.prepare<[], LeaseRow>(`SELECT ${COLUMNS} FROM lease`);
  const allQuarantines = db.prepare<[], { address: Ipv4; until: number; because: string; mac: Mac | null }>(
    "SELECT address, until, because, mac FROM quarantine",
  );

  const write = (change: LeaseChange): void => {
    switch (change.kind) {
      case "bind":
        evict.run({ address: change.lease.address, client: change.lease.client });
        bind.run(toRow(change.lease));
        return;
      case "release":
        release.run({ client: change.client, at: Math.floor(change.at) });
        return;
      case "quarantine":
        quarantine.run({ mac: null, ...change.quarantine, until: Math.ceil(change.quarantine.until) });
    }
  };
  const commit = db.transaction((changes: readonly LeaseChange[], second: number): void => {
    changes.forEach(write);
    tick.run(Math.floor(second));
  });
  const keepTime = db.transaction((second: number): void => {
    tick.run(Math.floor(second));
    forget.run(Math.floor(second));
  });
  return {
    leases: () => allLeases.all().map(fromRow),
    quarantines: () => allQuarantines.all().map(({ mac, ...rest }) => ({ ...rest, ...(mac === null ? {} : { mac }) })),
    lastSeenSecond: () => db.prepare<[], { second: number }>(LAST_SECOND).get()?.second ?? 0,
    commit: (changes, second) => commit.immediate(changes, second),
    keepTime: (second) => keepTime.immediate(second),
    close: () => db.close(),
  };
}

export interface LeaseReader {
  byAddress(address: Ipv4): Lease | undefined;
  byMac(mac: Mac): Lease | undefined;
  all(): Lease[];
  quarantines(): Quarantine[];
  lastSeenSecond(): number;
  close(): void;
}

/** For the main thread: reads what the DHCP thread wrote, and never holds a lock that an ACK waits for. */
export function leaseReader(path: string): LeaseReader {
  const db = openForReading(path);
  const byAddress = db.prepare<[Ipv4], LeaseRow>(`SELECT ${COLUMNS} FROM lease WHERE address = ?`);
  const byMac = db.prepare<[Mac], LeaseRow>(`SELECT ${COLUMNS} FROM lease WHERE mac = ?`);
  const all = db.prepare<[], LeaseRow>(`SELECT ${COLUMNS} FROM lease ORDER BY address`);
  const held = db.prepare<[], Quarantine>("SELECT address, until, because, mac FROM quarantine ORDER BY address");
  const last = db.prepare<[], { second: number }>(LAST_SECOND);
  const one = (row: LeaseRow | undefined): Lease | undefined => (row === undefined ? undefined : fromRow(row));
  return {
    byAddress: (address) => one(byAddress.get(address)),
    byMac: (mac) => one(byMac.get(mac)),
    all: () => all.all().map(fromRow),
    quarantines: () => held.all(),
    lastSeenSecond: () => last.get()?.second ?? 0,
    close: () => db.close(),
  };
}

/** The appliance second that this file knows of, 0 without a file. main takes the maximum of these when it starts. */
export function lastSeenSecond(path: string): number {
  if (!existsSync(path)) return 0;
  const reader = leaseReader(path);
  try {
    return reader.lastSeenSecond();
  } finally {
    reader.close();
  }
}

function toRow(lease: Lease): Record<string, string | number | null> {
  return {
    client: lease.client,
    mac: lease.mac ?? null,
    address: lease.address,
    startedAt: Math.floor(lease.startedAt),
    seconds: lease.seconds,
    endsAt: lease.endsAt === null ? null : Math.ceil(lease.endsAt), // never sooner than promised
    released: lease.released ? 1 : 0,
    clientId: lease.clientId ?? null,
    hostname: lease.hostname ?? null,
    vendorClass: lease.vendorClass ?? null,
    circuitId: lease.circuitId ?? null,
  };
}

function fromRow(row: LeaseRow): Lease {
  return {
    client: row.client,
    address: row.address,
    startedAt: row.started_at,
    seconds: row.seconds,
    endsAt: row.ends_at,
    released: row.released === 1,
    ...(row.mac === null ? {} : { mac: row.mac }),
    ...(row.client_id === null ? {} : { clientId: row.client_id }),
    ...(row.hostname === null ? {} : { hostname: row.hostname }),
    ...(row.vendor_class === null ? {} : { vendorClass: row.vendor_class }),
    ...(row.circuit_id === null ? {} : { circuitId: row.circuit_id }),
  };
}
