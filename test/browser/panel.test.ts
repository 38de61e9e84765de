import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { axe, busyHouse, openBrowser, servePage, UI_FOLDER } from "./browser.ts";
import { keepLook } from "./looks.ts";
import { fullCatalog, RackHouse } from "./rack-house.ts";
import { type MemoryHouse, NODE_01, TOKEN } from "../integration/http/fakes.ts";
import { HEALTHY } from "../integration/http/healthy.ts";

const browser = await openBrowser();
after(() => browser.close());

const SIZES = { wide: { width: 800, height: 480 }, tall: { width: 720, height: 1280 } } as const;

interface Shown {
  readonly page: Page;
  readonly complaints: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

async function openPanel(
  house: MemoryHouse,
  size: keyof typeof SIZES = "wide",
  locale = "en-US",
  clock = false,
): Promise<Shown> {
  const at = await servePage(house);
  const context = await browser.newContext({ viewport: SIZES[size], locale, hasTouch: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  if (clock) await page.clock.install();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(at.url)) complaints.push(`request to ${request.url()}`);
  });
  // The panel's own listener knows who asks; here the tests' token stands in for it, and it also fetches the picture.
  await context.setExtraHTTPHeaders({ Authorization: `Bearer ${TOKEN}` });
  await page.goto(`${at.url}/panel.html#token=${TOKEN}`);
  return {
    page,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
      await at[Symbol.asyncDispose]();
    },
  };
}

/** The screens, as their pictures are called. */
const NAMES = ["status", "machines", "usb", "box"];
const tab = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).tap();

test("the panel says how far the rack is, and whom it needs", async () => {
  await using shown = await openPanel(busyHouse());
  const { page } = shown;
  await page.getByRole("heading", { level: 1, name: "1 of 5 done" }).waitFor();
  await page.getByText("Serving", { exact: true }).waitFor();
  await page.getByText("1 needs you · 1 new machine").waitFor();
  await page.getByRole("button", { name: "node-05: needs you" }).waitFor();
  assert.deepEqual(shown.complaints, []);
});

test("before it is claimed the panel shows the code, six words, and a picture for phones", async () => {
  const house = busyHouse();
  house.code = "K7QF-2M9X";
  await using shown = await openPanel(house);
  const { page } = shown;
  await page.getByText("K7QF-2M9X").waitFor();
  await page.getByText("abandon ability able zone zoo absent").waitFor();
  const picture = page.getByRole("img");
  assert.ok((await picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)) > 0);
  assert.equal(await page.getByRole("navigation").count(), 0);
  await keepLook(page, "panel-claim-wide-en");
  assert.deepEqual(await axe(page), []);
});

test("a stick that is put in opens its sheet, and a tap imports its files", async () => {
  await using house = await RackHouse.open(() => undefined);
  await using shown = await openPanel(house);
  const { page } = shown;
  await page.getByRole("heading", { name: "No machine has been seen yet" }).waitFor();
  await page.waitForTimeout(2500); // what is in at the first look is no news
  fullCatalog(house);
  await page.getByRole("heading", { name: "USB stick SANDISK" }).waitFor();
  await page.getByRole("button", { name: "Import all 2" }).tap();
  await page.getByText("importing", { exact: false }).first().waitFor();
  assert.equal(house.added.length, 2);
});

test("a stick that cannot be read says why, in both languages (trust 4.97)", async () => {
  await using house = await RackHouse.open(() => undefined);
  house.media = [
    {
      id: "0a",
      name: "WINDOWS",
      path: "",
      files: [],
      more: false,
      unreadable: { why: "file-system", fileSystem: "NTFS", text: "" },
    },
  ];
  await using shown = await openPanel(house);
  const { page } = shown;
  await tab(page, "USB");
  await page.getByText("This stick uses NTFS. Rackseed reads FAT32 and exFAT.").waitFor();
  await tab(page, "This box");
  await page.getByRole("button", { name: "中文" }).tap();
  await tab(page, "U 盘");
  await page.getByText("这个 U 盘使用 NTFS 文件系统。Rackseed 可以读取 FAT32 和 exFAT。").waitFor();
  assert.deepEqual(await axe(page), []);
});

