import type { AuditEntry, AuditStore } from "../store/audit.ts";
import type { Principal } from "./principal.ts";

export interface AuditMore {
  /** HTTP status of the outcome. */
  readonly status?: number;
  /** Where the request came from. */
  readonly address?: string;
  readonly detail?: string;
}

export interface Audit {
  add(who: Principal | undefined, what: string, target: string, more?: AuditMore): void;
  /** Newest first; `before` is the number of the last entry of the page before. */
  list(before: number | undefined, limit: number): AuditEntry[];
}

/** `problem` hears of a disk that takes no more: that is no reason to leave a machine half armed. */
export function openAudit(store: AuditStore, wallClock: () => Date, problem: (error: unknown) => void): Audit {
  return {
    add(who, what, target, { status, address, detail } = {}) {
      try {
        store.add({
          at: wallClock().toISOString(),
          kind: who === undefined ? "nobody" : who.kind,
          who: who?.name ?? "",
          what,
          target: target.slice(0, 300),
          status: status ?? null,
          address: address ?? null,
          detail: detail?.slice(0, 300) ?? null,
        });
      } catch (error) {
        problem(error);
      }
    },
    list: (before, limit) => store.before(before ?? Number.MAX_SAFE_INTEGER, limit),
  };
}

/** Entries of failed sign-ins in an hour: whoever guesses must not push what persons did out of the trail. */
export const FAILURES_NOTED = { most: 60, window: 3600, longest: 3600 };
