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

/** Where a machine stands, and notes. */
export const placeMigrations = [
  `ALTER TABLE machine ADD COLUMN rack TEXT;
   ALTER TABLE machine ADD COLUMN unit INTEGER;
   ALTER TABLE machine ADD COLUMN height INTEGER;
   ALTER TABLE machine ADD COLUMN notes TEXT;`,
];

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
  rack: string | null;
  unit: number | null;
  height: number | null;
  notes: string | null;
}

export interface MachineStore {
  all(): Machine[];
  get(mac: Mac): Machine | undefined;
  save(machine: Machine): void;
  /** All or none; machines may take over each other's names and addresses. */
  saveAll(machines: readonly Machine[]): void;
  remove(mac: Mac): void;
  removeAll(macs: readonly Mac[]): void;
  /** All that `work` stores through this database, or none of it. */
  together<T>(work: () => T): T;
}

export function machineStore(db: Db): MachineStore {
  const all = db.prepare<[], Row>("SELECT * FROM machine ORDER BY known DESC, name, mac");
  const save = db.prepare<[Row]>(
    `INSERT INTO machine (mac, known, name, address, profile, firmware, vendor_class, uuid, hostname, first_seen_at, last_seen_at, last_seen, vars, rack, unit, height, notes)
     VALUES (@mac, @known, @name, @address, @profile, @firmware, @vendor_class, @uuid, @hostname, @first_seen_at, @last_seen_at, @last_seen, @vars, @rack, @unit, @height, @notes)
     ON CONFLICT (mac) DO UPDATE SET known = @known, name = @name, address = @address, profile = @profile, firmware = @firmware,
       vendor_class = @vendor_class, uuid = @uuid, hostname = @hostname, first_seen_at = @first_seen_at,
       last_seen_at = @last_seen_at, last_seen = @last_seen, vars = @vars,
       rack = @rack, unit = @unit, height = @height, notes = @notes`,
  );
  const remove = db.prepare<[Mac]>("DELETE FROM machine WHERE mac = ?");
  const get = db.prepare<[Mac], Row>("SELECT * FROM machine WHERE mac = ?");
  const clear = db.prepare<[Mac]>("UPDATE machine SET name = NULL, address = NULL WHERE mac = ?");
  const saveAll = db.transaction((machines: readonly Machine[]): void => {
    for (const { mac } of machines) clear.run(mac);
    for (const machine of machines) save.run(toRow(machine));
  });
  return {
    all: () => all.all().map(fromRow),
    get(mac) {
      const row = get.get(mac);
      return row === undefined ? undefined : fromRow(row);
    },
    save: (machine) => void save.run(toRow(machine)),
    saveAll,
    remove: (mac) => void remove.run(mac),
    removeAll: db.transaction((macs: readonly Mac[]): void => macs.forEach((mac) => remove.run(mac))),
    together: (work) => db.transaction(work)(),
  };
}

/** One for all: a hundred thousand machines rarely have any. */
const NO_VARS: Machine["vars"] = Object.freeze({});

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
  vars: row.vars === "{}" ? NO_VARS : (JSON.parse(row.vars) as Machine["vars"]),
  ...placeOf(row),
});

const placeOf = ({ rack, unit, height, notes }: Row): Pick<Machine, "rack" | "unit" | "height" | "notes"> => ({
  ...(rack === null ? {} : { rack }),
  ...(unit === null ? {} : { unit }),
  ...(height === null ? {} : { height }),
  ...(notes === null ? {} : { notes }),
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
  ...placeToRow(machine),
});

const placeToRow = ({ rack, unit, height, notes }: Machine): Pick<Row, "rack" | "unit" | "height" | "notes"> => ({
  rack: rack ?? null,
  unit: unit ?? null,
  height: height ?? null,
  notes: notes ?? null,
});
