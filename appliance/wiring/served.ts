import type { Config } from "../config-schema.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import { subnetContains } from "../net/subnet.ts";
import type { House } from "./house.ts";

/** Whom TFTP serves: clients with a lease; others of our subnets get one packet and must answer first (trust 2.6). */
export function mayAsk(
  house: Pick<House, "neighbours" | "network">,
  config: Config,
  address: Ipv4,
): "yes" | "once" | "no" {
  if (house.neighbours.met(address)) return "yes";
  return isServed(house, config, address) ? "once" : "no";
}

/** Is this one of the addresses that the appliance is there for? */
export function isServed({ network }: Pick<House, "network">, config: Config, address: Ipv4): boolean {
  const served = [config.address.subnet, ...network.plan().subnets.map(({ cidr }) => cidr)];
  return served.some((subnet) => subnetContains(subnet, address));
}
