import { type AddressRange, isInside, parseRange } from "./address.ts";
import {
  type Mode,
  type NetworkView,
  type PlanText,
  planOf,
  rivals,
  type ScanView,
  type SubnetText,
} from "./network.ts";

/** What a person is about to say: of the subnet that the appliance is in, the rest of the plan stays. */
export interface NetworkDraft {
  readonly mode: Mode;
  readonly answer: PlanText["answer"];
  readonly pool: AddressRange | undefined;
  readonly router: string;
  /** As typed, with commas. */
  readonly dns: string;
  readonly lease: string;
}

const ownSubnet = ({ subnets, address }: NetworkView): SubnetText | undefined =>
  subnets.find(({ cidr }) => isInside(cidr, address));

/** What stands there first: the plan in force, or what fits what was found. */
export function firstDraft(view: NetworkView): NetworkDraft {
  const { saidBy, mode, answer } = view;
  const fresh = rivals(view).length > 0 ? "proxy" : "server";
  return { mode: saidBy === "nobody" ? fresh : mode, answer, ...poolFields(view, ownSubnet(view)) };
}

function poolFields(view: NetworkView, subnet: SubnetText | undefined): Omit<NetworkDraft, "mode" | "answer"> {
  if (subnet === undefined) {
    const { gateway, nameServers, address } = view;
    const isNear = gateway !== undefined && isInside(view.subnet, gateway);
    const dns = nameServers.filter((server) => server !== address).join(", ");
    return { pool: undefined, router: isNear ? gateway : "", dns, lease: "12h" };
  }
  const { pool, router = "", dns = [], lease = "12h" } = subnet;
  return { pool: pool === undefined ? undefined : parseRange(pool), router, dns: dns.join(", "), lease };
}

/** Others live here: then nobody is answered who did not ask to boot from the network (trust 2.4). */
export const suggestedAnswer = (scan: ScanView, view: NetworkView): PlanText["answer"] =>
  scan.hosts.some(({ address }) => address !== view.gateway) ? "pxe-and-known" : "everyone";

/** The whole plan, with the draft in its place. A server that gives no addresses keeps its pool for later. */
export function planFrom(view: NetworkView, draft: NetworkDraft, serveAnyway: boolean): PlanText {
  const { mode, answer } = draft;
  const before = ownSubnet(view);
  const plan = { ...planOf(view), mode, answer, serveAnyway };
  if (mode === "off" && before === undefined) return plan;
  const others = view.subnets.filter((subnet) => subnet !== before);
  const kept = { cidr: before?.cidr ?? view.subnet, domain: before?.domain, allocation: before?.allocation };
  const pool = mode === "server" && draft.pool !== undefined ? `${draft.pool.first}-${draft.pool.last}` : before?.pool;
  const dns = draft.dns.split(",").map((server) => server.trim());
  const own: SubnetText = {
    ...kept,
    pool,
    router: draft.router.trim() || undefined,
    dns: dns.some((server) => server !== "") ? dns.filter((server) => server !== "") : undefined,
    lease: draft.lease.trim() || undefined,
  };
  return { ...plan, subnets: [own, ...others] };
}
