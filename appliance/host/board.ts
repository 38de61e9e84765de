import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { type Card, cardUnder } from "./card.ts";
import { kernelText as text } from "./kernel-text.ts";

/** What a Raspberry Pi's firmware says about its power and heat: now, and at some time since it was switched on. */
export interface Throttling {
  readonly now: readonly ThrottleReason[];
  readonly since: readonly ThrottleReason[];
  /** How often the voltage fell too low since Rackseed watches it. */
  readonly drops?: number;
}

export type ThrottleReason = "under-voltage" | "frequency-capped" | "throttled" | "soft-temperature-limit";

/** What is known of the machine that the appliance runs on; what it does not tell is absent. */
export interface Board {
  readonly model?: string;
  /** °C of the processor. */
  readonly temperature?: number;
  readonly throttling?: Throttling;
  readonly card?: Card;
}

/** Bits 0–3 say it of now, 16–19 of any time since the start (firmware: get_throttled). */
const REASONS: readonly ThrottleReason[] = ["under-voltage", "frequency-capped", "throttled", "soft-temperature-limit"];

/** `root` is "/" but in tests. */
export function readBoard(data: string, root = "/"): Board {
  const model =
    text(join(root, "proc/device-tree/model")) ?? text(join(root, "sys/devices/virtual/dmi/id/product_name"));
  const temperature = hottest(root);
  const throttling = throttlingOn(root);
  const card = cardUnder(data, root);
  return {
    ...(model !== undefined && { model }),
    ...(temperature !== undefined && { temperature }),
    ...(throttling !== undefined && { throttling }),
    ...(card !== undefined && { card }),
  };
}

export function throttlingOf(bits: number): Throttling {
  const at = (shift: number): ThrottleReason[] => REASONS.filter((_, bit) => ((bits >> (bit + shift)) & 1) === 1);
  return { now: at(0), since: at(16) };
}

function hottest(root: string): number | undefined {
  const folder = join(root, "sys/class/thermal");
  if (!existsSync(folder)) return undefined;
  const zones = readdirSync(folder).filter((name) => name.startsWith("thermal_zone"));
  const degrees = zones.flatMap((zone) => {
    const found = text(join(folder, zone, "temp"));
    return found === undefined || !/^\d+$/.test(found) ? [] : [Number(found) / 1000];
  });
  return degrees.length === 0 ? undefined : Math.round(Math.max(...degrees) * 10) / 10;
}

/**
 * Raspberry Pi's own kernels show the firmware's word as it is. Mainline kernels (Debian's) do not: they have an alarm for the
 * voltage, and tell when they hold the processor back themselves.
 */
function throttlingOn(root: string): Throttling | undefined {
  const word = text(join(root, "sys/devices/platform/soc/soc:firmware/get_throttled"));
  if (word !== undefined) return throttlingOf(Number.parseInt(word, 16));
  const alarm = voltageAlarm(root);
  const low = alarm === undefined ? undefined : isVoltageLow(alarm);
  const cooled = isHeldBackByHeat(root);
  if (low === undefined && !cooled) return undefined;
  const now: ThrottleReason[] = [
    ...(low === true ? (["under-voltage"] as const) : []),
    ...(cooled ? (["soft-temperature-limit"] as const) : []),
  ];
  return { now, since: now };
}

/** Where the kernel's driver for a Raspberry Pi's supply (raspberrypi-hwmon) tells that the voltage is too low; undefined elsewhere. */
export function voltageAlarm(root = "/"): string | undefined {
  const folder = join(root, "sys/class/hwmon");
  if (!existsSync(folder)) return undefined;
  const name = readdirSync(folder).find((one) => text(join(folder, one, "name")) === "rpi_volt");
  return name === undefined ? undefined : join(folder, name, "in0_lcrit_alarm");
}

/** The driver asks the firmware every two seconds, so a drop is seen for that long. Undefined when it does not answer. */
export function isVoltageLow(alarm: string): boolean | undefined {
  const word = text(alarm);
  return word === undefined ? undefined : word !== "0";
}

/** The kernel lowers the processor's speed because of heat. */
function isHeldBackByHeat(root: string): boolean {
  const folder = join(root, "sys/class/thermal");
  if (!existsSync(folder)) return false;
  return readdirSync(folder)
    .filter((name) => name.startsWith("cooling_device"))
    .map((name) => join(folder, name))
    .some(
      (device) => (text(join(device, "type")) ?? "").includes("cpufreq") && Number(text(join(device, "cur_state"))) > 0,
    );
}
