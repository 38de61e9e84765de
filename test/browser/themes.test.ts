// Themes: what the system asks for, what a person chose, and that both can be read.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { axe, busyHouse, openBrowser, openPage, servePage } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());
const shots = process.env["SCREENSHOTS"];
if (shots !== undefined) await mkdir(shots, { recursive: true });

const ground = (page: Page): Promise<string> =>
  page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
const live = (page: Page): Promise<void> => page.locator(".pill.done").waitFor();

test("a theme is chosen in the bar, wins over the system, and is there again after a reload", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url, { colorScheme: "light" });
  const { page, complaints } = opened;
  await live(page);
  const light = await ground(page);
  await page.getByRole("button", { name: "Look" }).click();
  await page.getByRole("button", { name: "Dark", exact: true }).click();
  const dark = await ground(page);
  assert.notEqual(dark, light);
  await page.reload();
  await live(page);
  assert.equal(await ground(page), dark);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "Look" }).click();
  await page.getByRole("button", { name: "Light", exact: true }).click();
  assert.equal(await ground(page), light);
  await page.getByRole("button", { name: "Look" }).click();
  await page.getByRole("button", { name: "As the system" }).click();
  assert.equal(await ground(page), dark);
  assert.deepEqual(complaints, []);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const by of ["system", "choice"] as const) {
    test(`person 2.3: axe finds nothing in high contrast, ${colorScheme}, by the ${by}`, async () => {
      await using at = await servePage(busyHouse());
      await using opened = await openPage(browser, at.url, {
        colorScheme,
        ...(by === "system" ? { contrast: "more" as const } : {}),
      });
      const { page, complaints } = opened;
      await live(page);
      if (by === "choice") {
        await page.getByRole("button", { name: "Look" }).click();
        await page.getByRole("button", { name: "High contrast" }).click();
      }
      const found: string[] = [];
      for (const [name, hash] of [
        ["overview", "#/"],
        ["machines", "#/machines"],
        ["machine", "#/machines/52:54:00:77:00:02"],
      ] as const) {
        await page.goto(`${at.url}/${hash}`);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await page.waitForTimeout(200);
        assert.equal(await ground(page), colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(0, 0, 0)");
        if (shots !== undefined) await page.screenshot({ path: join(shots, `contrast-${name}-${colorScheme}.png`) });
        found.push(...(await axe(page)).map((one) => `${name}: ${one}`));
      }
      assert.deepEqual(found, []);
      assert.deepEqual(complaints, []);
    });
  }
}

test("where the system paints with its own colours, chips and bars can still be told apart, and axe finds nothing", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url, { forcedColors: "active" });
  const { page } = opened;
  await live(page);
  const border = "getComputedStyle(document.querySelector('rs-app').shadowRoot.querySelector('.chip')).borderTopStyle";
  assert.equal(await page.evaluate(border), "solid");
  assert.deepEqual(await axe(page), []);
});

test("whoever wants no motion sees none", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url, { reducedMotion: "reduce" });
  const { page } = opened;
  for (const hash of ["#/", "#/machines", "#/images", "#/network", "#/settings"]) {
    await page.goto(`${at.url}/${hash}`);
    await live(page);
    await page.waitForTimeout(200);
    const moving = await page.evaluate<string[]>(`(() => {
      const found = [];
      const walk = (root) => {
        for (const one of root.querySelectorAll("*")) {
          const { animationName, transitionDuration } = getComputedStyle(one);
          if (animationName !== "none" || /[1-9]/.test(transitionDuration)) found.push(one.localName + "." + one.className);
          if (one.shadowRoot) walk(one.shadowRoot);
        }
      };
      walk(document);
      return found;
    })()`);
    assert.deepEqual(moving, [], hash);
  }
});
