import { makeMachine, type Machine, type MachineSpec } from "./machine.ts";
import { BRIDGE, type Namespace, openNamespace } from "./namespace.ts";

/** A switch with machines on it, in a network of its own. The appliance, or whatever stands in for it, is started inside. */
export interface Rack extends Namespace {
  machine(spec: MachineSpec): Promise<Machine>;
}

export interface RackOptions {
  readonly address?: string;
  /**
   * iPXE waits 13 s for an IPv6 router before it takes up its IPv4 lease (seen: 18.6 s against 5.7 s to the loader).
   * With `true` (default) dnsmasq announces a network without a way out, and nothing else: it serves neither DHCP nor DNS.
   */
  readonly routerAdvertisements?: boolean;
}

export async function openRack({ routerAdvertisements = true, ...options }: RackOptions = {}): Promise<Rack> {
  const namespace = await openNamespace(options);
  if (routerAdvertisements) await namespace.spawn(ANNOUNCE);
  return { ...namespace, machine: (spec) => makeMachine(namespace, spec) };
}

const ANNOUNCE = [
  ...["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file", "--user=root", "--port=0"],
  ...[`--interface=${BRIDGE}`, "--enable-ra", "--dhcp-range=fd77::,ra-only,64", `--ra-param=${BRIDGE},4,0`],
];
