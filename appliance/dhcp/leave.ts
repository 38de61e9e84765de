import { ANY } from "../net/ipv4.ts";
import { isActive, quarantineEffect } from "./book.ts";
import type { Client } from "./client.ts";
import { type Decision, ignore, reply } from "./decision.ts";
import { event } from "./events.ts";
import type { DhcpSubnet, Facts } from "./facts.ts";
import type { Message } from "./message.ts";
import { informReply, serverId } from "./reply.ts";

const DECLINES = { most: 3, seconds: 3600 };

/** "Somebody else has this address": nobody gets it for a day, and a person hears of it.            RFC 2131 §4.3.3 */
export function decline(client: Client, facts: Facts): Decision {
  const { book, now } = facts;
  const address = client.requested;
  const refused = notForUs(client, facts);
  if (refused !== undefined) return refused;
  if (address === undefined) return ignore("no-address");
  const hold = book.hold(client.key);
  const lease = book.lease(client.key);
  const own = (hold?.address === address && hold.until > now) || (lease?.address === address && isActive(lease, now));
  if (!own) {
    const text = `${client.key} declined ${address}, which it was not given: a fault in its firmware, or an attack on the pool.`;
    return ignore("not-its-address", [event("RS_DHCP_FOREIGN_DECLINE", text, { mac: client.mac, address })]);
  }
  const what = `decline ${client.key}`;
  if (book.count(what, now - DECLINES.seconds) >= DECLINES.most) {
    const text = `${client.key} declined more than ${DECLINES.most} addresses within an hour; further ones are ignored.`;
    return ignore("decline-limit", [event("RS_DHCP_DECLINE_LIMIT", text, client)]);
  }
  const text = `${client.key} found another device on ${address}; the address is set aside for 24 hours. Look for a device with a fixed address.`;
  return {
    kind: "noted",
    outcome: "declined",
    address,
    effects: [
      { kind: "note", what, at: now },
      { kind: "unhold", client: client.key },
      ...(lease?.address === address ? [{ kind: "release" as const, client: client.key, at: now }] : []),
      quarantineEffect(address, now, "declined", client.mac),
    ],
    events: [event("RS_DHCP_DECLINED", text, { mac: client.mac, address })],
  };
}

/** The lease ends now; its record stays, so that the client gets the same address when it comes back.  RFC 2131 §4.3.4 */
export function release(client: Client, facts: Facts): Decision {
  const refused = notForUs(client, facts);
  if (refused !== undefined) return refused;
  const lease = facts.book.lease(client.key);
  const id = client.clientId?.toString("hex");
  const sameId = id === undefined || lease?.clientId === undefined || lease.clientId === id;
  if (lease === undefined || lease.address !== client.ciaddr || !isActive(lease, facts.now) || !sameId) {
    return ignore("not-its-address");
  }
  const effects = [{ kind: "release" as const, client: client.key, at: facts.now }];
  return { kind: "noted", outcome: "freed", address: lease.address, effects, events: [] };
}

/** DECLINE and RELEASE must name their server (RFC 2131 table 5). */
function notForUs(client: Client, facts: Facts): Decision | undefined {
  if (client.serverId === undefined) return ignore("no-server-id");
  const ours = client.serverId === facts.served.settings.address || client.serverId === serverId(client, facts);
  return ours ? undefined : ignore("another-server-chosen");
}

/** A client with an address of its own asks how the net looks.                                       RFC 2131 §4.3.5 */
export function inform(message: Message, client: Client, subnet: DhcpSubnet, facts: Facts): Decision {
  const address = client.ciaddr ?? facts.source;
  return address === ANY ? ignore("no-address") : reply(informReply(message, client, facts, subnet));
}
