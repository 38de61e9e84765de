// npm start: an appliance and three machines in a network of their own, the appliance's page and panel on the host's loopback.
import { randomBytes } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import type { Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Appliance, type RunSeen, startAppliance, tail } from "./appliance.ts";
import { BRIDGE } from "./namespace.ts";
import { rackConfig } from "./config.ts";
import { listenOnLoopback, openDoor } from "./door.ts";
import type { Firmware } from "./firmware.ts";
import type { Machine } from "./machine.ts";
import { openRack, type Rack } from "./rack.ts";
import { stickAlone, stickIn } from "./stick.ts";
import { standinRelease, type StandinRelease } from "./standin/build.ts";
import { introduction, line, type Links, news } from "./start-text.ts";

interface Place {
  readonly name: string;
  readonly mac: string;
  readonly firmware: Firmware;
  readonly known: boolean;
  readonly note: string;
}

const PLACES: readonly Place[] = [
  { name: "node-01", mac: "52:54:00:77:00:01", firmware: "bios", known: true, note: "armed, is powered on now" },
  { name: "node-02", mac: "52:54:00:77:00:02", firmware: "uefi", known: true, note: "armed, off" },
  {
    name: "node-03",
    mac: "52:54:00:77:00:03",
    firmware: "bios",
    known: false,
    note: "new, off: choose what it becomes on the page",
  },
];

const stop = new AbortController();
const began = performance.now();
const poweredOn = new Map<Machine, number>();
const progress = { up: false };
const say = (subject: string, text: string): void =>
  void process.stdout.write(`${line((performance.now() - began) / 1000, subject, text)}\n`);

/** An appliance without an owner, which says nothing on the network, as it comes out of its box. */
const firstRun = process.env["RACKSEED_FIRST_RUN"] === "1";
const PANEL_PORT = 8090;

async function run(signal: AbortSignal): Promise<void> {
  const port = wantedPort(process.env["RACKSEED_PORT"]);
  process.stdout.write("\n  Preparing the rack …\n");
  const release = await standinRelease();
  signal.throwIfAborted();
  await using rack = await openRack();
  const token = randomBytes(18).toString("base64url");
  const sticks = join(rack.folder, "media");
  await mkdir(sticks);
  const config = firstRun ? unclaimed(rack, sticks) : configOf(release, token, sticks);
  const appliance = await startAppliance(rack, { config, token, upWhen: firstRun ? "/" : "/healthz" });
  const machines = await rackUp(rack);
  const outside = await waysIn(rack, appliance, port);
  signal.throwIfAborted();
  process.stdout.write(
    introduction({
      links: await linksTo(outside, rack, token),
      namespace: rack.name,
      machines: PLACES.map((place) => ({
        ...place,
        kind: place.firmware.toUpperCase(),
        note: firstRun ? "new, off" : place.note,
      })),
      keys: process.stdin.isTTY,
    }),
  );
  progress.up = true;
  const shown = firstRun
    ? [stickAlone(sticks, (text) => say("stick", text), signal)]
    : [
        follow(appliance, signal),
        installFirst(appliance, machines, release, signal),
        stickIn(appliance, sticks, (text) => say("stick", text), signal),
      ];
  const ended = Promise.all([...shown, ...machines.map((machine) => watchDisk(machine, signal))]);
  takeKeys(machines);
  await Promise.race([ended.catch((error: unknown) => blame(appliance, error)), untilAborted(signal)]);
  process.stdout.write("\n  Stopping the machines …\n");
  for (const { server } of Object.values(outside)) server.close();
  await rack[Symbol.asyncDispose]();
  process.stdout.write("  Everything is stopped; nothing is left behind.\n\n");
}

interface WayIn {
  readonly server: Server;
  readonly port: number;
}

/** The appliance's three listeners on the host's loopback, one port after the other where they are free. */
async function waysIn(
  rack: Rack,
  appliance: Appliance,
  port: number,
): Promise<Readonly<Record<"http" | "https" | "panel", WayIn>>> {
  const http = await listenOnLoopback(appliance.door, port);
  const https = await listenOnLoopback(await openDoor(rack, 443), http.port + 1);
  const panel = await listenOnLoopback(await openDoor(rack, PANEL_PORT, "127.0.0.1"), https.port + 1);
  return { http, https, panel };
}

async function linksTo(
  { http, https, panel }: Awaited<ReturnType<typeof waysIn>>,
  rack: Rack,
  token: string,
): Promise<Links> {
  const secure = `https://127.0.0.1:${https.port}/`;
  const touch = `http://127.0.0.1:${panel.port}/`;
  if (!firstRun)
    return { kind: "claimed", page: `http://127.0.0.1:${http.port}/#token=${token}`, https: secure, panel: touch };
  const [code = ""] =
    /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(await readFile(join(rack.folder, "data/claim.txt"), "utf8")) ?? [];
  return { kind: "first run", claim: `${secure}#claim=${code}`, code, panel: touch };
}

