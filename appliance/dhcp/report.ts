import { ANY, type Ipv4, isHostAddress } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { bootAnswer } from "./boot.ts";
import type { Client } from "./client.ts";
import type { Decision } from "./decision.ts";
import type { DhcpEvent } from "./events.ts";
import { hardwareAddress } from "./explain.ts";
import type { Served } from "./facts.ts";
import { PROBE_HOSTNAME } from "./foreign-messages.ts";
import type { Message } from "./message.ts";
import { printable } from "./options/codec.ts";
import { type Reason, REASONS } from "./reasons.ts";

/** What the rest of the appliance hears: plain values, they cross threads. */
export type DhcpReport = Exchange | ({ readonly kind: "event"; readonly at: number } & DhcpEvent) | Counters | Timings;

export interface Exchange {
  readonly kind: "exchange";
  /** Appliance time in seconds. */
  readonly at: number;
  readonly mac?: Mac;
  readonly message: string;
  /** The address offered, acknowledged, freed or claimed. */
  readonly address?: Ipv4;
  readonly outcome: "OFFER" | "ACK" | "NAK" | "BOOTP" | "silence" | "freed" | "declined" | "heard";
  readonly because?: Reason;
  readonly pxe: boolean;
  readonly arch?: number;
  readonly archUnsupported?: boolean;
  readonly ipxe: boolean;
  readonly vendorClass?: string;
  readonly hostname?: string;
  readonly uuid?: string;
  readonly relay?: Ipv4;
  /** Another DHCP server on our own wire that the client named. */
  readonly otherServer?: Ipv4;
  readonly circuitId?: string;
  /** The log line. */
  readonly summary: string;
  readonly raw?: Raw;
}

/** The datagrams of an exchange as they were on the wire, for whoever looks at packets. */
export interface Raw {
  /** Of this server: 67, or 4011 beside another server that gives the addresses. */
  readonly port: number;
  readonly received: { readonly bytes: Uint8Array; readonly address: Ipv4; readonly port: number };
  readonly sent?: { readonly bytes: Uint8Array; readonly address: Ipv4; readonly port: number };
}

/** How often each silence happened since the start, told every ten seconds when one of them grew. */
export interface Counters {
  readonly kind: "counters";
  readonly at: number;
  readonly silences: Partial<Record<Reason, number>>;
}

/** What one batch of ACKs took, in seconds: each from hearing the REQUEST, and the sync that all of them waited for. */
export interface Timings {
  readonly kind: "timings";
  readonly at: number;
  readonly acks: readonly number[];
  readonly sync: number;
}

export function exchange(
  message: Message,
  client: Client | undefined,
  decision: Decision,
  served: Served,
  at: number,
): Exchange {
  const outcome = outcomeOf(decision);
  const address = addressOf(decision, client);
  return {
    kind: "exchange",
    at,
    message: client?.type ?? "request",
    outcome,
    ...(decision.kind === "ignore" ? { because: decision.because } : {}),
    ...(address === undefined ? {} : { address }),
    ...about(client, served),
    ...(message.giaddr === ANY ? otherServer(client, served) : { relay: message.giaddr }),
    summary: summary(message, client, decision, outcome, address),
  };
}

function about(client: Client | undefined, { settings }: Served): Pick<Exchange, "pxe" | "ipxe"> & Partial<Exchange> {
  // A search for other DHCP servers, ours or another appliance's, asks under invented MACs: no machine is behind them.
  if (client === undefined || client.hostname === PROBE_HOSTNAME) return { pxe: false, ipxe: false };
  const { mac, hostname, uuid } = client;
  const arch = Array.isArray(client.architectures) ? (client.architectures as number[])[0] : undefined;
  const boot = bootAnswer(client, settings.boot);
  return {
    pxe: client.boot !== undefined,
    ipxe: client.ipxe,
    ...(mac && { mac }),
    ...(hostname && { hostname }),
    ...(uuid && { uuid }),
    ...(arch !== undefined && { arch }),
    ...(boot.kind === "nothing" && boot.unsupported && { archUnsupported: true }),
    ...(client.vendorClass !== undefined && { vendorClass: printable(Buffer.from(client.vendorClass, "latin1")) }),
    ...(client.relay.circuitId !== undefined && { circuitId: client.relay.circuitId }),
  };
}

function otherServer(client: Client | undefined, { settings }: Served): Pick<Exchange, "otherServer"> {
  const named = client?.serverId;
  const ours = named === undefined || named === settings.address || !isHostAddress(named);
  return ours ? {} : { otherServer: named };
}

function outcomeOf(decision: Decision): Exchange["outcome"] {
  if (decision.kind === "reply") return decision.reply.type;
  return decision.kind === "noted" ? decision.outcome : "silence";
}

function addressOf(decision: Decision, client: Client | undefined): Ipv4 | undefined {
  if (decision.kind === "noted") return decision.address;
  const given = decision.kind === "reply" ? decision.reply.message.yiaddr : ANY;
  return given === ANY ? (client?.ciaddr ?? client?.requested) : given;
}

function summary(
  message: Message,
  client: Client | undefined,
  decision: Decision,
  outcome: string,
  address: Ipv4 | undefined,
): string {
  const who = hardwareAddress(message);
  const via = message.giaddr === ANY ? "" : ` via ${message.giaddr}`;
  const what = `${client?.type ?? "request"} from ${who}${via}: `;
  if (decision.kind === "ignore") return `${what}no answer (${decision.because}), ${REASONS[decision.because]}`;
  const file = decision.kind === "reply" ? bootText(decision.reply.message) : "";
  return `${what}${outcome}${address === undefined ? "" : ` ${address}`}${file}`;
}

function bootText(message: Message): string {
  const file = message.options.get(67);
  return file === undefined ? "" : `, boots ${printable(file)}`;
}
