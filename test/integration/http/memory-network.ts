import type {
  NetworkNeeds,
  NetworkView,
  PoolMapView,
  RegionNeeds,
  RegionText,
} from "../../../appliance/http/needs-network.ts";
import { type Ipv4, parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { parseRange, parseSubnet } from "../../../appliance/net/subnet.ts";
import type { Mark } from "../../../appliance/network/marks.ts";
import { suggestPool } from "../../../appliance/network/suggest-pool.ts";

/** A network plan in memory, and a wire on which `live` hosts answer. */
export class MemoryNetwork {
  view: NetworkView = {
    mode: "server",
    answer: "everyone",
    authoritative: false,
    serveAnyway: false,
    subnets: [{ cidr: "10.77.0.0/24", pool: "10.77.0.100-10.77.0.250", router: "10.77.0.254", lease: "12h" }],
    saidBy: "person",
    interface: "eth0",
    address: parseIpv4("10.77.0.1"),
    subnet: "10.77.0.0/24",
    carrier: true,
    gateway: parseIpv4("10.77.0.254"),
    nameServers: [parseIpv4("10.77.0.254")],
    foreign: [],
  };
  live: readonly Ipv4[] = [parseIpv4("10.77.0.120"), parseIpv4("10.77.0.121")];
  marks: readonly Mark[] = [];
  region: RegionText = { language: "en", timeZone: "Etc/UTC" };
  regionNow = (): string => new Date().toISOString();

  needs(): { network: NetworkNeeds; region: RegionNeeds } {
    return {
      network: {
        get: () => this.view,
        set: (plan) => (this.view = { ...this.view, ...plan, saidBy: "person" }),
        scan: () => Promise.resolve(this.#scan()),
        map: (subnet) => this.#map(subnet),
      },
      region: {
        get: () => ({ ...this.region, now: this.regionNow() }),
        set: (region) => ({ ...(this.region = region), now: this.regionNow() }),
      },
    };
  }

  #scan(): Awaited<ReturnType<NetworkNeeds["scan"]>> {
    const subnet = parseSubnet(this.view.subnet);
    const gateways = this.view.gateway === undefined ? [] : [this.view.gateway];
    const found = suggestPool(subnet, this.view.address, gateways, this.live);
    return {
      first: parseIpv4("10.77.0.1"),
      last: parseIpv4("10.77.0.254"),
      hosts: this.live.map((address, index) => ({ address, mac: parseMac(`3c:52:82:00:00:0${index}`) })),
      ...(found === undefined ? {} : { suggestion: { ...found.range, leftOut: found.leftOut } }),
    };
  }

  #map(subnet: string): PoolMapView | undefined {
    const planned = this.view.subnets.find(({ cidr }) => cidr === subnet);
    if (planned === undefined && subnet !== this.view.subnet) return undefined;
    const { address, gateway } = this.view;
    const marks: Mark[] = [{ address, state: "own" }];
    if (gateway !== undefined) marks.push({ address: gateway, state: "gateway" });
    return {
      subnet,
      ...(planned?.pool === undefined ? {} : { pool: parseRange(planned.pool) }),
      marks: [...marks, ...this.marks],
    };
  }
}
