import type { Event } from "../../../appliance/http/needs.ts";

/** A journal in memory: an event can be read before it is announced, as in the real one. */
export class MemoryJournal {
  readonly events: Event[] = [];
  readonly listeners = new Set<(event: Event) => void>();

  add(code: string, text: string, more: Partial<Event> = {}): Event {
    const event: Event = {
      id: this.lastId() + 1,
      at: new Date().toISOString(),
      code,
      severity: "info",
      text,
      ...more,
    };
    this.events.push(event);
    for (const listener of this.listeners) listener(event);
    return event;
  }
  since(id: number, limit: number): Event[] {
    return this.events.filter((event) => event.id > id).slice(0, limit);
  }
  before(id: number, limit: number): Event[] {
    return this.events.filter((event) => event.id < id).slice(-limit);
  }
  subscribe(listener: (event: Event) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  lastId(): number {
    return this.events.at(-1)?.id ?? 0;
  }
}
