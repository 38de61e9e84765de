import type { Board, ThrottleReason } from "../host/board.ts";
import type { Latency } from "../host/latency.ts";
import type { SystemTime } from "../host/system-time.ts";

/** Everything that the health page shows. Bytes, seconds, °C; what this machine does not tell is absent. */
export interface HealthFacts {
  readonly version: string;
  /** Seconds. */
  readonly uptime: number;
  readonly serving: boolean;
  /** Sentences: what is missing or wrong in how it is set up. */
  readonly problems: readonly string[];
  readonly storage: {
    readonly total: number;
    readonly free: number;
    readonly reserve: number;
    readonly images: number;
    readonly uploads: number;
    readonly trash: number;
  };
  readonly memory: { readonly own: number; readonly total: number; readonly available: number };
  readonly eventLoop?: Latency;
  readonly dhcpAck?: Latency;
  readonly leaseSync?: Latency;
  readonly board: Board;
  readonly time: SystemTime;
}

export const CONCERNS = [
  "RS_HEALTH_UNDER_VOLTAGE",
  "RS_HEALTH_WAS_UNDER_VOLTAGE",
  "RS_HEALTH_THROTTLED",
  "RS_HEALTH_HOT",
  "RS_HEALTH_CARD_READ_ONLY",
  "RS_HEALTH_CARD_FAILING",
  "RS_HEALTH_CARD_WORN",
  "RS_HEALTH_CARD_FULL",
  "RS_HEALTH_CARD_NEARLY_FULL",
  "RS_HEALTH_MEMORY",
  "RS_HEALTH_CLOCK",
  "RS_HEALTH_CLOCK_UNSURE",
  "RS_HEALTH_SLOW_SYNC",
  "RS_HEALTH_SLOW_ACK",
  "RS_HEALTH_BUSY",
] as const;

export type ConcernCode = (typeof CONCERNS)[number];

/** Something that a person should look at. Stable codes: docs/health.md says what to do about each. */
export interface Concern {
  readonly code: ConcernCode;
  readonly severity: "warning" | "error";
  readonly text: string;
}

export interface HealthReport extends HealthFacts {
  readonly concerns: readonly Concern[];
}

/** Where numbers begin to be a concern. A DHCP client waits 4 s for an answer (RFC 2131 section 4.1), a boot ROM 1 s for an OFFER. */
export const LIMITS = {
  /** °C; the firmware slows a Raspberry Pi down at 80. */
  hot: 75,
  /** Seconds, at the 99th percentile. */
  sync: 0.5,
  ack: 1,
  eventLoop: 0.2,
  /** Share of the memory that is left. */
  memory: 0.08,
  /** Share of the card that is free above the reserve. */
  card: 0.07,
  /** Percent of its life. */
  worn: 90,
  /** Seconds; a time server needs some minutes to be found and believed. */
  clock: 900,
} as const;

type Rule = readonly [Concern["code"], Concern["severity"], string, (facts: HealthFacts) => boolean];

const throttled = ({ board }: HealthFacts, when: "now" | "since", ...reasons: ThrottleReason[]): boolean =>
  reasons.some((reason) => board.throttling?.[when].includes(reason) === true);

const RULES: readonly Rule[] = [
  [
    "RS_HEALTH_UNDER_VOLTAGE",
    "error",
    "The power supply gives too little voltage now. Use the maker's own supply and a short cable: writes can be lost.",
    (facts) => throttled(facts, "now", "under-voltage"),
  ],
  [
    "RS_HEALTH_WAS_UNDER_VOLTAGE",
    "warning",
    "The power supply gave too little voltage at some time since it was switched on. Use the maker's own supply and a short cable.",
    (facts) => throttled(facts, "since", "under-voltage") && !throttled(facts, "now", "under-voltage"),
  ],
  [
    "RS_HEALTH_THROTTLED",
    "warning",
    "The processor runs slower than it could, because of heat or voltage. Give it air, or a better power supply.",
    (facts) => throttled(facts, "now", "throttled", "frequency-capped", "soft-temperature-limit"),
  ],
  [
    "RS_HEALTH_HOT",
    "warning",
    "The processor is hot. Give it air before it slows down.",
    ({ board }) => (board.temperature ?? 0) >= LIMITS.hot,
  ],
  [
    "RS_HEALTH_CARD_READ_ONLY",
    "error",
    "The card takes no writes any more, so nothing is kept from now on. Export a backup now if you can, and replace the card.",
    ({ board }) => board.card?.readOnly === true,
  ],
  [
    "RS_HEALTH_CARD_FAILING",
    "error",
    "The card made errors: it may be failing. Export a backup now, and replace the card.",
    ({ board }) => (board.card?.errors ?? 0) > 0,
  ],
  [
    "RS_HEALTH_CARD_WORN",
    "warning",
    "The card is nearly worn out, as it says itself. Export a backup, and replace it soon.",
    ({ board }) => (board.card?.lifeUsed ?? 0) >= LIMITS.worn || board.card?.spare !== undefined,
  ],
  [
    "RS_HEALTH_CARD_FULL",
    "error",
    "The card is full: no image can be imported. Remove an image, empty the trash, or use a larger card.",
    ({ storage }) => storage.free <= storage.reserve,
  ],
  [
    "RS_HEALTH_CARD_NEARLY_FULL",
    "warning",
    "The card is nearly full. Remove images that are not used, empty the trash, or use a larger card.",
    ({ storage: { free, reserve, total } }) => free > reserve && free - reserve < total * LIMITS.card,
  ],
  [
    "RS_HEALTH_MEMORY",
    "warning",
    "Little memory is left on this machine. Close other programs on it.",
    ({ memory }) => memory.available < memory.total * LIMITS.memory,
  ],
  [
    "RS_HEALTH_CLOCK",
    "warning",
    "The clock is not set, so times of events are wrong and certificates look as if they were not valid yet. Connect a time server, or set the time.",
    ({ time }) => !time.plausible,
  ],
  [
    "RS_HEALTH_CLOCK_UNSURE",
    "warning",
    "No time server answered since this box was switched on, so its clock may be wrong. Connect a time server, or set the time.",
    ({ time, uptime }) => time.plausible && time.synchronised === false && uptime > LIMITS.clock,
  ],
  [
    "RS_HEALTH_SLOW_SYNC",
    "warning",
    "The card takes long to keep a lease, and machines wait for it. Use a faster card, or an SSD.",
    ({ leaseSync }) => (leaseSync?.p99 ?? 0) > LIMITS.sync,
  ],
  [
    "RS_HEALTH_SLOW_ACK",
    "warning",
    "Machines wait long for their address, and some boot ROMs give up. Look at the card and at what else runs here.",
    ({ dhcpAck }) => (dhcpAck?.p99 ?? 0) > LIMITS.ack,
  ],
  [
    "RS_HEALTH_BUSY",
    "warning",
    "The appliance is busy: pages and reports come late. Addresses are not affected, they have a thread of their own.",
    ({ eventLoop }) => (eventLoop?.p99 ?? 0) > LIMITS.eventLoop,
  ],
];

/** What of the facts should concern a person, the worst first. */
export const concernsOf = (facts: HealthFacts): Concern[] =>
  RULES.filter(([, , , applies]) => applies(facts))
    .map(([code, severity, text]): Concern => ({ code, severity, text }))
    .toSorted((a, b) => Number(a.severity === "warning") - Number(b.severity === "warning"));
