import * as z from "zod";

/**
 * What the box knows of its two slots and of the newest update, on /data, in root's hands. The boot loader's counters decide
 * what starts; this says what people are told.
 */
export const slotSchema = z.enum(["A", "B"]);
export type Slot = z.output<typeof slotSchema>;

const side = z.object({ slot: slotSchema, version: z.string() });

/**
 * writing: the other slot is being written. waiting: it starts at the next restart. trial: it runs and has to prove itself.
 * kept: it did. back: it did not, and the system before it runs again. failed: it was never written to its end.
 * lost: it was kept, and one day it did not start any more; the system before it runs again.
 */
export const outcomeSchema = z.enum(["writing", "waiting", "trial", "kept", "back", "failed", "lost"]);
export type Outcome = z.output<typeof outcomeSchema>;

export const updateSchema = z.object({
  /** ISO 8601; names this update. */
  at: z.string(),
  from: side,
  to: side,
  outcome: outcomeSchema,
  /** Of back, failed and lost: a sentence, and the code by which the UI has words of its own for it. */
  because: z.string().optional(),
  code: z.string().optional(),
  /** The run of the kernel that wrote it. */
  boot: z.string(),
});
export type Update = z.output<typeof updateSchema>;

export const recordSchema = z.object({
  /** null: nothing is in it that could start. */
  slots: z.object({ A: z.string().nullable(), B: z.string().nullable() }),
  update: updateSchema.optional(),
});
export type Record = z.output<typeof recordSchema>;

export const EMPTY: Record = { slots: { A: null, B: null } };

export const otherSlot = (slot: Slot): Slot => (slot === "A" ? "B" : "A");

export interface Start {
  readonly slot: Slot;
  readonly version: string;
  /** Of the kernel's run. */
  readonly boot: string;
  /** ISO 8601 */
  readonly at: string;
}

export interface Cause {
  readonly code: string;
  readonly because: string;
}

const CUT: Cause = {
  code: "RS_UPDATE_CUT",
  because: "The power failed, or the box was restarted, while it was written.",
};
const DID_NOT_START: Cause = {
  code: "RS_UPDATE_NO_START",
  because:
    "It did not start, or the power failed before it had proven itself; so the system before it was started again.",
};
const NOT_ANY_MORE: Cause = {
  code: "RS_UPDATE_GONE",
  because: "It had been kept, and did not start any more. The card may be failing: put Rackseed on a new one.",
};

/** What the record says once it is known which slot has started. */
export function settle(record: Record, start: Start): Record {
  const slots = { ...record.slots, [start.slot]: start.version };
  const { update } = record;
  if (update === undefined || update.boot === start.boot) return { ...record, slots };
  return { slots, update: settleUpdate(update, start) };
}

function settleUpdate(update: Update, { slot, at }: Start): Update {
  if (update.outcome === "kept" && slot !== update.to.slot)
    return { ...update, outcome: "lost", ...NOT_ANY_MORE, at: later(at, update.at) };
  if (update.outcome === "lost" && slot === update.to.slot) {
    const kept: Update = { ...update, outcome: "kept" };
    delete kept.because;
    delete kept.code;
    return kept;
  }
  if (update.outcome === "writing") return { ...update, outcome: "failed", ...CUT };
  const isOpen = update.outcome === "waiting" || update.outcome === "trial";
  if (!isOpen) return update;
  if (slot === update.to.slot) return { ...update, outcome: "trial" };
  return { ...update, outcome: "back", ...(update.because === undefined && DID_NOT_START) };
}

/** A box without a clock starts in the past; what is new must have a newer time all the same. */
const later = (at: string, than: string): string =>
  new Date(Math.max(Date.parse(at), Date.parse(than) + 1)).toISOString();

/** Told to the service, in /run: it may read no more than that. */
export const stateSchema = z.object({
  slot: slotSchema,
  version: z.string(),
  build: z.string().optional(),
  compatible: z.string(),
  other: z.object({ slot: slotSchema, version: z.string().nullable() }),
  update: updateSchema.omit({ boot: true }).optional(),
  /** While an update is brought in. */
  doing: z
    .object({
      what: z.enum(["copying", "checking", "writing"]),
      /** 0 to 1 */
      share: z.number().min(0).max(1),
    })
    .optional(),
});
export type State = z.output<typeof stateSchema>;
export type Doing = NonNullable<State["doing"]>;

/** How the running system calls itself: /etc/rackseed/release, in the shape of a shell's assignments. */
export interface Release {
  readonly version: string;
  readonly build?: string;
  readonly compatible: string;
}

/** Throws when it does not say what it must. */
export function readRelease(text: string): Release {
  const values = new Map(
    text.split("\n").flatMap((line) => {
      const [, key, value] = /^([A-Z_]+)="?([^"]*)"?$/.exec(line.trim()) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
  const [version, compatible, build] = [values.get("VERSION"), values.get("COMPATIBLE"), values.get("BUILD")];
  if (version === undefined || compatible === undefined)
    throw new Error("the release file has no VERSION= and COMPATIBLE=");
  return { version, compatible, ...(build === undefined ? {} : { build }) };
}

export function stateOf(record: Record, slot: Slot, release: Release, doing?: Doing): State {
  const { update } = record;
  const other = otherSlot(slot);
  return {
    slot,
    ...release,
    other: { slot: other, version: record.slots[other] },
    ...(update !== undefined && { update: updateSchema.omit({ boot: true }).parse(update) }),
    ...(doing !== undefined && { doing }),
  };
}
