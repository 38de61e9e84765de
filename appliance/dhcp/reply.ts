import { ANY, type Ipv4 } from "../net/ipv4.ts";
import { broadcastAddress, netmask } from "../net/subnet.ts";
import { arrange } from "./arrange.ts";
import { bootAnswer, type BootAnswer } from "./boot.ts";
import type { Client } from "./client.ts";
import { type Destination, destinationOf, flagsOf } from "./destination.ts";
import { type DhcpEvent, event } from "./events.ts";
import type { DhcpSubnet, Facts } from "./facts.ts";
import type { Message } from "./message.ts";
import { INFINITE } from "./options/numbers.ts";
import { OPTION, type Option } from "./options/table.ts";
import { DOWNLOAD_THE_FILE } from "./options/vendor.ts";

export interface Reply {
  readonly type: "OFFER" | "ACK" | "NAK" | "BOOTP";
  readonly message: Message;
  readonly destination: Destination;
  readonly events: readonly DhcpEvent[];
}

/** IPv4 and UDP headers; option 57 counts them (RFC 2131 §2 speaks of a 576-byte datagram). */
const HEADERS = 28;
const ETHERNET_MTU = 1500;

export type Options = Map<number, Buffer>;
export const put = <T>(options: Options, { code, codec }: Option<T>, value: T): void =>
  void options.set(code, codec.encode(value));

/** OFFER, ACK, or BOOTP's reply: an address, how long, how the net looks, and what to boot.       RFC 2131 §4.3.1 table 3 */
export function leaseReply(
  type: "OFFER" | "ACK" | "BOOTP",
  request: Message,
  client: Client,
  facts: Facts,
  lease: { address: Ipv4; seconds: number; subnet: DhcpSubnet },
): Reply {
  const options: Options = new Map();
  if (type !== "BOOTP") {
    put(options, OPTION.messageType, type);
    put(options, OPTION.serverId, serverId(client, facts));
    putTimes(options, lease.seconds);
  }
  putNetwork(options, client, lease.subnet);
  return finish(type, request, client, facts, options, { yiaddr: lease.address });
}

/** The answer to INFORM: what the net looks like, without an address or a time (RFC 2131 §4.3.5). */
export function informReply(request: Message, client: Client, facts: Facts, subnet: DhcpSubnet): Reply {
  const options: Options = new Map();
  put(options, OPTION.messageType, "ACK");
  put(options, OPTION.serverId, serverId(client, facts));
  putNetwork(options, client, subnet);
  return finish("ACK", request, client, facts, options, { yiaddr: ANY, inform: true });
}

/** A NAK carries 53, 54, 56, and echoes 61 and 82; nothing else. */
export function nakReply(request: Message, client: Client, facts: Facts, why: string): Reply {
  const options: Options = new Map();
  put(options, OPTION.messageType, "NAK");
  put(options, OPTION.serverId, serverId(client, facts));
  put(options, OPTION.message, why);
  return finish("NAK", request, client, facts, options, { yiaddr: ANY });
}

/** A relay may ask that clients talk to it instead of us (RFC 5107); else our own address. */
export const serverId = (client: Client, { served }: Facts): Ipv4 =>
  client.relay.serverOverride ?? served.settings.address;

function putTimes(options: Options, seconds: number): void {
  put(options, OPTION.leaseTime, seconds);
  if (seconds === INFINITE) return;
  const renew = Math.floor(seconds / 2);
  put(options, OPTION.renewalTime, renew);
  // T1 < T2 < lease, even for a lease of three seconds.
  put(options, OPTION.rebindingTime, Math.min(seconds - 1, Math.max(renew + 1, Math.floor(seconds * 0.875))));
}

/** Mask, router and name servers go to everyone (Debian's installer stops without option 6); the rest on request. */
function putNetwork(
  options: Options,
  client: Client,
  { subnet, router, dns, domain, timeOffset, options: more }: DhcpSubnet,
): void {
  put(options, OPTION.subnetMask, netmask(subnet));
  if (router !== undefined) put(options, OPTION.router, [router]);
  if (dns.length > 0) put(options, OPTION.dns, dns);
  if (domain !== undefined && wants(client, OPTION.domain.code)) put(options, OPTION.domain, domain);
  if (timeOffset !== undefined) put(options, OPTION.timeOffset, timeOffset);
  if (client.wanted?.includes(OPTION.broadcast.code) === true) put(options, OPTION.broadcast, broadcastAddress(subnet));
  for (const { code, value } of more ?? []) {
    if (!options.has(code) && wants(client, code)) options.set(code, Buffer.from(value, "hex"));
  }
}

