// What the page costs: bytes, first paint, ten thousand machines, a storm of boots, a restart of the server.
// Prints a table for docs/benchmarks.md; nothing fails here, whatever the figures.
//   npm run -s bench:ui
import { cpus, loadavg } from "node:os";

import { openBrowser } from "../browser/browser.ts";
import { openHall } from "./ui-house.ts";
import {
  comingBack,
  filterTimes,
  firstLoad,
  mostElements,
  panelBytes,
  quantiles,
  scrolling,
  storm,
  wholeBytes,
} from "./ui-measures.ts";

const MACHINES = 10_000;
const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(" ");
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`;

const row = (...cells: readonly string[]): void => void process.stdout.write(`| ${cells.join(" | ")} |\n`);
/** `met` says whether the goal was reached in this run on this machine. */
const figure = (what: string, measured: string, goal: string, met: boolean): void =>
  row(what, measured, goal, met ? "yes" : "**no**", load());

process.stdout.write(
  `Measured ${new Date().toISOString().slice(0, 16)}Z on ${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.version}, load ${load()}.\n\n`,
);
row("what", "measured", "goal", "met", "load");
row("---", "---", "---", "---", "---");

const browser = await openBrowser();
try {
  process.stderr.write(`Chromium ${browser.version()}\n`);
  const hall = await openHall(MACHINES);

  const small = await openHall(40);
  const first = await firstLoad(browser, small, 5);
  await small.stop();
  figure(
    `first load of the overview: ${first.files} files on the wire, gzipped`,
    kilobytes(first.bytes),
    "200 kB",
    first.bytes <= 200_000,
  );
  const paint = quantiles(first.largestPaint);
  figure(
    "largest contentful paint, processor ÷ 4, 40 machines, middle (worst) of 5",
    `${milliseconds(paint.median)} (${milliseconds(paint.worst)})`,
    "1,500 ms",
    paint.median <= 1500,
  );
  const panel = panelBytes();
  figure("touch panel: scripts and styles, gzipped", kilobytes(panel), "60 kB", panel <= 60_000);
  row("every script and style there is, gzipped", kilobytes(wholeBytes()), "none", "", load());

  const filter = quantiles(await filterTimes(browser, hall, 20));
  figure(
    "10,000 machines: input to painted list, middle (95th of 100) of 20",
    `${milliseconds(filter.median)} (${milliseconds(filter.p95)})`,
    "100 ms",
    filter.p95 <= 100,
  );
  const elements = await mostElements(browser, hall);
  figure("10,000 machines: most elements, shadow roots too", String(elements), "2,000", elements <= 2000);
  const scroll = await scrolling(browser, hall, 5);
  figure(
    "10,000 machines: frames per second while the wheel turns (95th longest gap)",
    `${scroll.framesPerSecond.toFixed(1)} (${milliseconds(scroll.between.p95)})`,
    "50",
    scroll.framesPerSecond >= 50,
  );
  for (const away of [0.5, 3, 6]) {
    const back = await comingBack(browser, hall, away);
    figure(
      `10,000 machines: connected again after ${away} s without a server; events lost of ${back.events}`,
      `${milliseconds(back.milliseconds)}; ${back.lost}`,
      "3,000 ms; 0",
      back.milliseconds <= 3000 && back.lost === 0,
    );
  }
  await hall.stop();

  const boots = await storm(browser, 500, 30);
  for (const [what, ages] of [
    ["the event's line on the overview", boots.lines],
    ["the machine's row", boots.rows],
  ] as const) {
    figure(
      `500 machines boot in ${boots.seconds} s, ${boots.events} events: made to painted, ${what}, middle (95th of 100; ${ages.count} seen)`,
      `${milliseconds(ages.median)} (${milliseconds(ages.p95)})`,
      "300 ms",
      ages.p95 <= 300,
    );
  }
} finally {
  await browser.close();
}
