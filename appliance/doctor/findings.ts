import type { Mac } from "../net/mac.ts";
import type { Finding } from "./examine.ts";

export interface Change {
  readonly kind: "opened" | "closed";
  readonly finding: Finding;
}

/** What is said again within this time is shown, and is no new event: a machine that flaps must not fill the journal. */
const SAY_AGAIN_MS = 10 * 60_000;
const MOST_REMEMBERED = 5000;

/** The open findings, and what became of them. */
export class Findings {
  readonly #open = new Map<string, Finding>();
  readonly #said = new Map<string, number>();

  list(): Finding[] {
    return [...this.#open.values()];
  }

  macs(): Set<Mac> {
    return new Set(this.list().flatMap(({ mac }) => (mac === undefined ? [] : [mac])));
  }

  /** What holds now about one machine, or (undefined) about the appliance; what held before and does not any more is closed. */
  settle(mac: Mac | undefined, found: readonly Finding[], now: number): readonly Change[] {
    const changes: Change[] = [];
    const ids = new Set(found.map(({ id }) => id));
    for (const [id, finding] of this.#open) {
      if (finding.mac !== mac || ids.has(id)) continue;
      this.#open.delete(id);
      changes.push({ kind: "closed", finding });
    }
    for (const finding of found) {
      const before = this.#open.get(finding.id);
      // Since when it is said does not move while it is open.
      this.#open.set(
        finding.id,
        before === undefined ? finding : { ...finding, since: Math.min(before.since, finding.since) },
      );
      if (before === undefined) changes.push({ kind: "opened", finding });
    }
    return changes.filter((change) => this.#worthAnEvent(change, now));
  }

  #worthAnEvent({ kind, finding: { id } }: Change, now: number): boolean {
    const key = `${kind} ${id}`;
    if (now - (this.#said.get(key) ?? -Infinity) < SAY_AGAIN_MS) return false;
    this.#said.delete(key);
    this.#said.set(key, now);
    const oldest = this.#said.keys().next();
    if (this.#said.size > MOST_REMEMBERED && oldest.done !== true) this.#said.delete(oldest.value);
    return true;
  }
}
