// Everything that the appliance has promised to somebody outside of it, so that it can be held to it after a power cut.
import assert from "node:assert/strict";

export type RunState = "armed" | "booting" | "installing" | "done" | "failed" | "unknown";

/** A run never goes back: what a machine may be wiped for once is not allowed a second time. */
const RANK: Record<RunState, number> = { armed: 0, booting: 1, installing: 2, failed: 3, unknown: 3, done: 3 };

export class Ledger {
  /** Owner → address, of every ACK that left the appliance. */
  readonly leases = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #values = new Map<string, Set<string>>();
  readonly runs = new Map<string, { readonly mac: string; state: RunState }>();
  /** Machine → how often it was asked to be armed without an answer: that many runs may be there that nobody was told of. */
  readonly unansweredArms = new Map<string, number>();
  /** Event or audit entry by its number, as it was told. */
  readonly told = new Map<string, string>();
  readonly complaints: string[] = [];

  /** An ACK that a client has received. trust 5 b: no address belongs to a second one; leases here outlive the test. */
  acknowledged(mac: string, address: string): void {
    const owner = this.#owners.get(address) ?? mac;
    if (owner !== mac) this.complaints.push(`5b: ${address} was given to ${mac} and before that to ${owner}`);
    const before = this.leases.get(mac) ?? address;
    if (before !== address) this.complaints.push(`5a: ${mac} had ${before} and was given ${address}`);
    this.#owners.set(address, mac);
    this.leases.set(mac, address);
  }

  /** A change is on its way: from now on the old value and the new one are both possible. */
  sent(key: string, value: string): void {
    const possible = this.#values.get(key) ?? new Set(["absent"]);
    this.#values.set(key, possible.add(value));
  }

  /** It was answered 2xx: nothing else is possible any more (trust 5 c). */
  answered(key: string, value: string): void {
    this.#values.set(key, new Set([value]));
  }

  keys(prefix: string): string[] {
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix));
  }

  /** After a cut: what is there must be possible, and is what counts from now on. */
  hold(key: string, actual: string): void {
    const possible = this.#values.get(key) ?? new Set(["absent"]);
    if (!possible.has(actual))
      this.complaints.push(`5c: ${key} is ${actual}, but was answered to be ${[...possible].join(" or ")}`);
    this.#values.set(key, new Set([actual]));
  }

  runSeen(id: string, mac: string, state: RunState): void {
    const known = this.runs.get(id);
    if (known === undefined) this.runs.set(id, { mac, state });
    else if (!mayFollow(known.state, state)) this.complaints.push(`5e: run ${id} was ${known.state} and is ${state}`);
    else known.state = state;
  }

  seen(kind: "event" | "audit", id: number, text: string): void {
    const key = `${kind} ${id}`;
    const before = this.told.get(key) ?? text;
    if (before !== text) this.complaints.push(`5f: ${key} was told as ${before} and is now ${text}`);
    this.told.set(key, text);
  }

  /** Fails with everything that was promised and not kept. */
  assertKept(when: string): void {
    assert.deepEqual(this.complaints, [], `${when}: ${this.complaints.length} promises were not kept`);
  }
}

/** A late report may still say that a run of which nobody knew the end went well. */
export function mayFollow(before: RunState, after: RunState): boolean {
  if (before === after) return true;
  if (before === "unknown") return after === "done";
  return RANK[after] > RANK[before];
}
