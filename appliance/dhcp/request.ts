import type { Ipv4 } from "../net/ipv4.ts";
import { subnetContains } from "../net/subnet.ts";
import { candidate, leaseSeconds, mayHave, reservation } from "./allocate.ts";
import { isActive } from "./book.ts";
import type { Client } from "./client.ts";
import { type Decision, ignore, reply } from "./decision.ts";
import { event } from "./events.ts";
import type { DhcpSubnet, Facts } from "./facts.ts";
import { bindEffects } from "./grant.ts";
import { INFINITE } from "./options/numbers.ts";
import type { Message } from "./message.ts";
import { leaseReply, nakReply, serverId } from "./reply.ts";

/** A REQUEST repeated within this time, by a relay or an impatient client, gets the same ACK without another write. */
const DUPLICATE_SECONDS = 2;
/** Under "pxe-and-known": new leases a second. */
const NEW_PER_CLIENT = 1;
const NEW_PER_CIRCUIT = 20;

type State =
  | { readonly kind: "selecting"; readonly address: Ipv4; readonly chosen: Ipv4 }
  | { readonly kind: "init-reboot"; readonly address: Ipv4 }
  | { readonly kind: "renewing"; readonly address: Ipv4 } // or rebinding: on the wire they differ by the destination only
  | { readonly kind: "contradictory" };

/** Which of its four states a client is in shows in 54, 50 and ciaddr only.                       RFC 2131 §4.3.2 table 4 */
export function requestState(client: Client): State {
  const { serverId: chosen, requested, ciaddr } = client;
  if (chosen !== undefined) {
    return requested === undefined || ciaddr !== undefined
      ? { kind: "contradictory" }
      : { kind: "selecting", address: requested, chosen };
  }
  if (ciaddr !== undefined) {
    return requested === undefined || requested === ciaddr
      ? { kind: "renewing", address: ciaddr }
      : { kind: "contradictory" };
  }
  return requested === undefined ? { kind: "contradictory" } : { kind: "init-reboot", address: requested };
}

export function request(message: Message, client: Client, subnet: DhcpSubnet, facts: Facts): Decision {
  const state = requestState(client);
  switch (state.kind) {
    case "contradictory":
      return ignore("contradictory-request");
    case "selecting":
      return selecting(message, client, subnet, state, facts);
    case "init-reboot":
      return initReboot(message, client, subnet, state.address, facts);
    case "renewing":
      return renewing(message, client, subnet, state.address, facts);
  }
}

/** The client took an offer: ours, or another server's, which frees ours at once (seeds D12). */
function selecting(
  message: Message,
  client: Client,
  subnet: DhcpSubnet,
  { address, chosen }: State & { kind: "selecting" },
  facts: Facts,
): Decision {
  if (chosen !== facts.served.settings.address && chosen !== serverId(client, facts)) {
    return ignore("another-server-chosen", [], [{ kind: "unhold", client: client.key }]);
  }
  if (!isRightful(client, address, subnet, facts)) return nak(message, client, facts, `${address} is not available`);
  return grant(message, client, subnet, address, facts);
}

/** A client that restarted asks for the address it remembers. Of clients we do not know, RFC 2131 wants silence. */
function initReboot(message: Message, client: Client, subnet: DhcpSubnet, address: Ipv4, facts: Facts): Decision {
  const foreign = !subnetContains(subnet.subnet, address);
  if (!isKnown(client, facts)) {
    if (foreign && facts.served.settings.authoritative)
      return nak(message, client, facts, `${address} is of another network`);
    return ignore("unknown-client");
  }
  const own = candidate(client, subnet, facts);
  const right = own.kind === "address" && own.address === address;
  return right
    ? grant(message, client, subnet, address, facts)
    : nak(message, client, facts, `${address} is not yours`);
}

/**
 * The client has the address and wants to keep it. A lease that we do not know (a new SD card) is taken over if its address
 * is free and this server is the network's authority; else silence (conformance 3.2 D22).
 */
function renewing(message: Message, client: Client, subnet: DhcpSubnet, address: Ipv4, facts: Facts): Decision {
  const known = facts.book.lease(client.key)?.address === address || reservation(client, facts) === address;
  const right = isRightful(client, address, subnet, facts);
  if (known && right) return grant(message, client, subnet, address, facts);
  if (known || isKnown(client, facts) || isOthers(client, address, facts)) {
    return nak(message, client, facts, `${address} is not yours`);
  }
  return facts.served.settings.authoritative && right
    ? grant(message, client, subnet, address, facts)
    : ignore("unknown-client");
}

const isKnown = (client: Client, facts: Facts): boolean =>
  facts.book.lease(client.key) !== undefined || reservation(client, facts) !== undefined;

function isOthers(client: Client, address: Ipv4, { book, now }: Facts): boolean {
  const lease = book.leaseOn(address);
  return lease !== undefined && lease.client !== client.key && isActive(lease, now);
}

/** The client may have it, and has no better right to another: a reservation, or a lease that still runs. */
function isRightful(client: Client, address: Ipv4, subnet: DhcpSubnet, facts: Facts): boolean {
  if (!mayHave(client, address, subnet, facts)) return false;
  const reserved = reservation(client, facts);
  if (reserved !== undefined && mayHave(client, reserved, subnet, facts)) return reserved === address;
  const lease = facts.book.lease(client.key);
  const keeps = lease !== undefined && isActive(lease, facts.now) && mayHave(client, lease.address, subnet, facts);
  return !keeps || lease.address === address;
}

function grant(message: Message, client: Client, subnet: DhcpSubnet, address: Ipv4, facts: Facts): Decision {
  const lease = facts.book.lease(client.key);
  if (lease === undefined && isFlooding(client, facts)) {
    const text = "New leases are asked for faster than machines start; some were refused.";
    return ignore("binding-limit", [event("RS_DHCP_BINDING_LIMIT", text, client)]);
  }
  const last = facts.book.answered(client.key);
  const again = last?.xid === message.xid && facts.now - last.at < DUPLICATE_SECONDS;
  if (again && lease?.address === address) {
    return reply(
      leaseReply("ACK", message, client, facts, {
        address,
        seconds: lease.endsAt === null ? INFINITE : lease.seconds,
        subnet,
      }),
    );
  }
  const granted = { address, seconds: leaseSeconds(client, subnet), subnet };
  const { effects, events } = bindEffects(message, client, granted, facts);
  return reply(leaseReply("ACK", message, client, facts, granted), effects, events);
}

function isFlooding(client: Client, { served, book, now }: Facts): boolean {
  if (served.settings.answer !== "pxe-and-known") return false;
  const { circuitId } = client.relay;
  const since = now - 1;
  if (book.count(`new ${client.key}`, since) >= NEW_PER_CLIENT) return true;
  return circuitId !== undefined && book.count(`new on ${circuitId}`, since) >= NEW_PER_CIRCUIT;
}

/** "No" to a wrong address, so that the client starts again at once. Our offer to it, if any, is void. */
function nak(message: Message, client: Client, facts: Facts, why: string): Decision {
  return reply(nakReply(message, client, facts, why), [{ kind: "unhold", client: client.key }]);
}
