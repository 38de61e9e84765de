import type { Mac } from "../net/mac.ts";
import { addStep, type Boots, endOf } from "./boots.ts";
import { Packets } from "./packets.ts";
import type { Packet } from "./packet.ts";
import type { Step } from "./step.ts";

/** All machines together, in steps: some 40 MB. Beyond it the machine that was quiet longest is forgotten. */
const MOST_STEPS = 150_000;

interface Kept {
  readonly boots: Boots;
  readonly steps: number;
}

/** What machines did since the appliance started. In memory: a boot is interesting while it is fresh. */
export class Traces {
  readonly #byMac = new Map<Mac, Kept>();
  readonly #packets = new Packets();
  readonly #recent = new Set<Mac>();
  #steps = 0;
  #nextId = 1;

  /** A number for a step whose end is told later. */
  newId(): number {
    return this.#nextId++;
  }

  see(mac: Mac, step: Omit<Step, "id"> & { readonly id?: number }): void {
    const before = this.#byMac.get(mac);
    const boots = addStep(before?.boots ?? [], { ...step, id: step.id ?? this.newId() });
    if (boots.length === 0) return;
    const steps = boots.reduce((sum, boot) => sum + boot.steps.length, 0);
    this.#byMac.delete(mac); // so that the map is in the order of use
    this.#byMac.set(mac, { boots, steps });
    this.#recent.add(mac);
    this.#steps += steps - (before?.steps ?? 0);
    this.#shrink();
  }

  heard(mac: Mac, packet: Packet): void {
    this.#packets.add(mac, packet);
  }

  boots(mac: Mac): Boots {
    return this.#byMac.get(mac)?.boots ?? [];
  }

  packets(mac: Mac): readonly Packet[] {
    return this.#packets.of(mac);
  }

  /** Who was seen since then (milliseconds). Whoever was not is not looked at again: idle machines cost nothing. */
  since(when: number): readonly Mac[] {
    for (const mac of this.#recent) {
      const last = this.boots(mac).at(-1)?.steps.at(-1);
      if (last === undefined || (last.open !== true && endOf(last) < when)) this.#recent.delete(mac);
    }
    return [...this.#recent];
  }

  #shrink(): void {
    while (this.#steps > MOST_STEPS) {
      const oldest = this.#byMac.entries().next();
      if (oldest.done === true) return;
      const [mac, { steps }] = oldest.value;
      this.#byMac.delete(mac);
      this.#packets.forget(mac);
      this.#steps -= steps;
    }
  }
}
