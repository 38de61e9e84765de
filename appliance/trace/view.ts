import type { Ipv4 } from "../net/ipv4.ts";
import { endOf } from "./boots.ts";
import { explainPacket } from "./explain-packet.ts";
import type { Packet } from "./packet.ts";
import { stagesOf } from "./stages.ts";
import type { Boot, Stage, Step } from "./step.ts";

/** A boot as the API shows it. Times are ISO 8601 with milliseconds. */
export interface BootView {
  readonly startedAt: string;
  /** When anything was last seen of it. */
  readonly lastAt: string;
  readonly stages: readonly Stage[];
  readonly steps: readonly StepView[];
  readonly dropped: number;
}

export type StepView = Omit<Step, "at" | "rom" | "address"> & {
  readonly at: string;
  /** Milliseconds between the end of the step before and the beginning of this one. */
  readonly gapMs: number;
};

export interface PacketView {
  readonly at: string;
  readonly direction: "in" | "out";
  readonly protocol: "dhcp" | "tftp";
  readonly from: string;
  readonly to: string;
  /** Bytes of payload on the wire. */
  readonly length: number;
  readonly explained: string;
  readonly hex: string;
}

export const bootView = (boot: Boot): BootView => {
  const last = boot.steps.at(-1);
  return {
    startedAt: iso(boot.startedAt),
    lastAt: iso(last === undefined ? boot.startedAt : endOf(last)),
    stages: stagesOf(boot),
    steps: boot.steps.map((step, index) => stepView(step, boot.steps[index - 1])),
    dropped: boot.dropped,
  };
};

function stepView(step: Step, before: Step | undefined): StepView {
  const gapMs = before === undefined ? 0 : Math.max(0, step.at - endOf(before));
  const shown: { -readonly [K in keyof Step]?: Step[K] } = { ...step };
  delete shown.rom; // rules ask for these two; people read them in the detail
  delete shown.address;
  return { ...(shown as Omit<Step, "rom" | "address">), at: iso(step.at), gapMs: Math.round(gapMs) };
}

export const packetView = (packet: Packet): PacketView => ({
  at: iso(packet.at),
  direction: packet.direction,
  protocol: packet.protocol,
  from: place(packet.from),
  to: place(packet.to),
  length: packet.length,
  explained: explainPacket(packet),
  hex: packet.bytes.toString("hex"),
});

const iso = (at: number): string => new Date(at).toISOString();
const place = ({ address, port }: { readonly address: Ipv4; readonly port: number }): string => `${address}:${port}`;
