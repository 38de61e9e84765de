import type { Ipv4 } from "../../appliance/net/ipv4.ts";
import type { Mac } from "../../appliance/net/mac.ts";
import type { Event, Machine, Profile, Run, RunState } from "../../appliance/http/needs.ts";
import type { LogLine } from "../src/data/run-log.ts";

/** ISO 8601, so many minutes from now. */
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
export const macOf = (last: number): Mac => `52:54:00:77:00:${last.toString(16).padStart(2, "0")}` as Mac;
export const address = (last: number): Ipv4 => `10.77.0.${last}` as Ipv4;

const SIZE = 918_000_000;

const run = (state: RunState, last: number, more: Partial<Run> = {}): Run => ({
  id: String(last),
  mac: macOf(last),
  machine: `node-0${last}`,
  profile: "worker",
  image: "rocky-9.6",
  state,
  bytes: 0,
  armedAt: inMinutes(-14),
  notVerified: false,
  ...more,
});

/** A run of every state, and of those states that look different in themselves. */
export const RUNS: Readonly<Record<string, Run>> = {
  armed: run("armed", 1, { armedUntil: inMinutes(106), notVerified: true }),
  booting: run("booting", 2, { stage: "Loading the kernel", bootedAt: inMinutes(-1) }),
  installing: run("installing", 3, {
    stage: "Installing packages",
    percent: 64,
    secondsLeft: 210,
    bytes: SIZE * 0.64,
    bytesTotal: SIZE,
    installingAt: inMinutes(-6),
  }),
  "installing, nobody knows how far": run("installing", 4, { stage: "Installing packages", bytes: 141_000_000 }),
  done: run("done", 5, { bytes: SIZE, bytesTotal: SIZE, endedAt: inMinutes(-2) }),
  failed: run("failed", 6, {
    endedAt: inMinutes(-20),
    because: "The installer found no disk /dev/sda. Choose another disk in the profile and arm the machine again.",
  }),
  unknown: run("unknown", 7, {
    endedAt: inMinutes(-40),
    bytes: SIZE,
    bytesTotal: SIZE,
    because: "The image was sent whole, but nobody said that the installation ended well. Look at the machine.",
  }),
};

const seen = { firstSeenAt: inMinutes(-3000), lastSeenAt: inMinutes(-1), firmware: "uefi-x64" } as const;

const withRuns = Object.values(RUNS).map((one, index): Machine => ({
  ...seen,
  mac: one.mac,
  name: `node-0${index + 1}`,
  known: true,
  profile: one.profile,
  lease: address(11 + index),
  rack: "A1",
  unit: index < 4 ? 10 - index : 6 - index + 3,
  height: index === 3 ? 2 : 1,
  run: one,
}));

/** A machine for each state. */
export const MACHINES: readonly Machine[] = [
  ...withRuns.map((machine, index) =>
    index === 3 ? { ...machine, unit: 6 } : index > 3 ? { ...machine, unit: 7 - index } : machine,
  ),
  { ...seen, mac: macOf(8), name: "node-08", known: true, profile: "rescue", rack: "A1", notes: "Spare power supply." },
  {
    ...seen,
    mac: macOf(9),
    known: false,
    vendorClass: "PXEClient:Arch:00007",
    lease: address(100),
    lastSeen: "Asked to boot from the network and was sent to its own disk.",
  },
];

export const WORKER: Profile = {
  name: "worker",
  image: "rocky-9.6",
  install: "automatic",
  disk: "/dev/sda",
  kernelArgs: ["quiet"],
};

export const PROFILES: readonly Profile[] = [
  WORKER,
  { name: "lab", image: "flatcar-4081.2.1", install: "automatic", disk: "/dev/nvme0n1", kernelArgs: [] },
  { name: "rescue", image: "rocky-9.6", install: "manual", kernelArgs: [] },
];

export const EVENTS: readonly Event[] = [
  {
    id: 1,
    at: inMinutes(-20),
    code: "RS_RUN_FAILED",
    severity: "error",
    text: "node-06 failed: no disk /dev/sda.",
    mac: macOf(6),
  },
  { id: 2, at: inMinutes(-9), code: "RS_RUN_ARMED", severity: "info", text: "node-01 was armed.", mac: macOf(1) },
  { id: 3, at: inMinutes(-4), code: "RS_FOREIGN_DHCP", severity: "warning", text: "10.77.0.254 gives addresses, too." },
  {
    id: 4,
    at: inMinutes(-2),
    code: "RS_RUN_DONE",
    severity: "info",
    text: "node-05 done in 8 min 52 s.",
    mac: macOf(5),
  },
];

export const LOG: readonly LogLine[] = [
  { id: 1, at: inMinutes(-6), source: "syslog", severity: "info", program: "anaconda", text: "Starting installer" },
  {
    id: 2,
    at: inMinutes(-5),
    source: "syslog",
    severity: "debug",
    program: "kernel",
    text: "nvme nvme0: 8/0/0 queues",
  },
  {
    id: 3,
    at: inMinutes(-4),
    source: "syslog",
    severity: "warning",
    program: "dracut",
    text: "Slow mirror, trying again",
  },
  { id: 4, at: inMinutes(-3), source: "report", severity: "error", text: "No disk /dev/sda" },
];
