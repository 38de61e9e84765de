import type { Agreement } from "./negotiate.ts";

// One read transfer as a pure state machine: step(state, event) → { state, actions }.
//
//   offering ──ACK 0──▶ sending ──ACK of the last block──▶ over (finished)
//       └──────ERROR · five resends unanswered · read error──────▶ over
//
// Blocks are counted 1, 2, 3 … without end here; only the wire has 16 bits.

export interface Transfer {
  readonly phase: "offering" | "sending" | "over";
  /** As agreed; `burst` is what one turn sends now. */
  readonly windowsize: number;
  readonly burst: number;
  /** The number of the last, short block: known from the size, or (netascii) once the file has been read to its end. */
  readonly last: number | undefined;
  /** Everything up to this block has arrived; everything up to `sent` was handed to the wire. */
  readonly acked: number;
  readonly sent: number;
  /** When the present turn was sent, how often it was repeated, and when it is repeated next. Monotonic milliseconds. */
  readonly sentAt: number;
  readonly resends: number;
  readonly deadline: number;
  readonly timeout: number;
  /** The shortest time seen between a turn and its ACK. */
  readonly roundTrip: number;
  /** The turn before was sent more than once, so duplicate ACKs may be nothing but its echo. */
  readonly echoing: boolean;
  /** false until the client has proved with an ACK that it is where the request said (no reflection: one packet). */
  readonly mayResend: boolean;
}

export type TransferEvent =
  | { readonly kind: "ack"; readonly block: number; readonly now: number }
  | { readonly kind: "tick"; readonly now: number }
  /** The reader found the end of the file in this block. */
  | { readonly kind: "ended"; readonly block: number }
  | { readonly kind: "error"; readonly code: number; readonly text: string }
  | { readonly kind: "readFailed"; readonly reason: string }
  | { readonly kind: "unreachable" };

export type TransferAction =
  | { readonly kind: "sendOack" }
  /** Send blocks `from` to `to`, forgetting whatever of an earlier turn still waits to be sent. */
  | { readonly kind: "sendBlocks"; readonly from: number; readonly to: number }
  | { readonly kind: "sendError"; readonly code: number; readonly text: string }
  | { readonly kind: "end"; readonly outcome: Outcome };

export type Outcome =
  | { readonly kind: "finished" }
  /** `probe`: nothing was asked for but the size. UEFI firmware does so before every file (conformance F13). */
  | { readonly kind: "aborted"; readonly code: number; readonly text: string; readonly probe: boolean }
  | { readonly kind: "gaveUp"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string };

export interface Step {
  readonly state: Transfer;
  readonly actions: readonly TransferAction[];
}

const FIRST_TIMEOUT = 1000;
const LONGEST_WAIT = 8000;
const MOST_RESENDS = 5;

export function startTransfer(options: {
  agreement: Agreement;
  /** Bytes that will be sent; undefined if only reading tells (netascii). */
  size: number | undefined;
  mayResend: boolean;
  now: number;
}): Step {
  const { agreement, size, now } = options;
  const idle: Transfer = {
    phase: agreement.answer.length > 0 ? "offering" : "sending",
    windowsize: agreement.windowsize,
    burst: agreement.windowsize,
    last: size === undefined ? undefined : Math.floor(size / agreement.blksize) + 1,
    acked: 0,
    sent: 0,
    sentAt: now,
    resends: 0,
    deadline: now,
    timeout: agreement.timeout === undefined ? FIRST_TIMEOUT : agreement.timeout * 1000,
    roundTrip: Infinity,
    echoing: false,
    mayResend: options.mayResend,
  };
  return turn(idle, now);
}

export function step(state: Transfer, event: TransferEvent): Step {
  if (state.phase === "over") {
    return stay(state);
  }
  switch (event.kind) {
    case "ack":
      return state.phase === "offering" ? acceptOack(state, event) : acknowledge(state, event);
    case "tick":
      return event.now < state.deadline ? stay(state) : timeOut(state, event.now);
    case "ended":
      return stay({ ...state, last: event.block, sent: Math.min(state.sent, event.block) });
    case "error":
      return end(state, {
        kind: "aborted",
        code: event.code,
        text: event.text,
        probe: state.phase === "offering",
      });
    case "readFailed":
      return end(state, { kind: "failed", reason: event.reason }, [
        { kind: "sendError", code: 0, text: "the file cannot be read" },
      ]);
    case "unreachable":
      return end(state, { kind: "gaveUp", reason: "the client closed its port" });
  }
}

