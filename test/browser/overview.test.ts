import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import type { MemoryHouse } from "../integration/http/fakes.ts";
import { axe, busyHouse, openBrowser, openPage, servePage, SIZES } from "./browser.ts";
import { findingOf } from "./found.ts";

const browser = await openBrowser();
after(() => browser.close());
/** SCREENSHOTS=folder keeps what it looks like. */
const shots = process.env["SCREENSHOTS"];
if (shots !== undefined) await mkdir(shots, { recursive: true });

const RIVAL = parseIpv4("10.77.0.254");

/** Twelve machines in rack A, an install in its middle, four findings, and a new machine. */
function rack(): MemoryHouse {
  const house = busyHouse();
  [...house.machines.values()].forEach(({ mac, known }, index) => {
    if (known) house.machine(mac, { rack: "A", unit: 20 - index });
  });
  for (let number = 7; number <= 12; number++) {
    const mac = parseMac(`52:54:00:77:00:${String(number).padStart(2, "0")}`);
    house.machine(mac, { name: `node-${number}`, known: true, rack: "A", unit: 19 - number, profile: "worker" });
    house.run(`1${number}`, mac, {
      state: "done",
      endedAt: new Date().toISOString(),
      armedAt: new Date().toISOString(),
    });
  }
  house.findings = ["loader-not-run", "pool-full", "offer-not-taken", "transfer-broken"].map((rule) => findingOf(rule));
  return house;
}

/** A second DHCP server, as the network page and the doctor know it. */
function addRival(house: MemoryHouse): void {
  const at = new Date().toISOString();
  const rival = { address: RIVAL, firstSeenAt: at, lastSeenAt: at, offers: "addresses", ignored: false } as const;
  house.network.view = { ...house.network.view, foreign: [rival] };
  house.foreign = [rival];
  house.findings = [...house.findings, findingOf("foreign-dhcp")];
}

const cards = (page: Page) => page.locator("rs-finding");

test("the overview says what needs a person, worst first and three at most, and shows the others when asked", async () => {
  const house = rack();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.goto(`${at.url}/#/`);
  await cards(page).first().waitFor();
  assert.equal(await cards(page).count(), 3);
  const words = await page.locator("rs-finding .top .chip").allTextContents();
  assert.deepEqual(
    words,
    [...words].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)),
  );
  assert.equal(words[0], "Problem");
  await page.getByRole("button", { name: "and 1 more" }).click();
  assert.equal(await cards(page).count(), 4);
  await page.getByRole("button", { name: "Show fewer" }).click();
  assert.equal(await cards(page).count(), 3);
  await page.getByText("GB free").first().waitFor();
  assert.deepEqual(complaints, []);
});
const ORDER = ["Problem", "Look at this", "Good to know"];

test("an owner stops serving after a question, sees why nothing is served, and serves again", async () => {
  const house = rack();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/`);
  await page.getByRole("button", { name: "Serving: more" }).click();
  await page.getByRole("button", { name: "Stop serving…" }).click();
  await page.getByRole("dialog").getByText("Installs under way go on.").waitFor();
  assert.equal(house.settings.get("serving").paused, false, "not before the question is answered");
  await page.getByRole("button", { name: "Stop serving", exact: true }).click();
  await page.getByText("It does not serve any more.").waitFor();
  assert.equal(house.settings.get("serving").paused, true);
  await page.getByText("A person stopped it.").waitFor();
  await page.getByRole("button", { name: "Serve again" }).click();
  await page.getByText("It serves again.").waitFor();
  await page.getByText("Gives addresses and boot files on 10.77.0.0/24.").waitFor();
  assert.equal(house.settings.get("serving").paused, false);
});

test("a second DHCP server is one banner with the ways out, and leaving addresses to it is one press (person 1.2)", async () => {
  const house = rack();
  addRival(house);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/`);
  const banner = page.getByRole("alert").filter({ hasText: "10.77.0.254 also gives addresses here" });
  await banner.waitFor();
  assert.equal(await page.getByText("Decide on the network page").count(), 0, "it is not said twice");
  await banner.getByRole("button", { name: "Leave addresses to it" }).click();
  await banner.waitFor({ state: "detached" });
  assert.equal(house.network.view.mode, "proxy");
});

for (const [size, colorScheme, locale] of [
  ["desk", "light", "en-US"],
  ["desk", "dark", "zh-CN"],
  ["panel", "light", "zh-CN"],
  ["phone", "light", "en-US"],
] as const) {
  test(`axe finds nothing on a busy overview, and nothing overflows: ${size}, ${colorScheme}, ${locale}`, async () => {
    const house = rack();
    addRival(house);
    await using at = await servePage(house);
    await using opened = await openPage(browser, at.url, { viewport: SIZES[size], colorScheme, locale });
    const { page, complaints } = opened;
    await page.goto(`${at.url}/#/`);
    await page.getByText("10.77.0.254").first().waitFor();
    await cards(page).first().waitFor();
    if (shots !== undefined)
      await page.screenshot({ path: join(shots, `overview-${size}-${colorScheme}-${locale}.png`), fullPage: true });
    assert.deepEqual(await axe(page), []);
    assert.ok((await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")) <= 0);
    assert.deepEqual(complaints, []);
  });
}
