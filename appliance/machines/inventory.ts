import type { Config, MachineConfig, SubnetConfig } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { isHostOf, subnetContains } from "../net/subnet.ts";
import type { MachineStore } from "../store/machines.ts";
import type { Step } from "../store/undo.ts";
import { type Clash, Claims } from "./claims.ts";
import type { Machine, Vars } from "./machine.ts";
import { placeProblem } from "./place.ts";

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
  readonly rack?: string | null | undefined;
  readonly unit?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly notes?: string | null | undefined;
}

/** A change and the machine that it is for; a machine that is not there yet is entered. */
export interface MachineEdit {
  readonly mac: Mac;
  readonly change: MachineChange;
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
  /** What edits would make of machines, all checked against each other and the rest; throws the sentence that refuses them. */
  plan(edits: readonly MachineEdit[]): Step[];
  /** Stores and takes over what was planned, all or none. Says nothing; the caller has a sentence for all of it. */
  apply(steps: readonly Step[]): void;
  /** Reads machines again as they are stored, after a transaction around `apply` failed. */
  reload(macs: readonly Mac[]): void;
  /** Applies what the file says of a machine. */
  enter(config: MachineConfig): void;
  /** Returns the machine when it may be listed; a phone that asks for an address is not a machine. */
  see(sighting: Sighting): Machine | undefined;
  /** Tells of each machine that was seen, new or not. Returns the function that ends it. */
  subscribe(seen: (mac: Mac) => void): () => void;
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
  const listeners = new Set<(mac: Mac) => void>();
  const claims = new Claims();
  for (const machine of machines.values()) claims.take(machine);

  /** In memory only. */
  const hold = (mac: Mac, machine: Machine | undefined): void => {
    const before = machines.get(mac);
    if (before !== undefined) claims.leave(before);
    unsaved.delete(mac);
    if (machine === undefined) {
      machines.delete(mac);
      return;
    }
    machines.set(mac, machine);
    claims.take(machine);
  };

  const put = (machine: Machine): Machine => {
    hold(machine.mac, machine);
    store.save(machine);
    return machine;
  };

  const forgetOldest = (): void => {
    const unknown = [...machines.values()].filter((machine) => !machine.known);
    if (unknown.length < MOST_UNKNOWN) return;
    const oldest = unknown.reduce((a, b) => ((a.lastSeenAt ?? "") <= (b.lastSeenAt ?? "") ? a : b));
    hold(oldest.mac, undefined);
    store.remove(oldest.mac);
  };

  const refuse = ({ field, what, owner }: Clash): never => {
    const text = `The ${what} belongs to ${machines.get(owner)?.name ?? owner}. Choose another.`;
    throw new AppError("RS_MACHINE_TAKEN", 409, text, field);
  };

  /** The machine as the change makes it, checked by itself. */
  const changedBy = (mac: Mac, change: MachineChange): Machine => {
    const machine = withChange(machines.get(mac) ?? blank(mac), change);
    const wrong = placeProblem(machine);
    if (wrong !== undefined) {
      throw new AppError("RS_MACHINE_PLACE", 422, `${machine.name ?? mac} cannot stand there: ${wrong}`, "unit");
    }
    if (change.profile != null && !needs.profileExists(change.profile)) {
      throw new AppError(
        "RS_PROFILE_NOT_FOUND",
        422,
        `There is no profile named ${change.profile}. Make it first, or choose another.`,
        "profile",
      );
    }
    if (change.address != null) checkReservation(needs.config.address.address, needs.subnets(), change.address);
    return machine;
  };

  const forget = (field: "name" | "address", value: string, owner: Mac): void => {
    const mac = claims.ownerOf(field, value);
    const other = mac === undefined || mac === owner ? undefined : machines.get(mac);
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
      const planned = changedBy(mac, change);
      const clash = claims.clash(planned);
      if (clash !== undefined) refuse(clash);
      const machine = put(planned);
      log.add("RS_MACHINE_CHANGED", "info", `${machine.name ?? mac} was changed.`, { mac });
      needs.changed();
      return machine;
    },
    remove(mac) {
      if (!machines.has(mac)) throw new AppError("RS_MACHINE_NOT_FOUND", 404, `There is no machine ${mac}.`);
      hold(mac, undefined);
      store.remove(mac);
      log.add("RS_MACHINE_REMOVED", "info", `${mac} was removed.`, { mac });
      needs.changed();
    },
    plan(edits) {
      const steps = edits.map(({ mac, change }) => ({
        mac,
        before: machines.get(mac),
        after: changedBy(mac, change),
      }));
      // All of them give back what they have before the first takes anything: two machines may swap their names.
      const taken: Machine[] = [];
      for (const { before } of steps) if (before !== undefined) claims.leave(before);
      try {
        for (const { after } of steps) {
          const clash = claims.clash(after);
          if (clash !== undefined) refuse(clash);
          claims.take(after);
          taken.push(after);
        }
      } finally {
        for (const machine of taken) claims.leave(machine);
        for (const { before } of steps) if (before !== undefined) claims.take(before);
      }
      return steps;
    },
    apply(steps) {
      store.together(() => {
        store.removeAll(steps.flatMap(({ mac, after }) => (after === undefined ? [mac] : [])));
        store.saveAll(steps.flatMap(({ after }) => after ?? []));
      });
      for (const { before } of steps) if (before !== undefined) claims.leave(before);
      for (const { mac, after } of steps) hold(mac, after);
      needs.changed();
    },
    reload(macs) {
      for (const mac of macs) hold(mac, undefined);
      for (const mac of macs) hold(mac, store.get(mac));
    },
    enter({ mac, name, address, profile, vars, rack, unit, height, notes }) {
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
        rack: rack ?? before.rack,
        unit: unit ?? before.unit,
        height: height ?? before.height,
        notes: notes ?? before.notes,
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
      listeners.forEach((tell) => tell(machine.mac));
      return machine;
    },
    subscribe(seen) {
      listeners.add(seen);
      return () => void listeners.delete(seen);
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

const withChange = (before: Machine, change: MachineChange): Machine => ({
  ...before,
  known: true,
  name: changed(before.name, change.name),
  address: changed(before.address, change.address),
  profile: changed(before.profile, change.profile),
  vars: change.vars === undefined ? before.vars : (change.vars ?? {}),
  rack: changed(before.rack, change.rack),
  unit: changed(before.unit, change.unit),
  height: changed(before.height, change.height),
  notes: changed(before.notes, change.notes),
});

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
