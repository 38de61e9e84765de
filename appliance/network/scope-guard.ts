import type { Ipv4 } from "../net/ipv4.ts";
import {
  formatRange,
  formatSubnet,
  type InterfaceAddress,
  isHostOf,
  type Range,
  rangeContains,
  type Subnet,
} from "../net/subnet.ts";

/** A pool that somebody proposes for a subnet. */
export interface ProposedPool {
  readonly subnet: Subnet;
  readonly pool: Range;
  readonly router?: Ipv4 | undefined;
  readonly dns?: readonly Ipv4[] | undefined;
}

/** The network around it, as far as it is known. */
export interface Surroundings {
  /** The appliance's address on the rack's interface. */
  readonly own: InterfaceAddress;
  /** A person said that this subnet lies behind a relay, so it need not be that of our interface. */
  readonly relayed: boolean;
  /** Addresses at which somebody answered ARP a moment ago. */
  readonly answering?: readonly Ipv4[];
}

export interface ScopeProblem {
  readonly code: "not-our-subnet" | "outside-subnet" | "own-address" | "router" | "name-server" | "in-use";
  /** Goes on after "The pool …: ", with what to do. */
  readonly because: string;
  /** The whole sentence. */
  readonly text: string;
}

const BESIDE = "Let the pool begin or end beside it.";
/** A pool over a busy network meets hundreds; the first few say enough. */
const NAMED = 5;

/**
 * What a pool must never hold: addresses of another network, network and broadcast address, our own, the router's, a name
 * server's, or one that is in use. An empty list means that giving these addresses takes nobody's away.
 */
export function scopeProblems(proposed: ProposedPool, around: Surroundings): ScopeProblem[] {
  const { subnet, pool, router, dns = [] } = proposed;
  const found: (Pick<ScopeProblem, "code" | "because"> | false)[] = [
    !around.relayed &&
      formatSubnet(subnet) !== formatSubnet(around.own.subnet) && {
        code: "not-our-subnet",
        because: `${formatSubnet(subnet)} is not the network of the appliance's own address, ${formatSubnet(around.own.subnet)}. Choose addresses of that, or say that the subnet lies behind a relay.`,
      },
    !(isHostOf(subnet, pool.first) && isHostOf(subnet, pool.last)) && {
      code: "outside-subnet",
      because: `it lies outside the subnet ${formatSubnet(subnet)}, or on its network or broadcast address. Choose host addresses of ${formatSubnet(subnet)}.`,
    },
    rangeContains(pool, around.own.address) && {
      code: "own-address",
      because: `it contains the appliance's own address ${around.own.address}. ${BESIDE}`,
    },
    router !== undefined &&
      rangeContains(pool, router) && { code: "router", because: `it contains the router ${router}. ${BESIDE}` },
    ...dns.map((server) => namesServer(pool, server)),
    inUse(pool, around.answering ?? []),
  ];
  return found
    .filter((one) => one !== false)
    .map(({ code, because }) => ({ code, because, text: `The pool ${formatRange(pool)}: ${because}` }));
}

const namesServer = (pool: Range, server: Ipv4): Pick<ScopeProblem, "code" | "because"> | false =>
  rangeContains(pool, server) && {
    code: "name-server",
    because: `it contains the name server ${server}. ${BESIDE}`,
  };

function inUse(pool: Range, answering: readonly Ipv4[]): Pick<ScopeProblem, "code" | "because"> | false {
  const used = answering.filter((address) => rangeContains(pool, address));
  if (used.length === 0) return false;
  const rest = used.length > NAMED ? ` and ${used.length - NAMED} more` : "";
  const verb = used.length === 1 ? "is" : "are";
  return {
    code: "in-use",
    because: `${used.slice(0, NAMED).join(", ")}${rest} ${verb} in use already. Choose a stretch that nobody uses.`,
  };
}
