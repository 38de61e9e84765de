// The page's figures, one function for each. They measure; they judge nothing.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";

import type { Browser, Page } from "playwright-core";

import { SIZES, UI_FOLDER } from "../browser/browser.ts";
import { bootStorm, type Hall, openHall } from "./ui-house.ts";
import {
  COUNT_ELEMENTS,
  COUNT_FRAMES,
  FILTER_ONCE,
  LARGEST_PAINT,
  LIVE_AGAIN,
  STATE_OF_PAGE,
  WATCH_AGES,
} from "./ui-watch.ts";

export interface Quantiles {
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  readonly count: number;
}

export function quantiles(numbers: readonly number[]): Quantiles {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? NaN, count: sorted.length };
}

async function withPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: SIZES.desk, locale: "en-US" });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

const heading = (page: Page): Promise<void> => page.getByRole("heading", { level: 1 }).first().waitFor();
const grid = (page: Page): Promise<void> => page.getByRole("grid").waitFor({ timeout: 60_000 });

/** Goes to a page of the appliance; the token was given by the first link. */
async function openHash(page: Page, hall: Hall, hash: string): Promise<void> {
  await page.goto(hall.link(""));
  await heading(page);
  await page.goto(hall.link(hash));
}

export interface FirstLoad {
  /** Bytes on the wire, headers too: HTML, scripts and styles of the overview. */
  readonly bytes: number;
  readonly files: number;
  /** Milliseconds, with the processor made four times slower. */
  readonly largestPaint: readonly number[];
}

/** A browser that has nothing yet opens the overview. */
export async function firstLoad(browser: Browser, hall: Hall, rounds: number): Promise<FirstLoad> {
  let bytes = 0;
  let files = 0;
  const largestPaint: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await withPage(browser, async (page) => {
      const debug = await page.context().newCDPSession(page);
      await debug.send("Network.enable");
      await debug.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      const types = new Map<string, string>();
      [bytes, files] = [0, 0];
      debug.on("Network.responseReceived", ({ requestId, type }) => void types.set(requestId, type));
      debug.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
        if (!["Document", "Script", "Stylesheet"].includes(types.get(requestId) ?? "")) return;
        bytes += encodedDataLength;
        files++;
      });
      await page.goto(hall.link(""));
      await heading(page);
      await wait(3000); // later, larger paints count
      largestPaint.push(await page.evaluate<number>(LARGEST_PAINT));
    });
  }
  return { bytes, files, largestPaint };
}

/** Scripts and styles of the touch panel, gzipped as the server sends them: what panel.html names, and what that imports at once. */
export function panelBytes(): number {
  const names = new Set<string>();
  const follow = (path: string): void => {
    if (names.has(path)) return;
    names.add(path);
    const text = readFileSync(join(UI_FOLDER, path), "utf8");
    for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g))
      if (name !== undefined) follow(`ui/${name}`);
  };
  const html = readFileSync(join(UI_FOLDER, "panel.html"), "utf8");
  for (const [, name] of html.matchAll(/(?:src|href)="\/(ui\/[^"]+)"/g)) if (name !== undefined) follow(name);
  return [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(UI_FOLDER, name)), { level: 9 }).length, 0);
}

/** All scripts and styles of the page, whatever route, gzipped. */
export const wholeBytes = (): number =>
  readdirSync(join(UI_FOLDER, "ui")).reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(UI_FOLDER, "ui", name)), { level: 9 }).length,
    0,
  );

const FILTERS = ["node-00042", "state:failed", "rack:A3", "state:installing rack:A1", "", "node-09", "firmware:bios"];

/** From the input event to the frame that shows the found machines (ms), so many times. */
export const filterTimes = (browser: Browser, hall: Hall, times: number): Promise<number[]> =>
  withPage(browser, async (page) => {
    await openHash(page, hall, "#/machines");
    await grid(page);
    await wait(1000);
    const measured: number[] = [];
    for (let time = 0; time < times; time++) {
      measured.push(await page.evaluate<number>(FILTER_ONCE(FILTERS[time % FILTERS.length] ?? "")));
      await wait(100);
    }
    return measured;
  });

