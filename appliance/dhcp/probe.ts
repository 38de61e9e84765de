import type { Socket } from "node:dgram";
import { setTimeout as sleep } from "node:timers/promises";
import { neighbour } from "../net/arp.ts";
import type { Ipv4 } from "../net/ipv4.ts";
import type { Mac } from "../net/mac.ts";
import { sendUdp } from "../net/socket.ts";

/** Who answers on an address, asked before it is offered (RFC 2131 §4.3.1 wants a probe; it means ping, we mean ARP). */
export type Probe = (address: Ipv4) => Promise<Mac | undefined>;

/** A ROM waits a second or more for an OFFER; a device on the same wire answers ARP within a millisecond. */
const WAIT_MS = 300;
const LOOK_EVERY_MS = 50;
/** "discard": a datagram there bothers nobody. */
const DISCARD_PORT = 9;

/** Node has no raw sockets: an empty datagram makes the kernel ask by ARP, and its table shows whether one answered. */
export function arpProbe(socket: Socket, device: string): Probe {
  const running = new Map<Ipv4, Promise<Mac | undefined>>();
  const ask = async (address: Ipv4): Promise<Mac | undefined> => {
    await sendUdp(socket, Buffer.alloc(0), DISCARD_PORT, address).catch(() => undefined); // no route: nobody to conflict with
    for (let waited = 0; waited < WAIT_MS; waited += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      const mac = await neighbour(address, device);
      if (mac !== undefined) return mac;
    }
    return undefined;
  };
  return (address) => {
    const known = running.get(address);
    if (known !== undefined) return known;
    const asked = ask(address).finally(() => running.delete(address));
    running.set(address, asked);
    return asked;
  };
}
