import type { Config } from "../config-schema.ts";
import type { DhcpSettings } from "../dhcp/facts.ts";
import type { Standing } from "../dhcp/foreign.ts";
import type { Inventory } from "../machines/inventory.ts";
import type { NetworkPlan } from "../network/plan.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";

/** Where generated URLs point: the appliance's own address, and the port if it is not 80. */
export function httpBase({ address, http }: Pick<Config, "address" | "http">): string {
  const port = http.ports.includes(80) ? 80 : http.ports[0];
  return port === 80 || port === undefined ? `http://${address.address}` : `http://${address.address}:${port}`;
}

/** Debian's installer stops and asks when no name server is offered, so there always is one. */
export const dnsOf = (subnet: Config["subnets"][number], own: Ipv4): readonly Ipv4[] =>
  subnet.dns === undefined || subnet.dns.length === 0 ? [own] : subnet.dns;

/**
 * `standing`: how far this appliance may give addresses beside others (dhcp/foreign.ts). `installing`: the machines whose
 * install is under way; they are served also while serving is paused.
 */
export function dhcpSettings(
  config: Config,
  plan: NetworkPlan,
  inventory: Inventory,
  standing: Standing,
  installing: () => readonly Mac[],
): DhcpSettings {
  const own = config.address;
  return {
    mode: standing === "wait" || standing === "silent" ? "off" : plan.mode,
    ...(plan.paused ? { paused: { except: installing() } } : {}),
    foreign: standing === "careful",
    answer: plan.answer,
    authoritative: plan.authoritative,
    bootp: config.dhcp.bootp,
    interface: config.interface,
    address: own.address,
    subnet: own.subnet,
    subnets: plan.subnets.map((subnet) => ({
      subnet: subnet.cidr,
      ...(subnet.pool === undefined ? {} : { pool: subnet.pool }),
      ...(subnet.router === undefined ? {} : { router: subnet.router }),
      ...(subnet.domain === undefined ? {} : { domain: subnet.domain }),
      dns: dnsOf(subnet, own.address),
      leaseSeconds: subnet.lease,
      allocation: subnet.allocation,
    })),
    reservations: inventory.list().flatMap(({ mac, address }) => (address === undefined ? [] : [{ mac, address }])),
    known: inventory.answered(),
    boot: {
      httpBase: httpBase(config),
      ipxe: config.boot.ipxe,
      loaders: { biosName: "pxelinux.0", x64Name: "shimx64.efi", arm64Name: "shimaa64.efi" },
    },
    probeAddresses: config.dhcp.probeAddresses,
  };
}
