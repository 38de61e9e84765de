import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { NODE_01 } from "../integration/http/fakes.ts";
import { openBrowser, openPage, servePage } from "./browser.ts";
import { RackHouse } from "./rack-house.ts";

const browser = await openBrowser();
after(() => browser.close());

const ROUTER = {
  address: parseIpv4("10.77.0.254"),
  mac: "50:c7:bf:00:00:01",
  firstSeenAt: new Date().toISOString(),
  lastSeenAt: new Date().toISOString(),
  offers: "addresses",
  ignored: false,
} as const;

/** Claimed, and nobody has said yet how it takes part in the network. */
function fresh(house: RackHouse): void {
  house.serving = false;
  house.network.view = { ...house.network.view, saidBy: "nobody", mode: "off", subnets: [] };
}

/** On a wire it takes eight seconds; the server in memory has no wire. */
const listensAtOnce = (page: Page, heard: () => void = () => undefined): Promise<unknown> =>
  page.route("**/api/v1/foreign-servers/probe", (route) => {
    heard();
    return route.fulfill({ status: 200, contentType: "application/json", body: '{"items":[],"standing":"serve"}' });
  });

/** Presses Tab until this is focused, as somebody without a mouse does. */
async function tabTo(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name });
  await wanted.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    const isThere = await wanted.evaluate(
      (element: { getRootNode(): unknown }) =>
        (element.getRootNode() as { activeElement: unknown }).activeElement === element,
    );
    if (isThere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${role} ${String(name)}`);
}
const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await tabTo(page, "button", name);
  await page.keyboard.press("Enter");
};
const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor();

test("the first run leads from language to the overview by keyboard alone, and what was said is what was sent (person 1.1)", async () => {
  await using house = await RackHouse.open(fresh);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url, { timezoneId: "Asia/Shanghai" });
  const { page, complaints } = opened;
  await listensAtOnce(page);
  await heading(page, /Which language and time zone/);
  assert.equal(await page.getByLabel("Time zone").inputValue(), "Asia/Shanghai", "taken from the browser");
  await press(page, "Continue");
  await heading(page, /take part in this network/);
  await page.getByText("No other DHCP server answered.").waitFor();
  await page.getByText("122–199 is free (2 answering hosts were left out).").waitFor();
  await tabTo(page, "spinbutton", "Last");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("180");
  await tabTo(page, "grid", /Map of/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await press(page, "Give addresses");
  await heading(page, /installed with/);
  await press(page, "Skip for now");
  await heading(page, /choose network boot/);
  await page.getByText("Waiting for the first machine…").waitFor();
  house.machine(NODE_01, { known: false, firmware: "uefi-x64" });
  house.journal.add("RS_MACHINE_SEEN", "It was seen.", { mac: NODE_01 });
  await page.getByText("One machine is here.").waitFor();
  await press(page, "Continue");
  await heading(page, "Ready");
  await press(page, "To the overview");
  await page.getByRole("navigation").getByRole("link", { name: "Network" }).waitFor();
  const { subnets, mode, answer, saidBy } = house.network.view;
  assert.deepEqual(
    { mode, answer, saidBy, pool: subnets[0]?.pool, router: subnets[0]?.router },
    {
      mode: "server",
      answer: "pxe-and-known",
      saidBy: "person",
      pool: "10.77.0.123-10.77.0.180",
      router: "10.77.0.254",
    },
  );
  assert.deepEqual(house.network.region, { language: "en", timeZone: "Asia/Shanghai" });
  assert.deepEqual(complaints, []);
});

test("beside another DHCP server proxy mode is recommended, and giving addresses all the same needs a typed word (trust 2.4)", async () => {
  await using house = await RackHouse.open(fresh);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await listensAtOnce(page, () => (house.network.view = { ...house.network.view, foreign: [ROUTER] }));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("10.77.0.254 already gives addresses here.").waitFor();
  const proxy = page.getByRole("radio", { name: /only add boot information/ });
  assert.ok(await proxy.isChecked());
  assert.match((await page.locator(".choice", { has: proxy }).textContent()) ?? "", /recommended/);
  await page.getByRole("radio", { name: /Let Rackseed give addresses/ }).check();
  await page.getByText(/is free/).waitFor();
  const save = page.getByRole("button", { name: "Give addresses" });
  assert.ok(await save.isDisabled());
  await page.getByLabel(/type: serve anyway/).fill("serve any");
  assert.ok(await save.isDisabled());
  await page.getByLabel(/type: serve anyway/).fill("serve anyway");
  await save.click();
  await heading(page, /installed with/);
  assert.equal(house.network.view.serveAnyway, true);
});

test("a pool over somebody who answers cannot be saved, and the map says who (trust 4.57)", async () => {
  await using house = await RackHouse.open(fresh);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await listensAtOnce(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText(/is free/).waitFor();
  const save = page.getByRole("button", { name: "Give addresses" });
  await page.getByRole("spinbutton", { name: "First" }).fill("110");
  await page.getByText("Somebody answers on 10.77.0.120, 10.77.0.121.", { exact: false }).waitFor();
  assert.ok(await save.isDisabled());
  await page.getByRole("spinbutton", { name: "First" }).fill("122");
  assert.ok(await save.isEnabled());
});

test("an end of the pool follows the pointer on the map", async () => {
  await using house = await RackHouse.open(fresh);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await listensAtOnce(page);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText(/is free/).waitFor();
  const cell = (address: string): ReturnType<Page["locator"]> =>
    page.getByRole("gridcell", { name: new RegExp(`^10\\.77\\.0\\.${address} `) });
  const to = await cell("240").boundingBox();
  await cell("199").scrollIntoViewIfNeeded();
  await cell("199").hover();
  await page.mouse.down();
  assert.ok(to !== null);
  await cell("240").hover();
  await page.mouse.up();
  assert.equal(await page.getByRole("spinbutton", { name: "Last" }).inputValue(), "240");
  assert.equal(await page.getByRole("spinbutton", { name: "First" }).inputValue(), "122");
});

test("whoever says nothing for now comes to a silent appliance, and the settings can be reached before", async () => {
  await using house = await RackHouse.open(fresh);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await listensAtOnce(page);
  await page.getByText("Restore from a backup").click();
  await page.locator("rs-restore-form input[type=file]").waitFor();
  await page.goto(`${at.url}/#/settings`);
  await heading(page, "What this appliance keeps to");
  await page.goBack();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("radio", { name: /Say nothing for now/ }).check();
  await page.getByRole("button", { name: "Stay silent for now" }).click();
  await heading(page, /installed with/);
  assert.equal(house.network.view.mode, "off");
});