const unclaimed = (rack: Rack, sticks: string): Record<string, unknown> => ({
  interface: BRIDGE,
  address: `${rack.address}/24`,
  access: {},
  panel: { enabled: true, port: PANEL_PORT },
  media: { folder: sticks },
});

const configOf = (release: StandinRelease, token: string, sticks: string): Record<string, unknown> =>
  rackConfig(
    release,
    PLACES.filter((place) => place.known).map(({ name, mac }, index) => ({
      name,
      mac,
      address: `10.77.0.${11 + index}`,
      armed: true,
    })),
    {
      access: { token, plainHttp: true },
      panel: { enabled: true, port: PANEL_PORT },
      media: { folder: sticks },
    },
  );

function wantedPort(text = "8600"): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_000)
    throw new Error(`RACKSEED_PORT is "${text}", not a port from 1 to 65000`); // the next ones are for https and the panel
  return port;
}

async function rackUp(rack: Rack): Promise<Machine[]> {
  const machines = [];
  for (const { name, mac, firmware } of PLACES) machines.push(await rack.machine({ name, mac, firmware }));
  return machines;
}

async function power(machine: Machine): Promise<void> {
  if (machine.running) await machine.powerOff();
  else await machine.powerOn();
  if (machine.running) poweredOn.set(machine, performance.now());
  say(machine.name, machine.running ? "powered on" : "powered off");
}

/** A machine that boots before its image is ready boots its empty disk: so wait for the image. */
async function installFirst(
  appliance: Appliance,
  machines: readonly Machine[],
  release: StandinRelease,
  signal: AbortSignal,
): Promise<void> {
  await appliance.waitForImage(`coreos-${release.version}`, 120_000);
  say("rackseed", `CoreOS ${release.version} is imported and its signatures are good`);
  const [first] = machines;
  if (first !== undefined && !first.running && !signal.aborted) await power(first);
}

/** Says what changes in the runs, until the end. */
async function follow(appliance: Appliance, signal: AbortSignal): Promise<void> {
  const last = new Map<string, RunSeen>();
  while (!signal.aborted) {
    for (const seen of (await appliance.runs()).toReversed()) {
      const text = news(last.get(seen.id), seen);
      last.set(seen.id, seen);
      if (text !== undefined) say(nameOf(seen.mac), text);
    }
    await sleep(300);
  }
}

const nameOf = (mac: string): string => PLACES.find((place) => place.mac === mac)?.name ?? mac;

/** The stand-in's system says this on the console when it has come up from the disk. */
async function watchDisk(machine: Machine, signal: AbortSignal): Promise<void> {
  let from = 0;
  while (!signal.aborted) {
    const found = /^STANDIN DISK hostname=(\S+)/m.exec(machine.console.text().slice(from));
    if (found !== null) {
      from += found.index + found[0].length;
      const seconds = (performance.now() - (poweredOn.get(machine) ?? began)) / 1000;
      say(machine.name, `has come up from its own disk as ${found[1] ?? "?"}, ${seconds.toFixed(0)} s after power-on`);
    }
    await sleep(300);
  }
}

/** From a keyboard, or from whatever program holds the other end of a pipe. */
function takeKeys(machines: readonly Machine[]): void {
  if (process.stdin.isTTY) process.stdin.setRawMode(true);
  process.stdin.setEncoding("utf8").on("data", (typed: string) => {
    for (const key of typed) press(key, machines);
  });
}

function press(key: string, machines: readonly Machine[]): void {
  const machine = /[1-9]/.test(key) ? machines[Number(key) - 1] : undefined;
  if (machine !== undefined) void power(machine).catch((error: unknown) => say(machine.name, String(error)));
  else if (key === "l") for (const each of machines) say(each.name, `console: ${each.consoleFile}`);
  else if (key === "q" || key === "\u0003") stop.abort();
}

/** A request that failed because the appliance is gone says little; that it is gone says all. */
function blame(appliance: Appliance, error: unknown): never {
  if (appliance.running) throw error;
  throw new Error(`the appliance ended by itself.\n${tail(appliance.log())}`);
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());

try {
  await run(stop.signal);
} catch (error) {
  if (!stop.signal.aborted) {
    const what = progress.up ? "had to stop" : "cannot start";
    process.stderr.write(`\nRackseed's virtual rack ${what}: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
} finally {
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
  process.stdin.pause();
}
process.exit(); // nothing that still holds the loop matters any more: the rack is gone
