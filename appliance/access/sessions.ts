import type { SessionStore } from "../store/sessions.ts";
import type { Principal } from "./principal.ts";
import { digestOf, freshSecret } from "./secret.ts";

/** Appliance seconds: neither a wrong clock nor one that is set right ends or prolongs a session. */
export const IDLE_SECONDS = 12 * 3600;
export const ABSOLUTE_SECONDS = 7 * 24 * 3600;
/** That a session is in use is written down this often: a card wears out. */
const USED_EVERY = 300;

export interface Sessions {
  /** Begins one; what it gives back goes into the cookie, and is known to nobody else. `before` ends. */
  start(accountKey: string, before: string | undefined): string;
  who(id: string): Principal | undefined;
  /** Would it still be let in? Asking is no use of it. */
  isLive(id: string): boolean;
  end(id: string): void;
  endAllOf(accountKey: string): void;
}

export function openSessions(store: SessionStore, now: () => number): Sessions {
  const found = (id: string) => {
    const session = store.get(digestOf(id));
    if (session === undefined) return undefined;
    const age = now() - session.startedSecond;
    return age < ABSOLUTE_SECONDS && now() - session.usedSecond < IDLE_SECONDS ? session : undefined;
  };
  return {
    start(accountKey, before) {
      if (before !== undefined) store.remove(digestOf(before));
      store.removeOld(now() - ABSOLUTE_SECONDS, now() - IDLE_SECONDS);
      const id = freshSecret();
      store.add(digestOf(id), accountKey, now());
      return id;
    },
    who(id) {
      const session = found(id);
      if (session === undefined) return undefined;
      if (now() - session.usedSecond > USED_EVERY) store.used(digestOf(id), now());
      return { kind: "session", name: session.name, role: session.role };
    },
    isLive: (id) => found(id) !== undefined,
    end: (id) => store.remove(digestOf(id)),
    endAllOf: (accountKey) => store.removeAllOf(accountKey),
  };
}
