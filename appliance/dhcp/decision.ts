import type { Ipv4 } from "../net/ipv4.ts";
import type { Effect } from "./book.ts";
import type { DhcpEvent } from "./events.ts";
import type { Reason } from "./reasons.ts";
import type { Reply } from "./reply.ts";

/** What to do about one packet. Effects are applied in any case; the durable ones are on disk before a reply leaves. */
export type Decision =
  | {
      readonly kind: "reply";
      readonly reply: Reply;
      readonly effects: readonly Effect[];
      readonly events: readonly DhcpEvent[];
    }
  /** RELEASE and DECLINE: something changed and nobody is answered. "heard": it has its address from another server. */
  | {
      readonly kind: "noted";
      readonly outcome: "freed" | "declined" | "heard";
      readonly address: Ipv4;
      readonly effects: readonly Effect[];
      readonly events: readonly DhcpEvent[];
    }
  /** Look whether a device answers on this address, then decide again. */
  | {
      readonly kind: "probe";
      readonly address: Ipv4;
      readonly effects: readonly Effect[];
      readonly events: readonly DhcpEvent[];
    }
  | {
      readonly kind: "ignore";
      readonly because: Reason;
      readonly effects: readonly Effect[];
      readonly events: readonly DhcpEvent[];
    };

export const ignore = (
  because: Reason,
  events: readonly DhcpEvent[] = [],
  effects: readonly Effect[] = [],
): Decision => ({
  kind: "ignore",
  because,
  effects,
  events,
});

export const reply = (answer: Reply, effects: readonly Effect[] = [], events: readonly DhcpEvent[] = []): Decision => ({
  kind: "reply",
  reply: answer,
  effects,
  events: [...answer.events, ...events],
});