/** RFC 2347: ACK 0 answers the OACK. Any other ACK belongs to something else. */
function acceptOack(state: Transfer, { block, now }: { block: number; now: number }): Step {
  return block === 0 ? turn(arrived(state, 0, now), now) : stay(state);
}

function acknowledge(state: Transfer, { block, now }: { block: number; now: number }): Step {
  const acked = state.acked + signed16(block - state.acked);
  if (acked < state.acked || acked > state.sent) {
    return stay(state); // delayed, or from the future
  }
  if (acked === state.acked) {
    return duplicate(state, now);
  }
  // RFC 7440 §4: an ACK inside the window says that the block behind it is missing; go on right there, not at `sent`.
  const next = arrived(state, acked, now);
  return acked === state.last ? end(next, { kind: "finished" }) : turn(next, now);
}

/**
 * The same ACK again. In lockstep it is never answered: that is the Sorcerer's Apprentice (RFC 1123 §4.2.3.1), and the
 * timer mends a real loss. In a window it is how a client tells that the window's first block is missing (RFC 7440 §4),
 * unless it comes sooner than the window can have been answered, or may be the echo of a turn before that we repeated
 * (a client answers every block that it has seen already: without this, one doubled OACK doubled the whole transfer).
 */
function duplicate(state: Transfer, now: number): Step {
  const soon = now - state.sentAt < state.roundTrip / 2;
  if (state.windowsize === 1 || soon || state.echoing || state.resends >= MOST_RESENDS) {
    return stay(state);
  }
  return turn({ ...state, resends: state.resends + 1 }, now);
}

function timeOut(state: Transfer, now: number): Step {
  if (!state.mayResend) {
    return end(state, { kind: "gaveUp", reason: "one packet and no answer: this address has shown no DHCP exchange" });
  }
  if (state.resends >= MOST_RESENDS) {
    const what = state.phase === "offering" ? "options" : `block ${state.acked + 1}`;
    return end(state, { kind: "gaveUp", reason: `no answer to ${what} after ${MOST_RESENDS} repetitions` });
  }
  // Two losses in a row: half the burst, in case the client's card cannot take a whole one. The first ACK restores it,
  // because a client that agreed on 16 blocks stays silent until it has 16 of them or its own timer ends.
  const burst = state.resends >= 1 ? Math.max(1, state.burst >> 1) : state.burst;
  return turn({ ...state, resends: state.resends + 1, burst }, now);
}

/** Blocks up to `acked` are with the client. */
function arrived(state: Transfer, acked: number, now: number): Transfer {
  return {
    ...state,
    phase: "sending",
    acked,
    burst: state.windowsize,
    // A repeated turn says nothing about the wire: whose ACK is it? (Karn)
    roundTrip: state.resends === 0 ? Math.min(state.roundTrip, now - state.sentAt) : state.roundTrip,
    echoing: state.resends > 0,
    resends: 0,
    mayResend: true,
  };
}

/** Sends what is due and sets the timer: 1, 2, 4, 8, 8 s, or the client's own timeout doubled likewise. */
function turn(state: Transfer, now: number): Step {
  const wait = Math.min(state.timeout * 2 ** state.resends, Math.max(state.timeout, LONGEST_WAIT));
  const timed = { ...state, sentAt: now, deadline: now + wait };
  if (state.phase === "offering") {
    return { state: timed, actions: [{ kind: "sendOack" }] };
  }
  const to = Math.min(state.acked + state.burst, state.last ?? Infinity);
  return { state: { ...timed, sent: to }, actions: [{ kind: "sendBlocks", from: state.acked + 1, to }] };
}

const stay = (state: Transfer): Step => ({ state, actions: [] });

function end(state: Transfer, outcome: Outcome, last: readonly TransferAction[] = []): Step {
  return { state: { ...state, phase: "over" }, actions: [...last, { kind: "end", outcome }] };
}

/** The distance between two block numbers of 16 bits, −32768 to 32767: 65535 → 0 is one step forward. */
const signed16 = (difference: number): number => (difference << 16) >> 16;
