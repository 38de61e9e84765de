import type { Machine } from "../machines/machine.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import type { Db } from "./database.ts";

export const machineMigrations = [
  `CREATE TABLE machine (
     mac TEXT PRIMARY KEY,
     known INTEGER NOT NULL,
     name TEXT UNIQUE,
     address TEXT UNIQUE,
     profile TEXT,
     firmware TEXT,
     vendor_class TEXT,
     uuid TEXT,
     hostname TEXT,
     first_seen_at TEXT,
     last_seen_at TEXT,
     last_seen TEXT
   ) STRICT;`,
];

/** Values for templates, read whole. */
export const varsMigrations = ["ALTER TABLE machine ADD COLUMN vars TEXT NOT NULL DEFAULT '{}';"];

interface Row {
  mac: string;
  known: number;
  name: string | null;
  address: string | null;
  profile: string | null;
  firmware: string | null;
  vendor_class: string | null;
  uuid: string | null;
  hostname: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  last_seen: string | null;
  vars: string;
}

export interface MachineStore {
  all(): Machine[];
  save(machine: Machine): void;
  remove(mac: Mac): void;
}

export function machineStore(db: Db): MachineStore {
  const all = db.prepare<[], Row>("SELECT * FROM machine ORDER BY known DESC, name, mac");
  const save = db.prepare<[Row]>(
    `INSERT INTO machine (mac, known, name, address, profile, firmware, vendor_class, uuid, hostname, first_seen_at, last_seen_at, last_seen, vars)
     VALUES (@mac, @known, @name, @address, @profile, @firmware, @vendor_class, @uuid, @hostname, @first_seen_at, @last_seen_at, @last_seen, @vars)
     ON CONFLICT (mac) DO UPDATE SET known = @known, name = @name, address = @address, profile = @profile, firmware = @firmware,
       vendor_class = @vendor_class, uuid = @uuid, hostname = @hostname, first_seen_at = @first_seen_at,
       last_seen_at = @last_seen_at, last_seen = @last_seen, vars = @vars`,
  );
  const remove = db.prepare<[Mac]>("DELETE FROM machine WHERE mac = ?");
  return {
    all: () => all.all().map(fromRow),
    save: (machine) => void save.run(toRow(machine)),
    remove: (mac) => void remove.run(mac),
  };
}

const fromRow = (row: Row): Machine => ({
  mac: row.mac as Mac,
  known: row.known === 1,
  name: row.name ?? undefined,
  address: (row.address as Ipv4 | null) ?? undefined,
  profile: row.profile ?? undefined,
  firmware: row.firmware ?? undefined,
  vendorClass: row.vendor_class ?? undefined,
  uuid: row.uuid ?? undefined,
  hostname: row.hostname ?? undefined,
  firstSeenAt: row.first_seen_at ?? undefined,
  lastSeenAt: row.last_seen_at ?? undefined,
  lastSeen: row.last_seen ?? undefined,
  vars: JSON.parse(row.vars) as Machine["vars"],
});

const toRow = (machine: Machine): Row => ({
  mac: machine.mac,
  known: machine.known ? 1 : 0,
  name: machine.name ?? null,
  address: machine.address ?? null,
  profile: machine.profile ?? null,
  firmware: machine.firmware ?? null,
  vendor_class: machine.vendorClass ?? null,
  uuid: machine.uuid ?? null,
  hostname: machine.hostname ?? null,
  first_seen_at: machine.firstSeenAt ?? null,
  last_seen_at: machine.lastSeenAt ?? null,
  last_seen: machine.lastSeen ?? null,
  vars: JSON.stringify(machine.vars),
});
