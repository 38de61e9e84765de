import type { MachineFacts, RunFacts } from "../../../appliance/doctor/facts.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import type { Boot, Step } from "../../../appliance/trace/step.ts";

// Facts in short: what a machine did, in seconds before now.

export const NOW = 1_795_269_731_000;
export const ago = (seconds: number): number => NOW - seconds * 1000;
let ids = 0;

export const dhcp = (seconds: number, verb: Step["verb"], more: Partial<Step> = {}): Step => ({
  id: ++ids,
  at: ago(seconds),
  kind: "dhcp",
  verb,
  detail: "",
  outcome: "ok",
  role: "address",
  rom: true,
  ...more,
});
export const file = (seconds: number, role: Step["role"], detail: string, more: Partial<Step> = {}): Step => ({
  id: ++ids,
  at: ago(seconds),
  kind: "tftp",
  verb: "fetch",
  detail,
  outcome: "ok",
  role,
  durationMs: 0,
  ...more,
});
export const silence = (seconds: number, because: string, more: Partial<Step> = {}): Step[] => [
  dhcp(seconds, "discover"),
  dhcp(seconds, "unanswered", { because, outcome: "failed", ...more }),
];
export const boot = (...steps: Step[]): Boot => ({ startedAt: steps[0]?.at ?? NOW, steps, dropped: 0 });
export const handshake = (seconds: number): Step[] => [
  dhcp(seconds, "discover"),
  dhcp(seconds, "offer", { detail: "10.77.0.19 · shimx64.efi" }),
  dhcp(seconds, "request"),
  dhcp(seconds, "ack"),
];
export const run = (state: RunFacts["state"], more: Partial<RunFacts> = {}): RunFacts => ({
  id: "1",
  state,
  because: undefined,
  image: "rocky-9",
  profile: "web",
  lastSign: ago(0),
  endedAt: undefined,
  complaint: undefined,
  ...more,
});
export const ready = { title: "Rocky 9", state: "ready", boots: { bios: true, uefi: true, secureBoot: true } } as const;

export const machine = (more: Partial<MachineFacts>): MachineFacts => ({
  now: NOW,
  mac: parseMac("52:54:00:77:00:01"),
  name: "node-01",
  known: true,
  firmware: "uefi-x64",
  boots: [],
  run: undefined,
  image: ready,
  longestGapMs: undefined,
  ...more,
});
