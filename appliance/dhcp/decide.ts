import { ANY } from "../net/ipv4.ts";
import { notFromClient, refusal } from "./admit.ts";
import { type Client, clientOf } from "./client.ts";
import { type Decision, ignore } from "./decision.ts";
import { bootp, discover } from "./discover.ts";
import { type DhcpEvent, event } from "./events.ts";
import { type DhcpSubnet, type Facts, subnetOf } from "./facts.ts";
import { decline, inform, release } from "./leave.ts";
import type { Message } from "./message.ts";
import { proxy } from "./proxy.ts";
import type { Reason } from "./reasons.ts";
import { request } from "./request.ts";

/**
 * Message and facts in, decision out. No clock, disk or socket: the server carries the decision out.
 * A damaged option that decides something throws MalformedError, as decode does.
 */
export function decide(message: Message, facts: Facts): { client: Client | undefined; decision: Decision } {
  const unfit = notFromClient(message);
  if (unfit !== undefined) return { client: undefined, decision: ignore(unfit) };
  const client = clientOf(message);
  if (client === undefined) return { client, decision: ignore("hardware-address") };
  const refused = refusal(message, client, facts);
  if (refused !== undefined) return { client, decision: ignore(refused, eventsOfRefusal(refused, message, client)) };
  if (facts.served.settings.mode === "proxy") return { client, decision: proxy(message, client, facts) };
  const subnet = subnetFor(message, client, facts);
  if (subnet === undefined) return { client, decision: ignore("unknown-subnet") };
  return { client, decision: answer(message, client, subnet, facts) };
}

function answer(message: Message, client: Client, subnet: DhcpSubnet, facts: Facts): Decision {
  switch (client.type) {
    case "DISCOVER":
      return discover(message, client, subnet, facts);
    case "REQUEST":
      return request(message, client, subnet, facts);
    case "DECLINE":
      return decline(client, facts);
    case "RELEASE":
      return release(client, facts);
    case "INFORM":
      return inform(message, client, subnet, facts);
    case "BOOTP":
      return bootp(message, client, subnet, facts);
    default:
      return ignore("not-for-servers");
  }
}

/**
 * The network a client sits in: what its relay selects (RFC 3527), its relay's, the one its own address lies in (a renewal
 * of a relayed client comes without the relay), else that of our interface.                            RFC 2131 §4.3.1
 */
function subnetFor(message: Message, client: Client, { served, source }: Facts): DhcpSubnet | undefined {
  if (message.giaddr !== ANY) return subnetOf(served, client.relay.linkSelection ?? message.giaddr);
  const own = client.ciaddr ?? (client.type === "INFORM" && source !== ANY ? source : undefined);
  return subnetOf(served, own ?? served.settings.address);
}

function eventsOfRefusal(because: Reason, message: Message, client: Client): DhcpEvent[] {
  switch (because) {
    case "bootp-off":
      return [
        event(
          "RS_DHCP_BOOTP_SEEN",
          "A plain BOOTP client asks for an address. Switch dhcp.bootp on to answer it.",
          client,
        ),
      ];
    case "unknown-relay": {
      const text = `Relay ${message.giaddr} is in no subnet that is served. Add its subnet, or correct the relay's address.`;
      return [event("RS_DHCP_UNKNOWN_RELAY", text, { address: message.giaddr })];
    }
    case "untrusted-relay-information": {
      const text =
        "Option 82 came without a relay address: a switch with DHCP snooping inserts it. Switch the insertion off there, or make the switch a relay.";
      return [event("RS_DHCP_UNTRUSTED_RELAY_INFORMATION", text, client)];
    }
    default:
      return [];
  }
}