const wants = (client: Client, code: number): boolean => client.wanted?.includes(code) ?? true;

interface Ends {
  readonly yiaddr: Ipv4;
  readonly inform?: boolean;
  /** Option 43, where it is not the usual one; null leaves it out. */
  readonly vendorSpecific?: Buffer | null;
  readonly destination?: Destination;
}

/** What is the same in all replies: what to boot, what is echoed, where options lie and where the reply goes. */
export function finish(
  type: Reply["type"],
  request: Message,
  client: Client,
  facts: Facts,
  options: Options,
  ends: Ends,
): Reply {
  const boot: BootAnswer =
    type === "NAK" || type === "BOOTP" ? { kind: "nothing" } : bootAnswer(client, facts.served.settings.boot);
  const fields = putBoot(options, request, boot, facts);
  if (ends.vendorSpecific === null) options.delete(OPTION.vendorSpecific.code);
  else if (ends.vendorSpecific !== undefined) put(options, OPTION.vendorSpecific, ends.vendorSpecific);
  putEchoes(options, request, client, facts);
  const { message, dropped } = arrange({
    request,
    options,
    flags: flagsOf(request, type),
    ciaddr: type === "ACK" ? request.ciaddr : ANY,
    yiaddr: ends.yiaddr,
    limit: Math.min(client.maximumSize, ETHERNET_MTU) - HEADERS,
    ...fields,
  });
  const events: DhcpEvent[] = boot.kind === "nothing" && boot.event !== undefined ? [boot.event] : [];
  if (dropped.includes(OPTION.relayInformation.code)) {
    const text = "A relay's option 82 did not fit into the reply; the relay may drop such a reply.";
    events.push(event("RS_DHCP_RELAY_INFORMATION_DROPPED", text, client));
  }
  const destination = ends.destination ?? destinationOf(request, type, facts.source, ends.inform);
  return { type, message, destination, events };
}

/** Some firmware reads siaddr, sname and file, some reads options 66 and 67: they get both (seeds D2). */
function putBoot(
  options: Options,
  request: Message,
  boot: BootAnswer,
  { served }: Facts,
): { siaddr: Ipv4; sname: string; file: string } {
  const { address } = served.settings;
  switch (boot.kind) {
    case "nothing":
      return { siaddr: ANY, sname: "", file: "" };
    case "http":
      put(options, OPTION.vendorClass, "HTTPClient");
      put(options, OPTION.bootFile, boot.url);
      return { siaddr: ANY, sname: "", file: boot.url };
    case "script":
    case "pxe": {
      const file = boot.kind === "pxe" ? boot.file : boot.url;
      put(options, OPTION.vendorClass, "PXEClient");
      put(options, OPTION.tftpServer, address);
      put(options, OPTION.bootFile, file);
      // Option 60 without this, and without a listener on 4011, is the classic PXE-E55 (Microsoft KB 259670).
      put(options, OPTION.vendorSpecific, DOWNLOAD_THE_FILE);
      echo(options, request, [OPTION.clientArch.code]); // RFC 4578 §2: servers send them too
      if (request.options.get(OPTION.networkInterface.code)?.length === 3)
        echo(options, request, [OPTION.networkInterface.code]);
      return { siaddr: address, sname: address, file };
    }
  }
}

/** 61 by RFC 6842, 97 by RFC 4578 when it is sound, 82 by RFC 3046 last: each byte for byte. */
function putEchoes(options: Options, request: Message, client: Client, { served }: Facts): void {
  const bare = client.mac !== undefined && served.settings.noClientIdEcho?.includes(client.mac) === true;
  if (client.clientId !== undefined && !bare) options.set(OPTION.clientId.code, client.clientId);
  const id = request.options.get(OPTION.machineId.code);
  const isReply = options.get(OPTION.messageType.code)?.[0] !== 6;
  if (isReply && client.boot !== undefined && id?.length === 17 && id[0] === 0) options.set(OPTION.machineId.code, id);
  echo(options, request, [OPTION.relayInformation.code]);
}

function echo(options: Options, request: Message, codes: readonly number[]): void {
  for (const code of codes) {
    const value = request.options.get(code);
    if (value !== undefined) options.set(code, value);
  }
}
