import { ANY, BROADCAST, type Ipv4 } from "../net/ipv4.ts";
import { BROADCAST_FLAG, type Message } from "./message.ts";

export const SERVER_PORT = 67;
export const CLIENT_PORT = 68;
/** Where PXE clients ask a boot server that is not their DHCP server.                                     PXE 2.1 §2.2.3 */
export const BOOT_SERVER_PORT = 4011;

export interface Destination {
  readonly address: Ipv4;
  readonly port: number;
  /** Which of our ports it leaves from; 67 unless said. */
  readonly from?: typeof BOOT_SERVER_PORT;
}

/**
 * Where a reply goes.                                                                                     RFC 2131 §4.1
 *   giaddr set            → the relay, on its server port
 *   NAK                   → broadcast: the client's address is wrong
 *   ciaddr set            → the client, which has that address and answers ARP for it
 *   INFORM without ciaddr → the address it came from
 *   else                  → the RFC says: by the broadcast flag to 255.255.255.255, or unicast to yiaddr and chaddr
 * Deviation, on purpose: the last case is always a broadcast. To unicast to an address that its owner does not have yet
 * takes a raw socket or an ARP entry, and a UDP socket has neither. iPXE, OVMF and AAVMF clear the flag or set it and accept
 * the broadcast either way (captures bios-ipxe, uefi-sb, arm64; tried with dnsmasq's dhcp-broadcast).
 */
export function destinationOf(
  request: Message,
  type: "OFFER" | "ACK" | "NAK" | "BOOTP",
  source: Ipv4,
  inform = false,
): Destination {
  if (request.giaddr !== ANY) return { address: request.giaddr, port: SERVER_PORT };
  if (type === "NAK") return { address: BROADCAST, port: CLIENT_PORT };
  if (request.ciaddr !== ANY) return { address: request.ciaddr, port: CLIENT_PORT };
  if (inform && source !== ANY) return { address: source, port: CLIENT_PORT };
  return { address: BROADCAST, port: CLIENT_PORT };
}

/** Only the top bit has a meaning. A relayed NAK asks the relay to broadcast it.                       RFC 2131 §4.3.2 */
export function flagsOf(request: Message, type: "OFFER" | "ACK" | "NAK" | "BOOTP"): number {
  return type === "NAK" && request.giaddr !== ANY ? BROADCAST_FLAG : request.flags & BROADCAST_FLAG;
}
