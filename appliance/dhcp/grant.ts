import type { Ipv4 } from "../net/ipv4.ts";
import { formatRange } from "../net/subnet.ts";
import type { Lease } from "../store/leases.ts";
import { poolUse } from "./allocate.ts";
import { type Effect, isActive } from "./book.ts";
import { type Client, ownIdentifier } from "./client.ts";
import { type DhcpEvent, event } from "./events.ts";
import type { DhcpSubnet, Facts } from "./facts.ts";
import type { Message } from "./message.ts";
import { printable } from "./options/codec.ts";
import { INFINITE } from "./options/numbers.ts";

/** A machine that boots the network so often in so short a time is going in circles (conformance 3.11 X13). */
const LOOP = { boots: 5, seconds: 120 };

interface Grant {
  readonly address: Ipv4;
  readonly seconds: number;
  readonly subnet: DhcpSubnet;
}

/** A lease becomes the client's: what goes to disk, and what a person may want to know about it. */
export function bindEffects(
  message: Message,
  client: Client,
  grant: Grant,
  facts: Facts,
): { effects: Effect[]; events: DhcpEvent[] } {
  const before = facts.book.lease(client.key);
  const lease = leaseOf(client, grant, before, facts.now);
  const boot = countBoot(client, facts);
  const effects: Effect[] = [
    { kind: "bind", lease },
    { kind: "answered", client: client.key, xid: message.xid, at: facts.now },
    ...names(client).map(({ what }): Effect => ({ kind: "name", what, client: client.key })),
    ...boot.effects,
  ];
  if (before === undefined) effects.push(...bindingNotes(client, facts));
  return {
    effects,
    events: [
      ...nameEvents(client, facts),
      ...portEvents(client, before),
      ...boot.events,
      ...useEvents(client, grant, facts),
    ],
  };
}

function leaseOf(client: Client, { address, seconds }: Grant, before: Lease | undefined, now: number): Lease {
  // A renewal comes without option 82 and often without a host name; what was learnt stays (conformance 3.5 R9).
  const hostname = client.hostname ?? before?.hostname;
  const circuitId = client.relay.circuitId ?? before?.circuitId;
  return {
    client: client.key,
    address,
    seconds,
    startedAt: now,
    endsAt: seconds === INFINITE ? null : now + seconds,
    released: false,
    ...(client.mac === undefined ? {} : { mac: client.mac }),
    ...(client.clientId === undefined ? {} : { clientId: client.clientId.toString("hex") }),
    ...(hostname === undefined ? {} : { hostname }),
    ...(client.vendorClass === undefined ? {} : { vendorClass: printable(Buffer.from(client.vendorClass, "latin1")) }),
    ...(circuitId === undefined ? {} : { circuitId }),
  };
}

/** For the limits of new leases a second. */
export function bindingNotes(client: Client, { now }: Facts): Effect[] {
  const { circuitId } = client.relay;
  return [
    { kind: "note", what: `new ${client.key}`, at: now },
    ...(circuitId === undefined ? [] : [{ kind: "note" as const, what: `new on ${circuitId}`, at: now }]),
  ];
}

function names(
  client: Client,
): { what: string; code: "RS_DHCP_DUPLICATE_CLIENT_ID" | "RS_DHCP_DUPLICATE_UUID"; text: string }[] {
  const id = ownIdentifier(client);
  const clientId = {
    what: `client-id ${id ?? ""}`,
    code: "RS_DHCP_DUPLICATE_CLIENT_ID" as const,
    text: "send the same client identifier (option 61): a cloned disk? They get one address each.",
  };
  const uuid = {
    what: `uuid ${client.uuid ?? ""}`,
    code: "RS_DHCP_DUPLICATE_UUID" as const,
    text: `report the same UUID ${client.uuid ?? ""}: they count as two machines, told apart by their MACs.`,
  };
  return [...(id === undefined ? [] : [clientId]), ...(client.uuid === undefined ? [] : [uuid])];
}

function nameEvents(client: Client, { book }: Facts): DhcpEvent[] {
  return names(client).flatMap(({ what, code, text }) => {
    const other = book.named(what);
    return other === undefined || other === client.key
      ? []
      : [event(code, `${other} and ${client.key} ${text}`, client)];
  });
}

function portEvents(client: Client, before: Lease | undefined): DhcpEvent[] {
  const { circuitId } = client.relay;
  if (circuitId === undefined || before?.circuitId === undefined || before.circuitId === circuitId) return [];
  const text = `${client.key} moved from switch port ${before.circuitId} to ${circuitId} (option 82, hexadecimal).`;
  return [event("RS_DHCP_MOVED_PORT", text, client)];
}

/** A firmware that boots from the network is counted; iPXE asks a second time in one boot. */
export function countBoot(client: Client, facts: Facts): { effects: Effect[]; events: DhcpEvent[] } {
  if (client.boot === undefined || client.ipxe) return { effects: [], events: [] };
  const effects: Effect[] = [{ kind: "note", what: `boot ${client.key}`, at: facts.now }];
  if (facts.book.count(`boot ${client.key}`, facts.now - LOOP.seconds) + 1 < LOOP.boots) return { effects, events: [] };
  const text = `${client.key} booted from the network ${LOOP.boots} times within ${LOOP.seconds} s. Does its loader fail, or does its disk not boot? Look at its screen, and at the boot order in its firmware.`;
  return { effects, events: [event("RS_DHCP_BOOT_LOOP", text, client)] };
}

function useEvents(client: Client, { subnet }: Grant, facts: Facts): DhcpEvent[] {
  const events: DhcpEvent[] = [];
  const before = facts.book.lease(client.key);
  if (subnet.pool !== undefined && !(before !== undefined && isActive(before, facts.now))) {
    const { used, size } = poolUse(subnet, facts);
    if ((used + 1) / size >= 0.8) {
      const text = `${used + 1} of ${size} addresses of the pool ${formatRange(subnet.pool)} are in use.`;
      events.push(event("RS_DHCP_POOL_80", text));
    }
  }
  return events;
}
