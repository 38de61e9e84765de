// Overview, machines and runs: how they look, and that thousands of machines can be found, chosen and armed.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { busyHouse, openBrowser, openPage, servePage } from "./browser.ts";
import { hallOf, macOfMany } from "./many-machines.ts";
import { MemoryHouse as House } from "../integration/http/fakes.ts";

const browser = await openBrowser();
after(() => browser.close());

/** All elements, those in shadow roots too. */
const elements = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const count = (root) => [...root.querySelectorAll("*")].reduce((sum, one) => sum + 1 + (one.shadowRoot ? count(one.shadowRoot) : 0), 0);
    return count(document);
  })()`);
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

test("person 2.3: ten thousand machines are at most 2,000 elements in every view, at the top and in the middle", async () => {
  await using at = await servePage(hallOf(10_000));
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  for (const [hash, there] of [
    ["#/", heading(page, /installed/)],
    ["#/runs", heading(page, /installs under way/)],
    ["#/machines", page.getByRole("grid")],
  ] as const) {
    await page.goto(`${at.url}/${hash}`);
    await there.waitFor();
    const count = await elements(page);
    assert.ok(count > 100 && count <= 2000, `${hash}: ${count}`);
  }
  assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "10000");
  for (const shape of ["Table", "Tiles", "Racks"]) {
    await page.getByRole("button", { name: shape, exact: true }).click();
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)");
    await page.waitForTimeout(300);
    const count = await elements(page);
    assert.ok(count > 100 && count <= 2000, `${shape}: ${count}`);
  }
  assert.deepEqual(complaints, []);
});

test("the filter finds machines by field and word, says what it does not know, and a view of it can be kept", async () => {
  await using at = await servePage(hallOf(1000, 13));
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines`);
  const filter = page.getByRole("combobox", { name: "Filter" });
  await filter.fill("state:failed rack:A3");
  await heading(page, /^\d of 1000 machines$/).waitFor();
  assert.equal(await page.getByRole("row").count(), Number(await page.getByRole("grid").getAttribute("aria-rowcount")));
  await filter.fill("stat:failed");
  await page.getByText("“stat:” is not known. Did you mean state:?").waitFor();
  await filter.fill("node-00042");
  await heading(page, "1 of 1000 machines").waitFor();
  await page.getByPlaceholder("Name of the view").fill("mine");
  await page.getByRole("button", { name: "Save this view…" }).click();
  await filter.fill("nobody-is-called-so");
  await page.getByText("No machine is like that.").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "mine", exact: true }).click();
  await heading(page, "1 of 1000 machines").waitFor();
});

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute("aria-label") || element?.id || element?.textContent.trim() || "";
  })()`);
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (typeof name === "string" ? now === name : name.test(now)) return;
  }
  assert.fail(`Tab never reached ${String(name)}`);
}

test("by keyboard alone: twelve machines are found, chosen, named and armed with their number typed", async () => {
  const house = new House();
  house.profiles.set("worker", {
    name: "worker",
    image: "coreos-1010.5.0",
    install: "automatic",
    disk: "/dev/sda",
    kernelArgs: [],
  });
  for (let number = 1; number <= 20; number++)
    house.machine(macOfMany(number), { known: true, ...(number <= 12 ? { rack: "A", unit: number } : {}) });
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.goto(`${at.url}/#/machines`);
  await page.getByRole("grid").waitFor();
  await tabTo(page, "Filter");
  await page.keyboard.type("rack:A");
  await heading(page, "12 of 20 machines").waitFor();
  await tabTo(page, /^Machines\. Up and down/);
  await page.keyboard.press("Home");
  for (let presses = 0; presses < 11; presses++) await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("12 selected").waitFor();
  await tabTo(page, "Install…");
  await page.keyboard.press("Enter");
  await page.getByText("All 12 are ready.").waitFor();
  assert.equal(await focused(page), "no", "the harmless button has the focus");
  const go = page.getByRole("button", { name: "Wipe and install 12" });
  assert.ok(await go.isDisabled(), "not before the number is typed");
  await tabTo(page, "names");
  await page.keyboard.type("node-{01..}");
  await page.getByRole("dialog").getByText("node-12", { exact: true }).waitFor();
  assert.equal(await page.getByText("wipes /dev/sda").count(), 12);
  await tabTo(page, "typed");
  await page.keyboard.type("11");
  assert.ok(await go.isDisabled());
  await page.keyboard.press("Backspace");
  await page.keyboard.type("2");
  await tabTo(page, "Wipe and install 12");
  await page.keyboard.press("Enter");
  await page.getByText("12 machines armed. They start when they next boot from the network.").waitFor();
  assert.equal(house.runs.size, 12);
  assert.equal(house.machines.get(macOfMany(12))?.name, "node-12");
  assert.deepEqual(complaints, []);
});

test("a refused machine is named with its reason and the others can be armed without it", async () => {
  const house = busyHouse();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines`);
  await page.getByRole("row", { name: /node-05/ }).click();
  await page.getByRole("row", { name: /node-02/ }).click();
  await page.getByRole("button", { name: "Install…" }).click();
  await page.getByText("1 of 2 are ready.").waitFor();
  await page.getByText("node-02 is installing already.").waitFor();
  const before = house.runs.size;
  await page.getByRole("button", { name: "Wipe and install", exact: true }).click();
  await page.getByText("1 machine armed.").waitFor();
  assert.equal(house.runs.size, before + 1);
});

test("machines are placed in a rack together, and it is undone from the message", async () => {
  const house = busyHouse();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines`);
  await page.getByRole("row", { name: /node-01/ }).click();
  await page.getByRole("row", { name: /node-02/ }).click();
  await page.getByRole("button", { name: "Change…" }).click();
  await page.getByLabel("Rack").fill("B");
  await page.getByLabel("Lowest unit").fill("7");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText("2 machines changed.").waitFor();
  await page.getByText("B · 8").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("2 machines as before.").waitFor();
  await page.getByText("B · 8").waitFor({ state: "detached" });
});
