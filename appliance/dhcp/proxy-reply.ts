import { ANY } from "../net/ipv4.ts";
import type { Client } from "./client.ts";
import { BOOT_SERVER_PORT } from "./destination.ts";
import type { Facts } from "./facts.ts";
import type { Message } from "./message.ts";
import { OPTION } from "./options/table.ts";
import { bootItem, chosenItem } from "./options/vendor.ts";
import { finish, type Options, put, type Reply, serverId } from "./reply.ts";

/**
 * An OFFER without an address: 53, 54, 60, what to boot, and the echoes. What firmware makes of it decides option 43:
 * - BIOS ROMs take the file out of the OFFER when 43.6 has bit 3 ("download it"), and otherwise look for a menu of boot
 *   servers (PXE 2.1 §2.2.3, table 2-1; dnsmasq does the same for a single service).
 * - iPXE takes it when there are siaddr and a file, and else asks port 4011; option 60 is what makes it a proxy's OFFER at
 *   all (ipxe src/net/udp/dhcp.c, dhcp_has_pxeopts).
 * - UEFI drivers of 2014 to 2017 lose a proxy's OFFER that has option 43 (tianocore bug 469, seen on Dell T430 and T130).
 *   Without option 43 old and new ones count it as "BINL" and ask port 4011 (NetworkPkg/UefiPxeBcDxe/PxeBcDhcp4.c), so they
 *   get none. dnsmasq sends UEFI clients to 4011 as well.
 */
export function proxyOffer(request: Message, client: Client, facts: Facts): Reply {
  return finish("OFFER", request, client, facts, identity("OFFER", client, facts), {
    yiaddr: ANY,
    ...(asksBootServer(client) ? { vendorSpecific: null } : {}),
  });
}

/**
 * Port 4011's ACK, to the very address and port that asked, out of port 4011: iPXE drops any other source port, EDK2 asks
 * from 4011 and hears nothing else. A chosen item (43.71) is echoed, or the client takes it for another's answer; there is
 * one item only, so its file is this machine's loader.                                                     PXE 2.1 §2.2.4
 */
export function bootServerReply(request: Message, client: Client, facts: Facts): Reply {
  const item = chosenItem(request.options.get(OPTION.vendorSpecific.code));
  return finish("ACK", request, client, facts, identity("ACK", client, facts), {
    yiaddr: ANY,
    ...(item !== undefined && client.boot === "PXEClient" ? { vendorSpecific: bootItem(item) } : {}),
    destination: { address: facts.source, port: facts.sourcePort, from: BOOT_SERVER_PORT },
  });
}

function identity(type: "OFFER" | "ACK", client: Client, facts: Facts): Options {
  const options: Options = new Map();
  put(options, OPTION.messageType, type);
  put(options, OPTION.serverId, serverId(client, facts));
  return options;
}

/** BIOS is architecture 0, and what old ROMs mean that send no option 93. */
const asksBootServer = ({ boot, ipxe, architectures }: Client): boolean =>
  boot === "PXEClient" && !ipxe && Array.isArray(architectures) && architectures[0] !== 0;
