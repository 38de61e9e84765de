import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

import { STREAM_LIMITS } from "../../appliance/http/streams.ts";
import { MemoryHouse, NODE_01, type Running, serve, TOKEN } from "../integration/http/fakes.ts";
import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { parseMac } from "../../appliance/net/mac.ts";

export { axe } from "./looks.ts";

export const UI_FOLDER = join(import.meta.dirname, "../../ui/dist");
export const SIZES = {
  desk: { width: 1280, height: 800 },
  panel: { width: 800, height: 480 },
  phone: { width: 390, height: 844 },
} as const;

const CHROMIUM = "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Debian's Chromium with a new profile. */
export function openBrowser(): Promise<Browser> {
  assert.ok(existsSync(CHROMIUM), `${CHROMIUM} is missing: apt-get install chromium`);
  assert.ok(existsSync(join(UI_FOLDER, "index.html")), "the page is not built: npm run build:ui");
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

export const servePage = (house: MemoryHouse): Promise<Running> =>
  serve(house, { streams: { ...STREAM_LIMITS, progress: 50 } }, UI_FOLDER);

export interface Opened {
  readonly page: Page;
  /** Everything that should not happen: errors, warnings of the security policy, requests to elsewhere. */
  readonly complaints: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** The page, opened by the link that `npm start` prints. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({
    viewport: SIZES.desk,
    locale: "en-US",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(`${url}/#token=${TOKEN}`);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** A rack in the middle of its day: one machine of every kind. */
export function busyHouse(): MemoryHouse {
  const house = new MemoryHouse();
  const mac = (last: number): ReturnType<typeof parseMac> => parseMac(`52:54:00:77:00:0${last}`);
  const address = (last: number): ReturnType<typeof parseIpv4> => parseIpv4(`10.77.0.${last}`);
  house.profiles.set("worker", {
    name: "worker",
    image: "coreos-1010.5.0",
    install: "automatic",
    disk: "/dev/sda",
    kernelArgs: [],
  });
  house.profiles.set("lab", {
    name: "lab",
    image: "flatcar-4081.2.1",
    install: "automatic",
    disk: "/dev/nvme0n1",
    kernelArgs: [],
  });
  house.profiles.set("rescue", { name: "rescue", image: "coreos-1010.5.0", install: "manual", kernelArgs: [] });
  const known = { known: true, profile: "worker", firmware: "uefi-x64", lastSeenAt: new Date().toISOString() } as const;
  house.machine(NODE_01, { ...known, name: "node-01", lease: address(11) });
  house.machine(mac(2), { ...known, name: "node-02", lease: address(12), firmware: "bios" });
  house.machine(mac(3), { ...known, name: "node-03", lease: address(13) });
  house.machine(mac(4), { ...known, name: "node-04", lease: address(14), profile: "lab" });
  house.machine(mac(5), { ...known, name: "node-05", lease: address(15) });
  house.machine(mac(6), {
    known: false,
    firmware: "uefi-x64",
    vendorClass: "PXEClient:Arch:00007",
    lease: address(100),
    lastSeenAt: new Date().toISOString(),
    lastSeen: "Asked to boot from the network and was sent to its own disk.",
  });
  const now = Date.now();
  const iso = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
  house.run("1", NODE_01, {
    state: "done",
    bytes: 221249536,
    bytesTotal: 221249536,
    endedAt: iso(-6),
    armedAt: iso(-14),
  });
  house.run("2", mac(2), {
    state: "installing",
    stage: "Writing the disk image",
    bytes: 141599703,
    bytesTotal: 221249536,
    armedAt: iso(-9),
  });
  house.run("3", mac(3), { state: "booting", stage: "Loading the kernel", armedAt: iso(-3) });
  house.run("4", mac(4), {
    state: "armed",
    armedAt: iso(-1),
    armedUntil: iso(119),
    profile: "lab",
    image: "flatcar-4081.2.1",
    notVerified: true,
  });
  house.run("5", mac(5), {
    state: "failed",
    because: "The installer found no disk /dev/sda. Choose another disk in the profile and arm the machine again.",
    armedAt: iso(-30),
    endedAt: iso(-20),
  });
  const events: [number, string, string, "info" | "error"][] = [
    [-20, "RS_RUN_FAILED", "node-05 failed: no disk /dev/sda.", "error"],
    [-9, "RS_RUN_ARMED", "node-02 was armed.", "info"],
    [-6, "RS_RUN_DONE", "node-01 done in 8 min 52 s.", "info"],
    [-3, "RS_BOOT", "node-03 took the loader.", "info"],
    [-2, "RS_MACHINE_SEEN", "52:54:00:77:00:06 was seen for the first time.", "info"],
    [-1, "RS_RUN_ARMED", "node-04 was armed.", "info"],
  ];
  for (const [minutes, code, text, severity] of events) house.journal.add(code, text, { at: iso(minutes), severity });
  return house;
}
