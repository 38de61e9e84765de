import assert from "node:assert/strict";
import { after, test } from "node:test";

import { NODE_01, MemoryHouse, TOKEN } from "../integration/http/fakes.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import { axe, busyHouse, openBrowser, openPage, servePage } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());

test("a machine appears the moment it is seen, and its install moves without a reload", async () => {
  const house = new MemoryHouse();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.getByRole("heading", { name: "Power one on" }).waitFor();
  house.machine(NODE_01, { vendorClass: "PXEClient:Arch:00000" });
  house.journal.add("RS_MACHINE_SEEN", "A new machine was seen.", { mac: NODE_01 });
  await page.getByText("Its disk has not been touched.").first().waitFor();
  await page.getByText("A new machine was seen.").waitFor();

  house.machine(NODE_01, { name: "node-01", known: true });
  house.run("1", NODE_01, { state: "installing", bytes: 50, bytesTotal: 200 });
  house.journal.add("RS_RUN_INSTALLING", "node-01 is installing.", { mac: NODE_01, run: "1" });
  await page.getByText("25%").waitFor();
  house.run("1", NODE_01, { bytes: 150 }); // no event: progress is a state
  await page.getByText("75%").waitFor();
  await page.getByRole("progressbar", { name: "Progress of node-01" }).waitFor();
  house.run("1", NODE_01, { state: "done", endedAt: new Date().toISOString() });
  house.journal.add("RS_RUN_DONE", "node-01 is done.", { mac: NODE_01, run: "1" });
  await page.getByRole("heading", { level: 1, name: "1 of 1 installed" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("the token leaves the address bar, stays in this tab, and a wrong one is asked for again", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.getByText("node-01", { exact: true }).first().waitFor();
  assert.equal(page.url(), `${at.url}/`);
  await page.reload();
  await page.getByText("node-01", { exact: true }).first().waitFor();
  await page.goto(`${at.url}/#token=wrong`);
  await page.getByText("The appliance does not know this token.").waitFor();
  await page.getByLabel("Token").fill(TOKEN);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("node-01", { exact: true }).first().waitFor();
});

test("arming says what will be wiped, is refused by Escape, and then arms once", async () => {
  const house = busyHouse();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  const before = house.runs.size;
  const setUp = page.getByRole("button", { name: "Set it up: 52:54:00:77:00:06" });
  await setUp.click();
  const dialog = page.getByRole("dialog", { name: "Wipe and install 52:54:00:77:00:06?" });
  await dialog.getByText("wipes /dev/sda").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(house.runs.size, before);

  await setUp.click();
  await dialog.getByLabel("Profile").selectOption("lab");
  await dialog.getByText("wipes /dev/nvme0n1").waitFor();
  assert.equal(await dialog.getByRole("option", { name: /rescue/ }).count(), 0, "a manual profile is never armed");
  await dialog.getByRole("button", { name: "Wipe and install" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(house.runs.size, before + 1);
  assert.equal(house.machines.get(parseMac("52:54:00:77:00:06"))?.profile, "lab");
  await page.getByText("1 machine armed.").waitFor();
  assert.deepEqual(complaints, []);
});

test("a lost connection is said, and found again without losing an event", async () => {
  const house = busyHouse();
  await using first = await servePage(house);
  const { port } = first;
  await using opened = await openPage(browser, first.url);
  const { page } = opened;
  await page.getByText("Serving 10.77.0.0/24").waitFor();
  await first.server.stop();
  await page.getByText("Reconnecting…").waitFor();
  house.journal.add("RS_TEST", "While nobody listened.");
  const { startHttpServer } = await import("../../appliance/http/server.ts");
  const { UI_FOLDER } = await import("./browser.ts");
  const again = await startHttpServer({
    needs: house.needs(),
    log: () => undefined,
    listen: [{ address: "127.0.0.1", port }],
    uiFolder: UI_FOLDER,
    limits: { grace: 200 },
  });
  await page.getByText("Serving 10.77.0.0/24").waitFor();
  await using stack = new AsyncDisposableStack();
  stack.defer(() => again.stop());
  await page.getByText("While nobody listened.").waitFor();
});

test("a page whose script did not come because the appliance was away is shown as soon as it is back", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.getByRole("heading", { level: 1, name: "1 of 5 installed" }).waitFor();
  let isAway = true;
  let refused = 0;
  await page.route(/runs-page/, (route) => {
    if (isAway) refused++;
    return isAway ? route.abort() : route.continue();
  });
  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await page.getByRole("heading", { name: "Connecting" }).waitFor();
  isAway = false;
  await page.getByRole("heading", { level: 1, name: "3 installs under way" }).waitFor();
  assert.ok(refused > 0);
});

test("a page whose first script or style was lost on its way is loaded anew by itself, and so is the touch panel's", async () => {
  await using at = await servePage(busyHouse());
  const cases = [
    [/\/ui\/index-.*\.js/, `/#token=${TOKEN}`, "rs-app"],
    [/\/ui\/api-.*\.js/, `/#token=${TOKEN}`, "rs-app"],
    [/\/ui\/decorate-.*\.css/, `/#token=${TOKEN}`, "rs-app"],
    [/\/ui\/panel-.*\.js/, "/panel.html", "rs-panel"],
  ] as const;
  for (const [lost, path, element] of cases) {
    await using opened = await openPage(browser, "about:blank");
    const { page } = opened;
    let times = 0;
    await page.route(lost, (route) => (times++ === 0 ? route.abort() : route.continue()));
    const came = page.waitForEvent("requestfinished", (request) => lost.test(request.url()));
    await page.goto(at.url + path);
    await came;
    await page.locator(`${element}:defined`).waitFor({ state: "attached" });
  }
});

test("a section of the settings whose script was lost on its way comes all the same", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  let times = 0;
  await page.route(/\/ui\/users-.*\.js/, (route) => (times++ === 0 ? route.abort() : route.continue()));
  await page.goto(`${at.url}/#/settings/users`);
  await page.getByRole("heading", { level: 2, name: "Users" }).waitFor();
  await page.locator("rs-settings-users").waitFor();
  assert.equal(times, 2);
});

test("what a machine says about itself is text, never markup", async () => {
  const house = new MemoryHouse();
  house.machine(NODE_01, { hostname: "<img src=x onerror=alert(1)>", lastSeen: "<script>alert(1)</script>" });
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  await opened.page.goto(`${at.url}/#/machines`);
  await opened.page.getByText("<script>alert(1)</script>").waitFor();
  await opened.page.goto(`${at.url}/#/machines/${NODE_01}`);
  await opened.page.getByText("<img src=x onerror=alert(1)>").waitFor();
  assert.deepEqual(opened.complaints, []);
});

test("the first load is at most 200 kB compressed, from this origin only", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, "about:blank");
  const { page } = opened;
  let loaded = 0;
  const urls: string[] = [];
  page.on("response", (response) => {
    urls.push(response.url());
    if (!response.url().includes("/api/")) loaded += Number(response.headers()["content-length"] ?? 0);
  });
  await page.goto(`${at.url}/#token=${TOKEN}`);
  await page.getByText("node-01", { exact: true }).first().waitFor();
  assert.ok(urls.length > 3 && urls.every((url) => url.startsWith(at.url)), urls.join("\n"));
  assert.ok(loaded > 1000 && loaded <= 200_000, `${loaded} bytes`);
});

test("the language can be switched and is remembered", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("heading", { level: 1, name: "已装好 1 台，共 5 台，3 台进行中，1 台需要您处理" }).waitFor();
  await page.reload();
  await page.getByText("正在服务 10.77.0.0/24").waitFor();
});

test("the empty rack and the question for the token pass axe", async () => {
  await using at = await servePage(new MemoryHouse());
  await using opened = await openPage(browser, at.url);
  await opened.page.getByRole("heading", { name: "Power one on" }).waitFor();
  assert.deepEqual(await axe(opened.page), []);
  await using stranger = await openPage(browser, at.url, { storageState: { cookies: [], origins: [] } });
  await stranger.page.evaluate("sessionStorage.clear()");
  await stranger.page.reload();
  await stranger.page.getByLabel("Token").waitFor();
  assert.deepEqual(await axe(stranger.page), []);
});