test("a weak power supply and a failing card are said on the panel (trust 5.23, 5.24)", async () => {
  const house = busyHouse();
  const card = { device: "mmcblk0", readOnly: false, errors: 2 };
  const weak = { now: ["under-voltage"], since: ["under-voltage"] } as const;
  house.health = { ...HEALTHY, board: { card, throttling: weak } };
  await using shown = await openPanel(house);
  const { page } = shown;
  await page.getByText("The power supply is too weak · see the web page").waitFor();
  assert.deepEqual(await axe(page), []);
  house.health = { ...HEALTHY, board: { card } };
  await page.getByText("The card is failing: replace it").waitFor();
  house.health = HEALTHY;
  await page.getByText("The card is failing: replace it").waitFor({ state: "detached" });
  assert.deepEqual(shown.complaints, []);
});

test("the panel cannot arm a wipe unless the owner allowed it, and then only with the PIN", async () => {
  const house = busyHouse();
  await using shown = await openPanel(house);
  const { page } = shown;
  await page.getByRole("button", { name: /^node-01/ }).tap();
  await page.getByText("Installing is started on the web page.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Install…" }).count(), 0);
  await page.getByRole("button", { name: "Close" }).tap();

  await house.device.setPanelSettings({ allowInstalls: true, pin: "471147" });
  const runs = house.runs.size;
  await page.getByText("Serving", { exact: true }).waitFor();
  await page.waitForTimeout(2500); // the panel looks every two seconds
  await page.getByRole("button", { name: /^node-01/ }).tap();
  await page.getByRole("button", { name: "Install…" }).tap();
  await page.getByText("Everything on /dev/sda of this machine will be lost.").waitFor();
  const enter = async (digits: string): Promise<void> => {
    for (const digit of digits) await page.getByRole("button", { name: digit, exact: true }).tap();
    await page.getByRole("button", { name: "Wipe and install" }).tap();
  };
  await keepLook(page, "panel-pin-wide-en");
  await enter("1234");
  await page.getByText("This is not the PIN.").waitFor();
  assert.equal(house.runs.size, runs);
  await enter("471147");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(house.runs.size, runs + 1);
  assert.equal([...house.runs.values()].at(-1)?.mac, NODE_01);
});

