import type { Config, MachineConfig, SubnetConfig } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { isHostOf, subnetContains } from "../net/subnet.ts";
import type { MachineStore } from "../store/machines.ts";
import type { Machine, Vars } from "./machine.ts";

/** What a DHCP exchange taught about a machine. */
export interface Sighting {
  readonly mac: Mac;
  /** It asked as PXE or HTTP boot firmware. */
  readonly pxe: boolean;
  /** It was offered or given an address. */
  readonly answered: boolean;
  readonly firmware: string | undefined;
  readonly vendorClass: string | undefined;
  readonly hostname: string | undefined;
  readonly uuid: string | undefined;
  /** "Asked to boot from the network and got 10.77.0.101." */
  readonly summary: string;
}

/** What a person may change of a machine; null clears. */
export interface MachineChange {
  readonly name?: string | null | undefined;
  readonly address?: Ipv4 | null | undefined;
  readonly profile?: string | null | undefined;
  readonly vars?: Vars | null | undefined;
}

export interface InventoryNeeds {
  readonly store: MachineStore;
  readonly log: EventLog;
  readonly wallClock: () => Date;
  readonly config: Pick<Config, "address">;
  /** Those that are served now. */
  readonly subnets: () => readonly SubnetConfig[];
  readonly profileExists: (name: string) => boolean;
  /** Reservations or known machines changed; DHCP wants to hear of it. */
  readonly changed: () => void;
}

/** The machines: those a person entered, and those merely seen on the wire. */
export interface Inventory {
  list(): Machine[];
  get(mac: Mac): Machine | undefined;
  /** Has it ever asked as boot firmware, or was it entered? Such MACs are answered under `dhcp.answer: pxe-and-known`. */
  answered(): Mac[];
  save(mac: Mac, change: MachineChange): Machine;
  remove(mac: Mac): void;
  /** Applies what the file says of a machine. */
  enter(config: MachineConfig): void;
  /** Returns the machine when it may be listed; a phone that asks for an address is not a machine. */
  see(sighting: Sighting): Machine | undefined;
  /** Stores when machines were last seen. */
  flush(): void;
}

/** Machines that were only seen are forgotten beyond this number, longest unseen first: anybody on the wire can invent MACs. */
const MOST_UNKNOWN = 10_000;

const isLocallyAdministered = (mac: Mac): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0;