/** The most elements that any view of the machines has, at its top and in its middle. */
export const mostElements = (browser: Browser, hall: Hall): Promise<number> =>
  withPage(browser, async (page) => {
    await openHash(page, hall, "#/machines");
    await grid(page);
    let most = 0;
    for (const shape of ["Table", "Tiles", "Racks"]) {
      await page.getByRole("button", { name: shape, exact: true }).click();
      for (const share of [0, 0.5]) {
        await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${share})`);
        await wait(300);
        most = Math.max(most, await page.evaluate<number>(COUNT_ELEMENTS));
      }
    }
    return most;
  });

export interface Scrolling {
  readonly framesPerSecond: number;
  /** Milliseconds between frames. */
  readonly between: Quantiles;
}

/** The wheel turns for so many seconds over the table. */
export const scrolling = (browser: Browser, hall: Hall, seconds: number): Promise<Scrolling> =>
  withPage(browser, async (page) => {
    await openHash(page, hall, "#/machines");
    await grid(page);
    await page.mouse.move(640, 500);
    await wait(1000);
    await page.evaluate(COUNT_FRAMES);
    const until = performance.now() + seconds * 1000;
    while (performance.now() < until) {
      await page.mouse.wheel(0, 240);
      await wait(16);
    }
    const frames = await page.evaluate<number[]>("benchEndFrames()");
    const first = frames[0] ?? 0;
    const last = frames.at(-1) ?? 0;
    const between = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
    return { framesPerSecond: ((frames.length - 1) * 1000) / (last - first), between: quantiles(between) };
  });

export interface Storm {
  readonly events: number;
  readonly seconds: number;
  /** How old an event was (ms) when its line stood on the overview. */
  readonly lines: Quantiles;
  /** How old a machine's step was (ms) when its row showed it. */
  readonly rows: Quantiles;
}

/** So many machines boot while one page shows the overview and another the machines. */
export async function storm(browser: Browser, machines: number, seconds: number): Promise<Storm> {
  const watched = async (hash: string, place: string): Promise<{ ages: number[]; events: number }> => {
    const hall = await openHall(machines);
    try {
      return await withPage(browser, async (page) => {
        await openHash(page, hall, hash);
        await heading(page);
        await wait(1000);
        await page.evaluate(WATCH_AGES);
        const events = await bootStorm(hall.house, machines, seconds);
        await wait(1000);
        return { events, ages: await page.evaluate<number[]>(`benchAges[${JSON.stringify(place)}]`) };
      });
    } finally {
      await hall.stop();
    }
  };
  const lines = await watched("#/", "rs-event-list");
  const rows = await watched("#/machines", "rs-machine-table");
  return { events: lines.events, seconds, lines: quantiles(lines.ages), rows: quantiles(rows.ages) };
}

export interface Return {
  /** How long nobody answered (s). */
  readonly away: number;
  /** From the moment the server listens again until the page is connected and says so (ms). */
  readonly milliseconds: number;
  readonly events: number;
  readonly lost: number;
}

/** The server ends, events happen, it starts again on its port; then more events happen. */
export const comingBack = (browser: Browser, hall: Hall, away: number): Promise<Return> =>
  withPage(browser, async (page) => {
    await openHash(page, hall, "#/");
    await page.evaluate(LIVE_AGAIN);
    const happen = (count: number, when: string): number[] =>
      Array.from({ length: count }, (_, index) => hall.house.journal.add("RS_BENCH_AWAY", `${when} ${index}`).id);
    const ids = happen(20, "before");
    await hall.stop();
    ids.push(...happen(40, "while nobody answers"));
    await wait(away * 1000);
    await hall.start();
    const began = Date.now();
    const live = await page.evaluate<number>(LIVE_AGAIN);
    ids.push(...happen(20, "after"));
    await wait(1000);
    const { ids: known } = await page.evaluate<{ ids: number[] }>(STATE_OF_PAGE);
    return {
      away,
      milliseconds: live - began,
      events: ids.length,
      lost: ids.filter((id) => !known.includes(id)).length,
    };
  });
