import type { Config, SubnetConfig } from "../config-schema.ts";
import { AppError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { InputError, issuesOf } from "../http/errors.ts";
import type {
  NetworkNeeds,
  NetworkView,
  OtherServer,
  PlanText,
  RegionNeeds,
  ScanView,
  SubnetText,
} from "../http/needs-network.ts";
import type { Inventory } from "../machines/inventory.ts";
import { type Neighbour, neighbours } from "../net/arp.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { formatRange, formatSubnet, type Range, subnetContains } from "../net/subnet.ts";
import { checkPlan } from "../network/check-plan.ts";
import { hostFacts } from "../network/host-facts.ts";
import { type Mark, marksOf } from "../network/marks.ts";
import type { Network } from "../network/plan.ts";
import { scanHosts, usualScan } from "../network/scan.ts";
import { suggestPool } from "../network/suggest-pool.ts";
import { networkSection } from "../settings/sections.ts";
import type { Settings } from "../settings/service.ts";
import { isActive, type LeaseReader } from "../store/leases.ts";
import { present } from "./views.ts";

export interface NetworkPorts {
  readonly config: Config;
  readonly network: Network;
  readonly settings: Settings;
  readonly leases: LeaseReader;
  readonly inventory: Inventory;
  readonly log: EventLog;
  /** DHCP servers that were heard on the wire. */
  readonly foreign: () => readonly OtherServer[];
  /** Appliance seconds. */
  readonly now: () => number;
}

/** The plan as the page reads and writes it. The last look at the wire is remembered: a pool must not hold who answered then. */
export function networkNeeds(ports: NetworkPorts): NetworkNeeds {
  const { config, network, settings, leases, inventory } = ports;
  const own = config.address;
  let seen: readonly Neighbour[] = [];
  let looking: Promise<ScanView> | undefined;

  const ours = (): Set<Ipv4> =>
    new Set([
      ...leases.all().flatMap((lease) => (isActive(lease, ports.now()) ? [lease.address] : [])),
      ...inventory.list().flatMap(({ address }) => address ?? []),
    ]);
  const strangers = (hosts: readonly Neighbour[]): Ipv4[] => {
    const clients = ours();
    return hosts.flatMap(({ address }) => (clients.has(address) ? [] : [address]));
  };
  const here = (): Ipv4[] => {
    const { gateway, nameServers } = hostFacts(config.interface);
    return [...(gateway === undefined ? [] : [gateway]), ...nameServers].filter((one) => one !== own.address);
  };
  const get = (): NetworkView => {
    const { mode, answer, authoritative, subnets, serveAnyway, saidBy } = network.plan();
    const { carrier, gateway, nameServers } = hostFacts(config.interface);
    return present({
      mode,
      answer,
      authoritative,
      serveAnyway,
      saidBy,
      subnets: subnets.map(subnetText),
      interface: config.interface,
      address: own.address,
      subnet: formatSubnet(own.subnet),
      carrier,
      gateway,
      nameServers,
      foreign: ports.foreign(),
    });
  };

  return {
    get,
    set(plan, by) {
      if (network.plan().saidBy === "file") throw byFile();
      const wanted = { ...plan, ignoredServers: settings.get("network").ignoredServers };
      const parsed = networkSection.safeParse(wanted);
      if (!parsed.success) throw new InputError(issuesOf(parsed.error));
      const otherServers = ports
        .foreign()
        .filter(({ offers, ignored }) => offers === "addresses" && !ignored)
        .map(({ address }) => address);
      const problems = checkPlan(parsed.data, { config, neighbours: here(), live: strangers(seen), otherServers });
      if (problems.length > 0)
        throw new InputError(
          problems.map(({ key, value, because }) => ({
            where: key,
            detail: `${key} is ${JSON.stringify(value)}: ${because}`,
          })),
        );
      settings.set("network", wanted as Parameters<typeof settings.set<"network">>[1]);
      ports.log.add("RS_NETWORK_CHANGED", "info", changed(plan, config.interface, by), { data: { mode: plan.mode } });
      return get();
    },
    scan(range) {
      looking ??= look(range).finally(() => (looking = undefined));
      return looking;
    },
    map(text) {
      const planned = network.plan().subnets.find(({ cidr }) => formatSubnet(cidr) === text);
      const subnet = planned?.cidr ?? (text === formatSubnet(own.subnet) ? own.subnet : undefined);
      if (subnet === undefined) return undefined;
      const gateways = [hostFacts(config.interface).gateway, planned?.router].filter((one) => one !== undefined);
      const quarantined = leases
        .quarantines()
        .filter(({ until }) => until > ports.now())
        .map(({ address, mac, because, until }) =>
          present({ address, mac: mac ?? undefined, because, remaining: left(until) }),
        );
      const clients = inventory.list().flatMap((machine): Omit<Mark, "state">[] => {
        const { address, mac, name } = machine;
        return address === undefined ? [] : [present({ address, mac, name })];
      });
      const leased = leases.all().flatMap((lease): Omit<Mark, "state">[] => {
        if (!isActive(lease, ports.now())) return [];
        const name = lease.mac === undefined ? undefined : inventory.get(lease.mac)?.name;
        const remaining = lease.endsAt === null ? undefined : left(lease.endsAt);
        return [present({ address: lease.address, mac: lease.mac, name: name ?? lease.hostname, remaining })];
      });
      const live = neighbours(config.interface);
      return present({
        subnet: text,
        pool: planned?.pool,
        marks: marksOf(subnet, { own: own.address, gateways, quarantined, leased, reserved: clients, live }),
      });
    },
  };

  async function look(range: Range = usualScan(own.subnet, own.address)): Promise<ScanView> {
    if (!subnetContains(own.subnet, range.first) || !subnetContains(own.subnet, range.last))
      throw new AppError(
        "RS_SCAN_ELSEWHERE",
        400,
        `${formatRange(range)} lies outside ${formatSubnet(own.subnet)}. Only the wire that the appliance is on can be looked at.`,
        "range",
      );
    const hosts = await scanHosts(range, own.address, config.interface);
    seen = hosts;
    const found = suggestPool(own.subnet, own.address, here(), strangers(hosts));
    return present({
      ...range,
      hosts: hosts.map(({ address, mac }) => ({ address, mac })),
      suggestion: found === undefined ? undefined : { ...found.range, leftOut: found.leftOut },
    });
  }

  function left(until: number): number {
    return Math.max(0, Math.floor(until - ports.now()));
  }
}

export const regionNeeds = (settings: Settings): RegionNeeds => {
  const get = () => ({ ...settings.get("region"), now: new Date().toISOString() });
  return {
    get,
    set(region) {
      try {
        new Intl.DateTimeFormat("en", { timeZone: region.timeZone });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new AppError(
          "RS_TIME_ZONE",
          400,
          `There is no time zone "${region.timeZone}". Write one such as Asia/Shanghai.`,
          "timeZone",
        );
      }
      settings.set("region", region);
      return get();
    },
  };
};

const byFile = (): AppError =>
  new AppError(
    "RS_NETWORK_BY_FILE",
    409,
    "The configuration file says how this network is served, and it wins. Change dhcp and subnets there, or take subnets out of it to decide here.",
  );

function changed({ mode, subnets }: PlanText, device: string, by: string): string {
  const pools = subnets.flatMap(({ pool }) => pool ?? []).join(", ");
  const what = {
    server: `gives addresses on ${device}${pools === "" ? "" : ` from ${pools}`}`,
    proxy: `adds boot information on ${device} and leaves addresses to the other server`,
    off: `says nothing on ${device}`,
  }[mode];
  return `By decision of ${by}, Rackseed now ${what}.`;
}

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
] as const;

const durationText = (seconds: number): string => {
  const [unit, size] = UNITS.find(([, each]) => seconds % each === 0) ?? ["s", 1];
  return `${seconds / size}${unit}`;
};

const subnetText = ({ cidr, pool, router, dns, domain, lease, allocation }: SubnetConfig): SubnetText =>
  present({
    cidr: formatSubnet(cidr),
    pool: pool === undefined ? undefined : formatRange(pool),
    router,
    dns,
    domain,
    lease: durationText(lease),
    allocation,
  });
