import type { Mac } from "./net/mac.ts";
import type { Event, EventStore, NewEvent, Severity } from "./store/events.ts";

/** What happened, in order, numbered. Everybody who wants to know subscribes here: the API's streams, the console. */
export interface EventLog {
  add(
    code: string,
    severity: Severity,
    text: string,
    about?: { mac?: Mac; run?: string; data?: Record<string, unknown> },
  ): void;
  since(id: number, limit: number): Event[];
  /** The newest with a lower id, oldest first. */
  before(id: number, limit: number): Event[];
  lastId(): number;
  subscribe(listener: (event: Event) => void): () => void;
  /** Stores what is still waiting. */
  flush(): void;
}

/** Informational events wait this long for company, so that a rack that boots costs few syncs; all others are stored at once. */
const GATHER_MS = 100;

/** `problem` hears about listeners and stores that fail; neither may take the caller down. */
export function eventLog(store: EventStore, now: () => Date, problem: (error: unknown) => void): EventLog {
  const listeners = new Set<(event: Event) => void>();
  let waiting: NewEvent[] = [];
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      for (const event of store.append(batch)) tell(event);
    } catch (error) {
      problem(error); // a full disk must not stop machines from booting
    }
  };

  const tell = (event: Event): void => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        problem(error);
      }
    }
  };

  return {
    add(code, severity, text, about = {}) {
      waiting.push({ at: now().toISOString(), code, severity, text, ...about });
      if (severity === "info") timer ??= setTimeout(flush, GATHER_MS);
      else flush();
    },
    since: (id, limit) => (flush(), store.since(id, limit)),
    before: (id, limit) => (flush(), store.before(id, limit)),
    lastId: () => (flush(), store.lastId()),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    flush,
  };
}
