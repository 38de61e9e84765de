import type { SubnetConfig } from "../config-schema.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { formatRange, formatSubnet, isHostOf, subnetsOverlap } from "../net/subnet.ts";
import type { FoundMachine, FoundSubnet, Understood } from "./understood.ts";

/** new and changed are what an import does; refused and offered are not done, and `because` says why. */
export type Step = "new" | "changed" | "same" | "refused" | "offered";

export interface Planned<T> {
  readonly found: T;
  readonly step: Step;
  readonly because?: string;
}

export interface Known {
  readonly machines: readonly {
    readonly mac: Mac;
    readonly name: string | undefined;
    readonly address: Ipv4 | undefined;
  }[];
  readonly subnets: readonly SubnetConfig[];
  /** Who said what the network is: only a person's plan can be changed here. */
  readonly saidBy: "file" | "person" | "nobody";
}

export interface ImportPlan {
  readonly subnets: readonly Planned<FoundSubnet>[];
  readonly machines: readonly Planned<FoundMachine>[];
}

/** What an import would do to what is there. Nothing that a person set is overwritten silently: `changed` says so beforehand. */
export function planImport(understood: Understood, known: Known): ImportPlan {
  const subnets: Planned<FoundSubnet>[] = [];
  for (const found of understood.subnets) subnets.push(planSubnet(found, subnets, known));
  const served = [
    ...known.subnets.map(({ cidr }) => cidr),
    ...subnets.flatMap(({ found, step }) => (step === "refused" ? [] : [found.cidr])),
  ];
  const machines: Planned<FoundMachine>[] = [];
  for (const found of understood.machines) {
    const unreachable =
      found.address !== undefined && !served.some((cidr) => isHostOf(cidr, found.address ?? ("" as Ipv4)));
    machines.push(
      unreachable
        ? refused(found, `${found.address ?? ""} lies in none of the subnets, so it cannot be reserved.`)
        : planMachine(found, machines, known),
    );
  }
  return { subnets, machines };
}

function planSubnet(found: FoundSubnet, before: readonly Planned<FoundSubnet>[], known: Known): Planned<FoundSubnet> {
  const cidr = formatSubnet(found.cidr);
  if (before.some((other) => other.step !== "refused" && subnetsOverlap(other.found.cidr, found.cidr)))
    return refused(found, `${cidr} stands in the file twice, or overlaps another of its subnets.`);
  const same = known.subnets.find((other) => formatSubnet(other.cidr) === cidr);
  if (same !== undefined && isSame(found, same)) return { found, step: "same" };
  const overlapping = known.subnets.find((other) => other !== same && subnetsOverlap(other.cidr, found.cidr));
  if (overlapping !== undefined)
    return refused(found, `${cidr} overlaps ${formatSubnet(overlapping.cidr)}, which is served already.`);
  if (known.saidBy === "file")
    return refused(found, "The configuration file says what the network is. Change the subnets there.");
  if (known.saidBy === "nobody")
    return {
      found,
      step: "offered",
      because: "The network is not set up yet. Set it up with these values, then import the machines.",
    };
  return { found, step: same === undefined ? "new" : "changed" };
}

const isSame = (found: FoundSubnet, { pool, router, dns, domain, lease, allocation }: SubnetConfig): boolean =>
  (found.pool && formatRange(found.pool)) === (pool && formatRange(pool)) &&
  found.router === router &&
  found.dns.join() === (dns ?? []).join() &&
  found.domain === domain &&
  (found.lease ?? lease) === lease &&
  found.allocation === allocation;

function planMachine(
  found: FoundMachine,
  before: readonly Planned<FoundMachine>[],
  known: Known,
): Planned<FoundMachine> {
  const kept = before.filter(({ step }) => step !== "refused").map((other) => other.found);
  if (kept.some(({ mac }) => mac === found.mac)) return refused(found, `${found.mac} stands in the file twice.`);
  const others = [
    ...known.machines.filter(({ mac }) => mac !== found.mac && !kept.some((other) => other.mac === mac)),
    ...kept,
  ];
  for (const field of ["name", "address"] as const) {
    const owner = others.find((other) => found[field] !== undefined && other[field] === found[field]);
    if (owner !== undefined)
      return refused(found, `The ${field} ${found[field] ?? ""} belongs to ${owner.name ?? owner.mac}.`);
  }
  const now = known.machines.find(({ mac }) => mac === found.mac);
  if (now === undefined) return { found, step: "new" };
  const same = (found.name ?? now.name) === now.name && (found.address ?? now.address) === now.address;
  return { found, step: same ? "same" : "changed" };
}

const refused = <T>(found: T, because: string): Planned<T> => ({ found, step: "refused", because });