test("serving is stopped after a question, and started again", async () => {
  const house = busyHouse();
  await using shown = await openPanel(house);
  const { page } = shown;
  await tab(page, "This box");
  await page.getByRole("button", { name: "Stop serving" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Stop serving" }).tap();
  await page.getByRole("button", { name: "Serve again" }).waitFor();
  assert.equal(house.settings.get("serving").paused, true);
  await tab(page, "Status");
  await page.getByText("Stopped", { exact: true }).waitFor();
  await tab(page, "This box");
  await page.getByRole("button", { name: "Serve again" }).tap();
  await page.getByRole("button", { name: "Stop serving" }).waitFor();
  assert.equal(house.settings.get("serving").paused, false);
});

test("erasing needs the button to be held for ten seconds; letting go earlier does nothing", async () => {
  const house = busyHouse();
  await using shown = await openPanel(house, "wide", "en-US", true);
  const { page } = shown;
  await tab(page, "This box");
  const hold = page.getByRole("button", { name: "Hold for 10 seconds to erase everything on this box" });
  await hold.dispatchEvent("pointerdown");
  await page.clock.runFor(9_000);
  await hold.dispatchEvent("pointerup");
  await page.clock.runFor(3_000);
  assert.deepEqual(house.power, []);
  await hold.dispatchEvent("pointerdown");
  await page.clock.runFor(11_000);
  await page.waitForFunction(() => true);
  for (let tries = 0; tries < 50 && house.power.length === 0; tries++) await page.clock.runFor(100);
  assert.deepEqual(house.power, ["erase"]);
});

test("a claim code stays bright for as long as nobody has claimed the box, for screens that nobody can touch", async () => {
  const house = busyHouse();
  house.code = "K7QF-2M9X";
  await using shown = await openPanel(house, "wide", "en-US", true);
  const { page } = shown;
  await page.getByText("K7QF-2M9X").waitFor();
  await page.clock.runFor(300_000);
  assert.equal(await page.locator("rs-panel[dim]").count(), 0);
  house.code = undefined;
  await page.clock.runFor(3_000);
  await page.getByRole("navigation").waitFor();
  assert.equal(await page.locator("rs-panel[dim]").count(), 0, "what comes next is bright too");
  await page.clock.runFor(125_000);
  await page.locator("rs-panel[dim]").waitFor();
});

test("the screen dims after two minutes, and the touch that wakes it presses nothing", async () => {
  const house = busyHouse();
  await using shown = await openPanel(house, "wide", "en-US", true);
  const { page } = shown;
  await page.getByRole("heading", { level: 1, name: "1 of 5 done" }).waitFor();
  await page.clock.runFor(125_000);
  await page.locator("rs-panel[dim]").waitFor();
  await tab(page, "USB");
  await page.locator("rs-panel:not([dim])").waitFor();
  await page.getByRole("heading", { level: 1, name: "1 of 5 done" }).waitFor();
  await tab(page, "USB");
  await page.getByRole("heading", { name: "USB stick SANDISK" }).waitFor();
});

for (const size of ["wide", "tall"] as const) {
  for (const locale of ["en-US", "zh-CN"]) {
    test(`every screen of the panel passes axe, nothing overflows and targets have 56 px: ${size}, ${locale}`, async () => {
      await using house = await RackHouse.open((open) => {
        for (const [mac, machine] of busyHouse().machines) open.machines.set(mac, machine);
        fullCatalog(open);
        open.settings.set("region", { language: locale === "zh-CN" ? "zh" : "en" });
      });
      await using shown = await openPanel(house, size, locale);
      const { page } = shown;
      const zh = locale === "zh-CN";
      if (zh) {
        await tab(page, "This box");
        await page.getByRole("button", { name: "中文" }).tap();
      }
      const screens = zh ? ["状态", "机器", "U 盘", "本机"] : ["Status", "Machines", "USB", "This box"];
      for (const [index, name] of screens.entries()) {
        await tab(page, name);
        await page.waitForTimeout(300);
        await keepLook(page, `panel-${NAMES[index] ?? ""}-${size}-${zh ? "zh" : "en"}`);
        assert.deepEqual(await axe(page), [], name);
        assert.deepEqual(await tooSmall(page), [], name);
      }
      assert.deepEqual(shown.complaints, []);
    });
  }
}

/** Buttons smaller than a finger, and whatever stands outside the screen. */
const tooSmall = async (page: Page): Promise<string[]> => {
  const width = page.viewportSize()?.width ?? 0;
  const found: string[] = [];
  for (const button of await page.getByRole("button").all()) {
    const box = await button.boundingBox();
    const name = (await button.textContent())?.trim() ?? "";
    if (box === null) continue;
    if (box.width < 56 || box.height < 56) found.push(`${name} is ${box.width} × ${box.height}`);
    if (box.x < 0 || box.x + box.width > width) found.push(`${name} is outside`);
  }
  return found;
};

test("the panel's scripts weigh at most 60 kB", () => {
  const html = readFileSync(join(UI_FOLDER, "panel.html"), "utf8");
  const wanted = new Set([...html.matchAll(/(?:src|href)="\/(ui\/[^"]+\.js)"/g)].map(([, path = ""]) => path));
  const all = readdirSync(join(UI_FOLDER, "ui")).filter((name) => name.endsWith(".js"));
  for (const path of wanted) {
    const text = readFileSync(join(UI_FOLDER, path), "utf8");
    for (const name of all) if (text.includes(`./${name}`)) wanted.add(`ui/${name}`);
  }
  assert.ok(wanted.size > 1);
  const bytes = [...wanted].reduce((sum, path) => sum + statSync(join(UI_FOLDER, path)).size, 0);
  assert.ok(bytes <= 60_000, `${[...wanted].join(", ")}: ${bytes} bytes`);
});
