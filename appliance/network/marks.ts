import { type Ipv4, ipv4ToNumber } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { type Subnet, subnetContains } from "../net/subnet.ts";

/** own: the appliance. live: answers, and has its address from elsewhere. */
export type MarkState = "own" | "gateway" | "quarantined" | "leased" | "reserved" | "live";

/** An address about which something is known. */
export interface Mark {
  readonly address: Ipv4;
  readonly state: MarkState;
  readonly mac?: Mac;
  /** What its machine is called. */
  readonly name?: string;
  /** Why it is quarantined. */
  readonly because?: string;
  /** Seconds until the lease or the quarantine ends; absent: no end. */
  readonly remaining?: number;
}

export interface MarkFacts {
  readonly own: Ipv4;
  readonly gateways: readonly Ipv4[];
  readonly quarantined: readonly Omit<Mark, "state">[];
  readonly leased: readonly Omit<Mark, "state">[];
  readonly reserved: readonly Omit<Mark, "state">[];
  readonly live: readonly Omit<Mark, "state">[];
}

/** What is known of each address of a subnet, once, in order. The stronger fact wins: a leased machine answers, too. */
export function marksOf(subnet: Subnet, facts: MarkFacts): Mark[] {
  const marks = new Map<Ipv4, Mark>();
  const put = (state: MarkState, list: readonly Omit<Mark, "state">[]): void => {
    for (const one of list)
      if (subnetContains(subnet, one.address) && !marks.has(one.address)) marks.set(one.address, { ...one, state });
  };
  put("own", [{ address: facts.own }]);
  put(
    "gateway",
    facts.gateways.map((address) => ({ address, ...facts.live.find((one) => one.address === address) })),
  );
  put("quarantined", facts.quarantined);
  put("leased", facts.leased);
  put("reserved", facts.reserved);
  put("live", facts.live);
  return [...marks.values()].toSorted((a, b) => ipv4ToNumber(a.address) - ipv4ToNumber(b.address));
}
