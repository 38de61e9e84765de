import { isHostAddress } from "../net/ipv4.ts";
import { bootAnswer } from "./boot.ts";
import type { Client } from "./client.ts";
import { type Decision, ignore, reply } from "./decision.ts";
import { BOOT_SERVER_PORT } from "./destination.ts";
import type { Facts } from "./facts.ts";
import { countBoot } from "./grant.ts";
import type { Message } from "./message.ts";
import { bootServerReply, proxyOffer } from "./proxy-reply.ts";

// proxyDHCP: another server gives the addresses, this one says only what to boot.                  PXE 2.1 §2.2.3, §2.4
//
//   client            DHCP server        Rackseed
//   DISCOVER to 67 ──────▶ OFFER, address    OFFER, yiaddr 0, loader
//   REQUEST to 67 ───────▶ ACK               (listens: this MAC has that address)
//   REQUEST to 4011 ───────────────────────▶ ACK, yiaddr 0, loader       (firmware that was not content with the OFFER)

/** Whom this server answers while another one gives the addresses. No address is ever offered, confirmed or refused. */
export function proxy(message: Message, client: Client, facts: Facts): Decision {
  if (facts.port === BOOT_SERVER_PORT) return bootServer(message, client, facts);
  switch (client.type) {
    case "DISCOVER":
      return discover(message, client, facts);
    case "REQUEST":
    case "INFORM":
      return heard(client, facts);
    default:
      return ignore("gives-no-addresses");
  }
}

function discover(message: Message, client: Client, facts: Facts): Decision {
  const refused = nothingToSay(client, facts);
  if (refused !== undefined) return refused;
  // A firmware repeats its DISCOVER under one xid until it has its OFFERs: that is one boot.
  const again = facts.book.answered(client.key)?.xid === message.xid;
  const { effects, events } = again ? { effects: [], events: [] } : countBoot(client, facts);
  const answered = { kind: "answered", client: client.key, xid: message.xid, at: facts.now } as const;
  return reply(proxyOffer(message, client, facts), [answered, ...effects], events);
}

/** Port 4011. Who asks there has its address; the answer goes back to exactly where the question came from. */
function bootServer(message: Message, client: Client, facts: Facts): Decision {
  if (client.type !== "REQUEST" && client.type !== "INFORM") return ignore("not-for-servers");
  const refused = nothingToSay(client, facts);
  if (refused !== undefined) return refused;
  if (!isHostAddress(facts.source)) return ignore("no-address");
  return reply(bootServerReply(message, client, facts));
}

function nothingToSay(client: Client, { served }: Facts): Decision | undefined {
  if (client.boot === undefined) return ignore("not-a-boot");
  const boot = bootAnswer(client, served.settings.boot);
  if (boot.kind !== "nothing") return undefined;
  return ignore("nothing-to-boot", boot.event === undefined ? [] : [boot.event]);
}

/** There are no leases of ours: which machine has which address shows in what it asks the other server for. */
function heard(client: Client, { source }: Facts): Decision {
  const address = client.ciaddr ?? client.requested ?? source;
  if (!isHostAddress(address)) return ignore("gives-no-addresses");
  return { kind: "noted", outcome: "heard", address, effects: [], events: [] };
}
