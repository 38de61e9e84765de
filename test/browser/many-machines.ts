import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { type Mac, parseMac } from "../../appliance/net/mac.ts";
import { MemoryHouse } from "../integration/http/fakes.ts";
import type { Machine, Run } from "../../appliance/http/needs.ts";

const STATES = ["installing", "armed", "failed", "booting", "unknown", undefined, undefined] as const;
export const macOfMany = (number: number): Mac => parseMac((0x525400000000 + number).toString(16));

/** A hall full of machines: racks of forty, every state, always the same. Of each `every` machines seven are not done. */
export function hallOf(count: number, every = 101): MemoryHouse {
  const house = new MemoryHouse();
  house.profiles.set("worker", {
    name: "worker",
    image: "coreos-1010.5.0",
    install: "automatic",
    disk: "/dev/sda",
    kernelArgs: [],
  });
  const now = Date.now();
  const iso = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
  for (let number = 1; number <= count; number++) {
    const mac = macOfMany(number);
    const state = number % every < STATES.length ? STATES[number % every] : "done";
    const name = `node-${String(number).padStart(5, "0")}`;
    const run: Run | undefined =
      state === undefined
        ? undefined
        : {
            id: `run-${number}`,
            mac,
            machine: name,
            profile: "worker",
            image: "coreos-1010.5.0",
            state,
            bytes: 100,
            bytesTotal: 200,
            armedAt: iso(-12),
            batch: `batch-${Math.floor(number / 40)}`,
            armedBy: "ada",
            notVerified: false,
            ...(state === "installing" ? { percent: (number * 7) % 100, secondsLeft: 120 + (number % 300) } : {}),
            ...(state === "armed" ? { armedUntil: iso(110) } : {}),
            ...(state === "done" ? { bootedAt: iso(-11), endedAt: iso(-2) } : {}),
          };
    const machine: Machine = {
      mac,
      known: number % 50 !== 0,
      ...(number % 50 === 0 ? {} : { name, profile: "worker" }),
      firmware: number % 3 === 0 ? "bios" : "uefi-x64",
      lease: parseIpv4(`10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`),
      lastSeenAt: iso(-(number % 60)),
      ...(number % 9 === 0 ? {} : { rack: `A${Math.floor(number / 40) + 1}`, unit: (number % 40) + 1 }),
      ...(run === undefined || number % 50 === 0 ? {} : { run }),
    };
    if (run !== undefined && number % 50 !== 0) house.runs.set(run.id, run);
    house.machines.set(mac, machine);
  }
  return house;
}
