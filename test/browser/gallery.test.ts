// The gallery shows every part in its states without an appliance: what is missing there, or looks wrong, is found here.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, test } from "node:test";

import type { Browser, Page } from "playwright-core";
import { build } from "vite";

import { axe, openBrowser, SIZES } from "./browser.ts";

const UI = join(import.meta.dirname, "../../ui");
const shots = process.env["SCREENSHOTS"];
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
/** A taller picture than this Chromium repeats instead of drawing. */
const TALLEST = 8000;

const folder = await mkdtemp(join(tmpdir(), "rackseed-gallery-"));
after(() => rm(folder, { recursive: true, force: true }));
await build({
  configFile: join(UI, "gallery/vite.config.ts"),
  logLevel: "warn",
  build: { outDir: folder, emptyOutDir: true },
});
const server = await serveFolder();
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const browser: Browser = await openBrowser();
after(async () => {
  await browser.close();
  server.close();
});

async function serveFolder(): Promise<Server> {
  const files = new Set((await readdir(folder, { recursive: true })).map((name) => `/${name}`));
  const started = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const path = pathname === "/" ? "/index.html" : pathname;
    if (!files.has(path)) {
      answer.writeHead(404).end();
      return;
    }
    void readFile(join(folder, path)).then((bytes) => {
      answer.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes);
    });
  }).listen(0, "127.0.0.1");
  await once(started, "listening");
  return started;
}

interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: string[];
}

async function openGallery(colorScheme: "light" | "dark"): Promise<Opened> {
  const context = await browser.newContext({
    viewport: SIZES.desk,
    locale: "en-US",
    reducedMotion: "reduce",
    colorScheme,
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
  await page.goto(url);
  await page.locator("#rs-hold-button").waitFor();
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** The elements that are drawn now, in shadow roots, too: those of ours that have something inside. */
const DRAWN = `(() => {
  const found = new Set();
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (!element.shadowRoot) continue;
      if (element.shadowRoot.childElementCount > 0) found.add(element.localName);
      look(element.shadowRoot);
    }
  };
  look(document);
  return [...found];
})()`;

/** The elements that the files of a folder define. */
async function definedIn(path: string, only = /\.ts$/): Promise<string[]> {
  const names = (await readdir(join(UI, path))).filter((name) => only.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(UI, path, name), "utf8")));
  return texts.flatMap((text) => [...text.matchAll(/^@customElement\("([^"]+)"\)/gm)].map(([, tag = ""]) => tag));
}

/**
 * What a part must not do on a page it does here, because it stands here several times: regions of the same name.
 * Nothing else is forgiven.
 */
const isRepeated = (violation: string): boolean => violation.startsWith("landmark-unique:");

async function keep(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  const height = await page.evaluate<number>("document.documentElement.scrollHeight");
  await page.setViewportSize({ width: SIZES.desk.width, height: Math.min(TALLEST, height) });
  for (let top = 0, number = 1; top < height; top += TALLEST, number++) {
    await page.evaluate(`scrollTo(0, ${top})`);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(shots, `gallery-${name}-${number}.png`) });
  }
}

test("every part of the page is defined and shown in the gallery, its dialogs by their buttons", async () => {
  const wanted = [
    ...(await definedIn("src/parts")),
    ...(await definedIn("src/panel", /^(tiles|pin-pad|hold-button)\.ts$/)),
  ];
  assert.ok(wanted.length > 50, `only ${wanted.length} parts were found`);
  await using opened = await openGallery("light");
  const { page, complaints } = opened;
  const drawn = new Set(await page.evaluate<string[]>(DRAWN));
  const openers = page.locator("[data-opens]");
  for (let index = 0; index < (await openers.count()); index++) {
    const opener = openers.nth(index);
    await opener.click();
    await page.locator("dialog[open]").waitFor();
    for (const tag of await page.evaluate<string[]>(DRAWN)) drawn.add(tag);
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  }
  const missing = wanted.filter((tag) => !drawn.has(tag));
  assert.deepEqual(missing, [], "show them in ui/gallery");
  assert.deepEqual(complaints, []);
});

for (const [language, colorScheme] of [
  ["EN", "light"],
  ["中文", "dark"],
] as const) {
  test(`person 2.3: axe finds nothing in any state of any part: ${language}, ${colorScheme}`, async () => {
    await using opened = await openGallery(colorScheme);
    const { page, complaints } = opened;
    await page.getByRole("button", { name: language, exact: true }).click();
    await page.locator("rs-boot-path li").first().waitFor();
    await page.waitForTimeout(500);
    const found = (await axe(page)).filter((violation) => !isRepeated(violation));
    await keep(page, `${language === "EN" ? "en" : "zh"}-${colorScheme}`);
    assert.deepEqual(found, []);
    assert.deepEqual(complaints, []);
  });
}

test("the gallery speaks the pseudo language when it is asked to", async () => {
  await using opened = await openGallery("light");
  const { page, complaints } = opened;
  await page.getByRole("link", { name: "Pseudo" }).click();
  await page.waitForURL(`${url}?pseudo`);
  const shown = await page.locator("rs-machine-doing p").first().textContent();
  assert.match(shown ?? "", /[ƀďéƒĝĥîķļɱñôþŕšţ]/);
  assert.deepEqual(complaints, []);
});
