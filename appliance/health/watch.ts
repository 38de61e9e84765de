import type { Throttling } from "../host/board.ts";
import type { Concern, ConcernCode } from "./report.ts";

/** The voltage as it was seen since the start. A drop lasts seconds; the kernel keeps no memory of it. */
export interface VoltageMemory {
  readonly low: boolean;
  readonly drops: number;
}

export const NO_DROPS: VoltageMemory = { low: false, drops: 0 };

export const sawVoltage = (memory: VoltageMemory, low: boolean): VoltageMemory => ({
  low,
  drops: memory.drops + (low && !memory.low ? 1 : 0),
});

/** What the board tells now, and what was seen of its voltage before. */
export function withMemory(throttling: Throttling | undefined, { drops }: VoltageMemory): Throttling | undefined {
  if (throttling === undefined || drops === 0) return throttling;
  const since = throttling.since.includes("under-voltage")
    ? throttling.since
    : (["under-voltage", ...throttling.since] as const);
  return { ...throttling, since, drops };
}

/** Concerns that are told as events: what a person must do something about, and not how fast answers are. */
const TOLD: ReadonlySet<ConcernCode> = new Set<ConcernCode>([
  "RS_HEALTH_UNDER_VOLTAGE",
  "RS_HEALTH_THROTTLED",
  "RS_HEALTH_HOT",
  "RS_HEALTH_CARD_READ_ONLY",
  "RS_HEALTH_CARD_FAILING",
  "RS_HEALTH_CARD_WORN",
  "RS_HEALTH_CARD_FULL",
  "RS_HEALTH_CARD_NEARLY_FULL",
  "RS_HEALTH_CLOCK",
  "RS_HEALTH_CLOCK_UNSURE",
]);
/** Appliance seconds: what comes and goes is told once an hour. */
const AGAIN = 3600;

/** When each was told last. */
export type ToldAt = ReadonlyMap<ConcernCode, number>;

/** The concerns that are news. `now`: appliance seconds. */
export function news(
  concerns: readonly Concern[],
  before: { readonly open: ReadonlySet<ConcernCode>; readonly toldAt: ToldAt },
  now: number,
): Concern[] {
  return concerns.filter(({ code }) => {
    if (!TOLD.has(code) || before.open.has(code)) return false;
    return now - (before.toldAt.get(code) ?? -Infinity) >= AGAIN;
  });
}
