import { ANY, isHostAddress } from "../net/ipv4.ts";
import { isUnicastMac } from "../net/mac.ts";
import type { Client } from "./client.ts";
import { type Facts, isServedAddress } from "./facts.ts";
import { PROBE_HOSTNAME } from "./foreign-messages.ts";
import { type Message, REQUEST } from "./message.ts";
import { OPTION, readLeniently } from "./options/table.ts";
import { untilNul } from "./options/text.ts";
import type { Reason } from "./reasons.ts";

const LARGEST_HOPS = 16; // RFC 1542 §4.1.1

type Check = (message: Message, client: Client, facts: Facts) => boolean;

/** Who is not answered, whatever the message says. The first that applies is the reason. */
const REFUSALS: readonly (readonly [Reason, Check])[] = [
  // The kernel gives our own broadcasts back to us.
  [
    "own-probe",
    (_, client, { source, served }) => source === served.settings.address && client.hostname === PROBE_HOSTNAME,
  ],
  ["too-many-hops", (message) => message.hops > LARGEST_HOPS],
  ["hardware-address", (_, client) => client.mac !== undefined && !isUnicastMac(client.mac)],
  ["own-hardware-address", (_, client, { served }) => client.mac !== undefined && client.mac === served.ownMac],
  ["unknown-relay", (message, _, facts) => message.giaddr !== ANY && !isServedRelay(message, facts)],
  ["source-address", (message, _, facts) => !isPossibleSource(message, facts)],
  [
    "untrusted-relay-information",
    (message) => message.giaddr === ANY && message.options.has(OPTION.relayInformation.code),
  ],
  ["names-another-server", (message, _, facts) => namesAnotherServer(message, facts)],
  ["not-for-servers", (_, client) => !FOR_SERVERS.has(client.type)],
  ["bootp-off", (_, client, { served }) => client.type === "BOOTP" && !served.settings.bootp],
  [
    "http-boot-off",
    (_, client, { served }) => client.boot === "HTTPClient" && served.settings.boot.httpBoot === undefined,
  ],
  ["paused", (_, client, facts) => isPausedFor(client, facts)],
  ["stranger", (_, client, facts) => facts.served.settings.answer === "pxe-and-known" && isStranger(client, facts)],
  // Whoever this appliance already gave an address, or knows as a machine, keeps it: an install never stops halfway.
  ["foreign-server", (_, client, facts) => facts.served.settings.foreign && isStranger(client, facts)],
];

const FOR_SERVERS: ReadonlySet<Client["type"]> = new Set([
  "DISCOVER",
  "REQUEST",
  "DECLINE",
  "RELEASE",
  "INFORM",
  "BOOTP",
]);

export function refusal(message: Message, client: Client, facts: Facts): Reason | undefined {
  return REFUSALS.find(([, applies]) => applies(message, client, facts))?.[0];
}

/** Checked before anything else is read, so that replies and damaged addresses never count as clients. */
export function notFromClient(message: Message): Reason | undefined {
  if (message.op !== REQUEST) return "not-a-request";
  const ethernet = message.htype === 1 || message.htype === 6; // IEEE 802 networks are numbered 6
  return (ethernet && message.hlen === 6) || (message.hlen === 0 && message.htype !== 0 && message.htype !== 255)
    ? undefined
    : "hardware-address";
}

function isServedRelay({ giaddr }: Message, { served }: Facts): boolean {
  return isHostAddress(giaddr) && giaddr !== served.settings.address && isServedAddress(served, giaddr);
}

/** A relay may send from any of its addresses; everyone else from none yet, or from one that we serve. */
function isPossibleSource({ giaddr }: Message, { source, served }: Facts): boolean {
  if (source === ANY) return giaddr === ANY;
  if (!isHostAddress(source) || source === served.settings.address) return false;
  return giaddr !== ANY || isServedAddress(served, source);
}

/** BOOTP lets a client ask for one server by name.                                                       RFC 951 §7.2 */
function namesAnotherServer(message: Message, { served }: Facts): boolean {
  const lent = readLeniently(message.options, OPTION.overload) ?? 0;
  const name = lent === 2 || lent === 3 ? "" : untilNul(message.sname);
  return name !== "" && name !== served.settings.address && name !== (served.settings.serverName ?? "rackseed");
}

/** An installer takes its address anew at each stage, under identifiers of its own: so its machine counts, not only a lease. */
function isPausedFor(client: Client, { served: { pausedExcept }, book }: Facts): boolean {
  if (pausedExcept === undefined || book.lease(client.key) !== undefined) return false;
  return client.mac === undefined || !pausedExcept.has(client.mac);
}

/** Known is who is in the inventory, has a reservation or a lease; PXE, HTTP boot and iPXE are asked for by machines. */
function isStranger(client: Client, { served, book }: Facts): boolean {
  if (client.boot !== undefined || client.ipxe || book.lease(client.key) !== undefined) return false;
  return client.mac === undefined || !(served.known.has(client.mac) || served.reservedAddress.has(client.mac));
}
