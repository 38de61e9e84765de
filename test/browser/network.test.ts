import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { parseIpv4 } from "../../appliance/net/ipv4.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import { NODE_01 } from "../integration/http/fakes.ts";
import { openBrowser, openPage, servePage } from "./browser.ts";
import { RackHouse } from "./rack-house.ts";

const browser = await openBrowser();
after(() => browser.close());

const at = (last: number) => parseIpv4(`10.77.0.${last}`);
const PRINTER = parseMac("3c:52:82:00:00:09");
const ROUTER = {
  address: at(254),
  mac: "50:c7:bf:00:00:01",
  firstSeenAt: new Date().toISOString(),
  lastSeenAt: new Date().toISOString(),
  offers: "addresses",
  ignored: false,
} as const;

/** A rack with something of everything on its network. */
function busyNetwork(house: RackHouse): void {
  house.machine(NODE_01, { known: true, name: "node-01", address: at(11) });
  house.network.marks = [
    { address: at(11), state: "reserved", mac: NODE_01, name: "node-01" },
    { address: at(100), state: "leased", mac: NODE_01, name: "node-01", remaining: 40_000 },
    { address: at(103), state: "leased", mac: parseMac("52:54:00:77:00:02"), remaining: 1800 },
    { address: at(30), state: "live", mac: PRINTER },
    { address: at(104), state: "quarantined", mac: PRINTER, because: "Another device answered.", remaining: 80_000 },
  ];
  house.network.view = { ...house.network.view, foreign: [{ ...ROUTER, ignored: true }] };
}

const open = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/#/network`);
  await page.getByText("10.77.0.254", { exact: false }).first().waitFor();
};

test("the network page says what Rackseed does there, and the map tells of each address by pointer and by keyboard (person 2.1)", async () => {
  await using house = await RackHouse.open(busyNetwork);
  await using served = await servePage(house);
  await using opened = await openPage(browser, served.url);
  const { page, complaints } = opened;
  await open(page, served.url);
  await page.getByRole("heading", { level: 1, name: "Rackseed gives addresses on eth0" }).waitFor();
  const map = page.getByRole("grid", { name: "Map of 10.77.0.0/24" });
  await map.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const said = page.locator("rs-pool-map .said");
  assert.match(
    (await said.textContent()) ?? "",
    /10\.77\.0\.103 · given by Rackseed · 52:54:00:77:00:02 · 30 min left/,
  );
  await page.getByRole("gridcell", { name: /^10\.77\.0\.30 / }).hover();
  assert.match((await said.textContent()) ?? "", /10\.77\.0\.30 · used by somebody else · 3c:52:82:00:00:09/);
  assert.deepEqual(complaints, []);
});

test("leases are filtered and sorted, and each leads to its machine", async () => {
  await using house = await RackHouse.open(busyNetwork);
  await using served = await servePage(house);
  await using opened = await openPage(browser, served.url);
  const { page } = opened;
  await open(page, served.url);
  const row = page.getByRole("table").getByRole("row", { name: /10\.77\.0\.100/ });
  assert.match((await row.textContent()) ?? "", /node-01[^]*active[^]*11 h 7 min/);
  await page.getByRole("searchbox", { name: "Filter leases" }).fill("nobody");
  await page.getByText("0 of 1").waitFor();
  await page.getByRole("searchbox", { name: "Filter leases" }).fill("node-0");
  await row.getByRole("link", { name: "node-01" }).click();
  await page.waitForURL(/machines\/52/);
});

test("another DHCP server stands over the page with three ways out, and one of them is taken (trust 2.4)", async () => {
  await using house = await RackHouse.open((one) => {
    busyNetwork(one);
    one.network.view = { ...one.network.view, foreign: [ROUTER] };
  });
  await using served = await servePage(house);
  await using opened = await openPage(browser, served.url);
  const { page } = opened;
  await open(page, served.url);
  const banner = page.getByRole("alert");
  assert.match(
    (await banner.textContent()) ?? "",
    /10\.77\.0\.254 \(50:c7:bf:00:00:01\) also gives addresses here, since/,
  );
  for (const name of ["Leave addresses to it", "Ignore it", "Stop serving"])
    assert.equal(await banner.getByRole("button", { name }).count(), 1, name);
  await banner.getByRole("button", { name: "Leave addresses to it" }).click();
  await page.getByRole("heading", { name: "Rackseed adds boot information next to 10.77.0.254" }).waitFor();
  assert.equal(house.network.view.mode, "proxy");
  assert.equal(house.network.view.subnets[0]?.pool, "10.77.0.100-10.77.0.250", "the pool is kept for later");
});

test("a plan that the file made can be read and not changed, and the page says where it is changed", async () => {
  await using house = await RackHouse.open((one) => {
    one.network.view = { ...one.network.view, saidBy: "file" };
  });
  await using served = await servePage(house);
  await using opened = await openPage(browser, served.url);
  const { page } = opened;
  await open(page, served.url);
  await page.getByText("The configuration file says how this network is served").waitFor();
  assert.equal(await page.getByRole("button", { name: "Change…" }).count(), 0);
});

test("a subnet larger than 256 addresses is shown a window at a time, the one with the pool first", async () => {
  await using house = await RackHouse.open((one) => {
    const subnets = [{ cidr: "10.77.0.0/22", pool: "10.77.2.100-10.77.2.199" }];
    one.network.view = { ...one.network.view, subnet: "10.77.0.0/22", subnets };
  });
  await using served = await servePage(house);
  await using opened = await openPage(browser, served.url);
  const { page } = opened;
  await open(page, served.url);
  await page.getByText("10.77.2.0 – 10.77.2.255").waitFor();
  await page.getByRole("button", { name: "Earlier addresses" }).click();
  await page.getByText("10.77.1.0 – 10.77.1.255").waitFor();
  await page.getByRole("button", { name: "Later addresses" }).click();
  await page.getByRole("button", { name: "Later addresses" }).click();
  assert.ok(await page.getByRole("button", { name: "Later addresses" }).isDisabled());
});

test("the settings say what the appliance's clock shows, and warn when it is wrong (person 1.2)", async () => {
  await using house = await RackHouse.open();
  house.network.regionNow = () => new Date(Date.now() - 3_600_000).toISOString();
  await using served = await servePage(house);
  await using opened = await openPage(browser, served.url);
  const { page } = opened;
  await page.goto(`${served.url}/#/settings`);
  await page.getByText("The appliance's clock is 60 min behind.").waitFor();
  await page.getByRole("radio", { name: "简体中文" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("已保存。").waitFor();
  assert.equal(house.network.region.language, "zh");
});
