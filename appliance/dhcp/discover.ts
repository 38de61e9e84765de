import { ANY } from "../net/ipv4.ts";
import { isHostOf } from "../net/subnet.ts";
import { candidate, type Candidate, leaseSeconds, poolUse } from "./allocate.ts";
import { type Effect, HOLD_SECONDS, isActive } from "./book.ts";
import type { Client } from "./client.ts";
import { type Decision, ignore, reply } from "./decision.ts";
import { event } from "./events.ts";
import type { DhcpSubnet, Facts } from "./facts.ts";
import { bindEffects } from "./grant.ts";
import type { Message } from "./message.ts";
import { leaseReply } from "./reply.ts";

/** After a search found nothing, new clients wait this long for the next: a flood must not cost a search each. */
const FULL_SECONDS = 1;

/** DISCOVER → an OFFER whose address is kept for this client, tested on the wire first.         RFC 2131 §4.3.1 */
export function discover(message: Message, client: Client, subnet: DhcpSubnet, facts: Facts): Decision {
  const found = candidate(client, subnet, facts);
  if (found.kind === "none") return none(found, client, subnet, facts);
  const { address } = found;
  const held = facts.book.hold(client.key);
  const effects: Effect[] = [{ kind: "hold", hold: { client: client.key, address, until: facts.now + HOLD_SECONDS } }];
  if (held?.address !== address && mustTest(message, client, found, facts)) {
    return { kind: "probe", address, effects, events: [] };
  }
  const seconds = leaseSeconds(client, subnet);
  return reply(leaseReply("OFFER", message, client, facts, { address, seconds, subnet }), effects);
}

/** Plain BOOTP has no second step: the reply gives the address, for ever (RFC 1534 §2), so it is durable like an ACK. */
export function bootp(message: Message, client: Client, subnet: DhcpSubnet, facts: Facts): Decision {
  const found = candidate(client, subnet, facts);
  if (found.kind === "none") return none(found, client, subnet, facts);
  if (mustTest(message, client, found, facts))
    return { kind: "probe", address: found.address, effects: [], events: [] };
  const lease = { address: found.address, seconds: leaseSeconds(client, subnet), subnet };
  const { effects, events } = bindEffects(message, client, lease, facts);
  return reply(leaseReply("BOOTP", message, client, facts, lease), effects, events);
}

/** An address on our own wire that the client does not have yet. Behind a relay there is no ARP to ask. */
function mustTest(
  message: Message,
  client: Client,
  { address }: Candidate & { kind: "address" },
  facts: Facts,
): boolean {
  const { settings } = facts.served;
  const lease = facts.book.lease(client.key);
  if (!settings.probeAddresses || message.giaddr !== ANY || !isHostOf(settings.subnet, address)) return false;
  return !(lease?.address === address && isActive(lease, facts.now)) && !facts.tested(address);
}

function none(found: Candidate & { kind: "none" }, client: Client, subnet: DhcpSubnet, facts: Facts): Decision {
  if (found.pool === undefined) return ignore(found.because);
  const { size } = poolUse(subnet, facts);
  const text = `All ${size} addresses of the pool ${found.pool} are in use. Enlarge the pool or shorten the lease time.`;
  const full: Effect = { kind: "full", pool: found.pool, until: facts.now + FULL_SECONDS };
  const known = facts.book.fullUntil(found.pool) > facts.now;
  return ignore(found.because, [event("RS_DHCP_POOL_FULL", text, client)], known ? [] : [full]);
}
