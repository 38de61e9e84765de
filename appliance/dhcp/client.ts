import { ANY, type Ipv4 } from "../net/ipv4.ts";
import { type Mac, macFromBytes } from "../net/mac.ts";
import type { Message } from "./message.ts";
import { isMacClientId } from "./options/client-id.ts";
import type { MessageType } from "./options/message-type.ts";
import { namesOneMachine } from "./options/pxe.ts";
import { type RelayInformation, relayInformation } from "./options/relay.ts";
import { OPTION, read, readLeniently } from "./options/table.ts";
import { safeHostname } from "./options/text.ts";

/** What leases are kept under: the MAC, or "id:" and option 61 where there is no MAC (hlen 0). */
export type ClientKey = string;

/** Everything that deciding needs to know about who asks, parsed once. */
export interface Client {
  readonly key: ClientKey;
  readonly mac: Mac | undefined;
  readonly type: MessageType | "BOOTP";
  readonly requested: Ipv4 | undefined;
  readonly serverId: Ipv4 | undefined;
  readonly ciaddr: Ipv4 | undefined;
  readonly clientId: Buffer | undefined;
  readonly leaseSeconds: number | undefined;
  readonly maximumSize: number;
  /** Undefined: no option 55, so the client takes what we think useful. */
  readonly wanted: readonly number[] | undefined;
  readonly hostname: string | undefined;
  readonly vendorClass: string | undefined;
  readonly boot: "PXEClient" | "HTTPClient" | undefined;
  readonly ipxe: boolean;
  readonly architectures: readonly number[] | "damaged" | undefined;
  /** Only when it can be true of one machine. */
  readonly uuid: string | undefined;
  readonly relay: RelayInformation;
}

/** A datagram that every host must take; smaller values of option 57 mean this one.                  RFC 2132 §9.10 */
export const SMALLEST_MAXIMUM = 576;

/**
 * Reads the options that decide something. Damage in 50, 51, 53, 54 or 118 throws, because guessing there gives addresses
 * away wrongly; damage in all others is as if they were absent. Undefined: nothing identifies the client.
 */
export function clientOf(message: Message): Client | undefined {
  const { options } = message;
  const clientId = identifier(message);
  const mac = message.hlen === 6 ? macFromBytes(message.chaddr.subarray(0, 6)) : undefined;
  // A deliberate deviation from RFC 2131 §4.2: the MAC is the key whatever option 61 says. One boot is three or four DHCP
  // clients (ROM, iPXE, installer, OS) with and without option 61, and they must get one address.
  const key = mac ?? (message.hlen === 0 && clientId !== undefined ? `id:${clientId.toString("hex")}` : undefined);
  if (key === undefined) return undefined;
  read(options, OPTION.subnetSelection); // off, but a damaged one drops the packet (conformance 3.6 S4)
  const vendorClass = readLeniently(options, OPTION.vendorClass);
  return {
    key,
    mac,
    type: read(options, OPTION.messageType) ?? "BOOTP",
    requested: read(options, OPTION.requestedAddress),
    serverId: read(options, OPTION.serverId),
    ciaddr: message.ciaddr === ANY ? undefined : message.ciaddr,
    clientId,
    leaseSeconds: read(options, OPTION.leaseTime),
    maximumSize: Math.max(SMALLEST_MAXIMUM, readLeniently(options, OPTION.maximumSize) ?? SMALLEST_MAXIMUM),
    wanted: readLeniently(options, OPTION.parameterList),
    hostname: safeHostname(readLeniently(options, OPTION.hostname) ?? ""),
    vendorClass,
    boot: bootClass(vendorClass),
    ipxe: isIpxe(message),
    architectures: architectures(message),
    uuid: uuid(message),
    relay: relayInformation(options.get(OPTION.relayInformation.code)),
  };
}

/** Option 61 is at least two bytes long; shorter ones are ignored and not echoed (RFC 2132 §9.14). */
function identifier(message: Message): Buffer | undefined {
  const value = read(message.options, OPTION.clientId);
  return value !== undefined && value.length >= 2 ? value : undefined;
}

function bootClass(vendorClass: string | undefined): Client["boot"] {
  if (vendorClass?.startsWith("PXEClient")) return "PXEClient";
  return vendorClass?.startsWith("HTTPClient") ? "HTTPClient" : undefined;
}

/** iPXE says so in option 77, bare or counted, and by its feature list in 175. */
function isIpxe({ options }: Message): boolean {
  const classes = readLeniently(options, OPTION.userClass) ?? [];
  return options.has(OPTION.ipxe.code) || classes.some((one) => one.toString("latin1") === "iPXE");
}

function architectures({ options }: Message): Client["architectures"] {
  if (!options.has(OPTION.clientArch.code)) return undefined;
  return readLeniently(options, OPTION.clientArch) ?? "damaged";
}

function uuid({ options }: Message): string | undefined {
  const id = readLeniently(options, OPTION.machineId);
  return id !== undefined && namesOneMachine(id) ? id : undefined;
}

/** An identifier that could tell two clients apart, unlike 01 and the MAC. */
export const ownIdentifier = (client: Client): string | undefined =>
  client.clientId === undefined || isMacClientId(client.clientId) ? undefined : client.clientId.toString("hex");
