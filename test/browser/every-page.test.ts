// Every page, from the claim to the way out, in every size, scheme and language: one walk each.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { claimedRegion, followRequests, type Sight, SIGHTS } from "./sights.ts";
import { PASSWORD, serveTls } from "../integration/http/tls.ts";
import { openBrowser, SIZES, UI_FOLDER } from "./browser.ts";
import { faultsOf, isForPictures, isWanted, keepLook } from "./looks.ts";
import { RackHouse } from "./rack-house.ts";
import { freshHouse, withForeignServer } from "./whole-house.ts";

const browser = await openBrowser();
after(() => browser.close());

const ORIGIN = /^https:\/\/127\.0\.0\.1:\d+\//;

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["en-US", "zh-CN"] as const) {
      const zh = locale === "zh-CN";
      const suffix = `-${size}-${colorScheme}-${zh ? "zh" : "en"}`;
      if (!isWanted(suffix)) continue;
      test(`axe finds nothing on any page, nothing overflows, a finger hits everything, and nobody else is asked: ${size}, ${colorScheme}, ${locale}`, async () => {
        await using house = await RackHouse.open(freshHouse);
        await using at = await serveTls(house, UI_FOLDER);
        const context = await browser.newContext({
          viewport,
          colorScheme,
          locale,
          ignoreHTTPSErrors: true,
          reducedMotion: "reduce",
          timezoneId: "Asia/Shanghai",
        });
        const page = await context.newPage();
        const faults: string[] = [];
        page.on("pageerror", (error) => faults.push(error.message));
        page.on("console", (message) => {
          if (["error", "warning"].includes(message.type())) faults.push(message.text());
        });
        page.on("request", (request) => {
          if (!ORIGIN.test(request.url())) faults.push(`request to ${request.url()}`);
        });
        const look = async (name: string): Promise<void> => {
          await keepLook(page, `${name}${suffix}`);
          if (!isForPictures) faults.push(...(await faultsOf(page, name)));
        };
        followRequests(page);
        await page.goto(`${at.url}/#claim=${house.claimFile ?? ""}`);
        await claim(page, look);
        await setUp(page, zh, look);
        house.serving = true;
        house.journal.add("RS_SERVING", "Rackseed serves now."); // so that the page reads its state again
        withForeignServer(house);
        for (const sight of SIGHTS) await see(page, sight, look);
        await leave(page, zh, look);
        await context.close();
        assert.deepEqual(faults, []);
      });
    }
  }
}

type Look = (name: string) => Promise<void>;

async function claim(page: Page, look: Look): Promise<void> {
  await page.locator("rs-claim-page h1").waitFor();
  await look("claim");
  await page.locator("rs-claim-page #name").fill("mei");
  await page.locator("rs-claim-page #password").fill(PASSWORD);
  await page.locator("rs-claim-page button.go[type=submit]").click();
}

/** On a wire the search for other servers takes eight seconds; the house in memory has no wire. */
async function setUp(page: Page, zh: boolean, look: Look): Promise<void> {
  await page.route("**/api/v1/foreign-servers/probe", (route) =>
    route.fulfill({ status: 200, contentType: "application/json", body: '{"items":[],"standing":"serve"}' }),
  );
  const press = (english: string, chinese: string): Promise<void> =>
    page.getByRole("button", { name: zh ? chinese : english, exact: true }).click();
  await claimedRegion(page);
  await look("setup-region");
  await press("Continue", "继续");
  await page.getByText(zh ? "已避开 2 个" : "2 answering hosts", { exact: false }).waitFor();
  await look("setup-network");
  await press("Give addresses", "开始分配地址");
  await page.getByText("CentOS-7-x86_64-Minimal-1810.iso").waitFor();
  await look("setup-image");
  await press("Continue", "继续");
  await page.getByRole("heading", { level: 1, name: zh ? /选择从网络启动/ : /choose network boot/ }).waitFor();
  await look("setup-machine");
  await press("Continue", "继续");
  await page.getByRole("heading", { level: 1, name: zh ? "准备就绪" : "Ready" }).waitFor();
  await look("setup-done");
  await press("To the overview", "前往总览");
  await page.locator("rs-side-nav").waitFor();
}

async function see(page: Page, { name, hash, there, isOver = false }: Sight, look: Look): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await there(page).catch((error: unknown) => assert.fail(`${name}: ${String(error)}`));
  await look(name);
  if (isOver) await page.keyboard.press("Escape");
}

async function leave(page: Page, zh: boolean, look: Look): Promise<void> {
  await page.getByRole("button", { name: zh ? "已登录：mei" : "Signed in as mei" }).click();
  const out = page.getByRole("button", { name: zh ? "退出登录" : "Sign out", exact: true });
  await out.waitFor();
  await look("menu");
  await out.click();
  await page.locator("rs-sign-in-page h1").waitFor();
  await look("sign-in");
}