export function inventory(needs: InventoryNeeds): Inventory {
  const { store, log, wallClock } = needs;
  const machines = new Map<Mac, Machine>(store.all().map((machine) => [machine.mac, machine]));
  const unsaved = new Set<Mac>();

  const put = (machine: Machine): Machine => {
    machines.set(machine.mac, machine);
    unsaved.delete(machine.mac);
    store.save(machine);
    return machine;
  };

  const forgetOldest = (): void => {
    const unknown = [...machines.values()].filter((machine) => !machine.known);
    if (unknown.length < MOST_UNKNOWN) return;
    const oldest = unknown.reduce((a, b) => ((a.lastSeenAt ?? "") <= (b.lastSeenAt ?? "") ? a : b));
    machines.delete(oldest.mac);
    unsaved.delete(oldest.mac);
    store.remove(oldest.mac);
  };

  const check = (mac: Mac, change: MachineChange): void => {
    const others = [...machines.values()].filter((machine) => machine.mac !== mac);
    const clash = (field: "name" | "address"): void => {
      const value = change[field];
      const other = value == null ? undefined : others.find((machine) => machine[field] === value);
      if (other !== undefined) {
        throw new AppError(
          "RS_MACHINE_TAKEN",
          409,
          `The ${field} ${String(value)} belongs to ${other.name ?? other.mac}. Choose another.`,
          field,
        );
      }
    };
    clash("name");
    clash("address");
    if (change.profile != null && !needs.profileExists(change.profile)) {
      throw new AppError(
        "RS_PROFILE_NOT_FOUND",
        422,
        `There is no profile named ${change.profile}. Make it first, or choose another.`,
        "profile",
      );
    }
    if (change.address != null) checkReservation(needs.config.address.address, needs.subnets(), change.address);
  };

  const forget = (field: "name" | "address", value: string, owner: Mac): void => {
    const other = [...machines.values()].find((machine) => machine[field] === value && machine.mac !== owner);
    if (other === undefined) return;
    put({ ...other, [field]: undefined });
    log.add(
      "RS_MACHINE_TAKEN",
      "warning",
      `The configuration file gives the ${field} ${value} to ${owner}, so this machine loses it.`,
      {
        mac: other.mac,
      },
    );
  };

  return {
    list: () => [...machines.values()],
    get: (mac) => machines.get(mac),
    answered: () =>
      [...machines.values()].filter((machine) => machine.known || machine.firmware !== undefined).map(({ mac }) => mac),
    save(mac, change) {
      check(mac, change);
      const before = machines.get(mac) ?? blank(mac);
      const machine = put({
        ...before,
        known: true,
        name: changed(before.name, change.name),
        address: changed(before.address, change.address),
        profile: changed(before.profile, change.profile),
        vars: change.vars === undefined ? before.vars : (change.vars ?? {}),
      });
      log.add("RS_MACHINE_CHANGED", "info", `${machine.name ?? mac} was changed.`, { mac });
      needs.changed();
      return machine;
    },
    remove(mac) {
      if (!machines.delete(mac)) throw new AppError("RS_MACHINE_NOT_FOUND", 404, `There is no machine ${mac}.`);
      unsaved.delete(mac);
      store.remove(mac);
      log.add("RS_MACHINE_REMOVED", "info", `${mac} was removed.`, { mac });
      needs.changed();
    },
    enter({ mac, name, address, profile, vars }) {
      // The file wins for what it names; what was learnt or set through the API stays.
      if (name !== undefined) forget("name", name, mac);
      if (address !== undefined) forget("address", address, mac);
      const before = machines.get(mac) ?? blank(mac);
      put({
        ...before,
        known: true,
        name: name ?? before.name,
        address: address ?? before.address,
        profile: profile ?? before.profile,
        vars: { ...before.vars, ...vars },
      });
      needs.changed();
    },
    see(sighting) {
      const before = machines.get(sighting.mac);
      if (before === undefined && !sighting.pxe && isLocallyAdministered(sighting.mac)) return undefined;
      const at = wallClock().toISOString();
      if (before === undefined) forgetOldest();
      const machine = learnt(before ?? blank(sighting.mac), sighting, at);
      const news = before === undefined || before.firmware !== machine.firmware || before.uuid !== machine.uuid;
      machines.set(machine.mac, machine);
      if (news) put(machine);
      else unsaved.add(machine.mac); // never a write for each DISCOVER
      if (before === undefined || (before.firmware === undefined && machine.firmware !== undefined && !before.known))
        needs.changed();
      if (before === undefined) {
        log.add(
          "RS_MACHINE_NEW",
          "info",
          `A new machine was seen: ${sighting.mac}${machine.firmware === undefined ? "" : ` (${machine.firmware})`}.`,
          {
            mac: machine.mac,
          },
        );
      }
      return machine;
    },
    flush() {
      for (const mac of unsaved) {
        const machine = machines.get(mac);
        if (machine !== undefined) store.save(machine);
      }
      unsaved.clear();
    },
  };
}

/** undefined leaves, null clears. */
const changed = <T>(before: T | undefined, change: T | null | undefined): T | undefined =>
  change === undefined ? before : (change ?? undefined);

const blank = (mac: Mac): Machine => ({
  mac,
  known: false,
  name: undefined,
  address: undefined,
  profile: undefined,
  firmware: undefined,
  vendorClass: undefined,
  uuid: undefined,
  hostname: undefined,
  vars: {},
  firstSeenAt: undefined,
  lastSeenAt: undefined,
  lastSeen: undefined,
});

/** Firmware, UUID and vendor class come from boot firmware only: the installer and the installed system ask differently. */
function learnt(before: Machine, sighting: Sighting, at: string): Machine {
  return {
    ...before,
    firmware: sighting.pxe ? (sighting.firmware ?? before.firmware) : before.firmware,
    vendorClass: sighting.pxe ? (sighting.vendorClass ?? before.vendorClass) : before.vendorClass,
    uuid: sighting.uuid ?? before.uuid,
    hostname: sighting.hostname ?? before.hostname,
    firstSeenAt: before.firstSeenAt ?? at,
    lastSeenAt: at,
    lastSeen: sighting.summary,
  };
}

function checkReservation(own: Ipv4, subnets: readonly SubnetConfig[], address: Ipv4): void {
  const refuse = (why: string): never => {
    throw new AppError("RS_ADDRESS_UNFIT", 422, `${address} cannot be reserved: ${why}`, "address");
  };
  if (address === own) refuse("it is the appliance's own address. Choose another.");
  const subnet = subnets.find(({ cidr }) => subnetContains(cidr, address));
  if (subnet === undefined) return void refuse("it lies in none of the subnets. Choose an address of one of them.");
  if (!isHostOf(subnet.cidr, address))
    refuse("it is the network or broadcast address of its subnet. Choose a host address.");
  if (address === subnet.router) refuse("it is the subnet's router. Choose another.");
}
