import type { Mac } from "../net/mac.ts";
import type { Packet } from "./packet.ts";

const MOST_OF_ONE = 64;
/** Machines whose packets are kept, newest first: 20 MB at most. */
const MOST_MACHINES = 500;
const MOST_BYTES = 1500;

/** The newest packets of the machines that booted last. */
export class Packets {
  readonly #byMac = new Map<Mac, Packet[]>();

  add(mac: Mac, packet: Packet): void {
    const kept = this.#byMac.get(mac) ?? [];
    const bytes = Buffer.from(packet.bytes.subarray(0, MOST_BYTES));
    this.#byMac.delete(mac); // so that the map is in the order of use
    this.#byMac.set(mac, [...kept, { ...packet, bytes }].slice(-MOST_OF_ONE));
    const oldest = this.#byMac.keys().next();
    if (this.#byMac.size > MOST_MACHINES && oldest.done !== true) this.#byMac.delete(oldest.value);
  }

  of(mac: Mac): readonly Packet[] {
    return this.#byMac.get(mac) ?? [];
  }

  forget(mac: Mac): void {
    this.#byMac.delete(mac);
  }
}
