import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Neighbour, parseArpTable } from "../net/arp.ts";
import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from "../net/ipv4.ts";
import { openUdp, sendUdp } from "../net/socket.ts";
import { type Range, rangeContains, rangeSize, type Subnet, subnetAround } from "../net/subnet.ts";
import { AppError } from "../errors.ts";

export const MOST_SCANNED = 1024;
/** The kernel holds about a thousand neighbours (gc_thresh3); asking for all at once would push out those that answer. */
const AT_ONCE = 128;
/** A device on the same wire answers within a millisecond; a sleepy one within a few dozen. */
const BATCH_MS = 150;
const LAST_MS = 300;
/** "discard": a datagram there bothers nobody. */
const DISCARD_PORT = 9;

/** What is looked at unless somebody says otherwise: the subnet, or of a large one the 1,024 addresses around our own. */
export function usualScan(subnet: Subnet, own: Ipv4): Range {
  const block = subnet.prefix >= 22 ? subnet : subnetAround(own, 22);
  const first = ipv4ToNumber(block.network);
  return { first: ipv4FromNumber(first + 1), last: ipv4FromNumber(first + 2 ** (32 - block.prefix) - 2) };
}

/**
 * Who is there now, ourselves left out. An empty datagram to each address makes the kernel ask by ARP, and its table
 * shows who answered. Takes one to two seconds; more than 1,024 addresses are refused with RS_SCAN_TOO_LARGE.
 */
export async function scanHosts(range: Range, own: Ipv4, device: string): Promise<readonly Neighbour[]> {
  const size = rangeSize(range);
  if (size > MOST_SCANNED)
    throw new AppError(
      "RS_SCAN_TOO_LARGE",
      400,
      `${range.first}-${range.last} has ${size} addresses. Ask for at most ${MOST_SCANNED} at a time.`,
      "range",
    );
  const socket = await openUdp({ address: own, port: 0 });
  socket.on("error", () => undefined); // an ICMP answer to one of our datagrams: somebody is there, and ARP says so too
  const found = new Map<Ipv4, Neighbour>();
  const look = async (): Promise<void> => {
    for (const one of parseArpTable(await readFile("/proc/net/arp", "utf8")))
      if (one.device === device && one.address !== own && rangeContains(range, one.address))
        found.set(one.address, one);
  };
  try {
    const first = ipv4ToNumber(range.first);
    for (let from = 0; from < size; from += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, index) =>
        ipv4FromNumber(first + from + index),
      );
      // A refused send (no route, no room for one more neighbour) leaves that address as "nobody answered".
      await Promise.all(
        batch.map((address) => sendUdp(socket, Buffer.alloc(0), DISCARD_PORT, address).catch(() => undefined)),
      );
      await sleep(BATCH_MS);
      await look();
    }
    await sleep(LAST_MS);
    await look();
  } finally {
    socket.close();
  }
  return [...found.values()].toSorted((a, b) => ipv4ToNumber(a.address) - ipv4ToNumber(b.address));
}
