import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { axe, openBrowser, openPage, servePage, SIZES } from "./browser.ts";
import { installingRack } from "./installing-rack.ts";
import { RackHouse, ROCKY } from "./rack-house.ts";

const browser = await openBrowser();
after(() => browser.close());
/** SCREENSHOTS=folder keeps what each page, size, scheme and language looks like. */
const shots = process.env["SCREENSHOTS"];
if (shots !== undefined) await mkdir(shots, { recursive: true });

interface Sight {
  readonly name: string;
  readonly hash: string;
  /** What is there when the page has settled. */
  readonly there: (page: Page, zh: boolean) => Promise<unknown>;
}

const SIGHTS: readonly Sight[] = [
  {
    name: "images",
    hash: "#/images",
    there: (page) => page.getByText("CentOS-7-x86_64-Minimal-1810.iso").waitFor(),
  },
  {
    name: "add",
    hash: "#/images",
    there: async (page, zh) => {
      await page.getByRole("button", { name: zh ? "添加镜像…" : "Add an image…" }).click();
      await page.getByRole("dialog").getByText("CentOS-7-x86_64-Minimal-1810.iso").waitFor();
    },
  },
  {
    name: "image",
    hash: `#/images/${ROCKY.name}`,
    there: (page) => page.getByRole("heading", { level: 1, name: "Rocky Linux 9.4" }).waitFor(),
  },
  {
    name: "profile",
    hash: `#/images/${ROCKY.name}/profile`,
    there: async (page, zh) => {
      await page
        .getByLabel(zh ? "应答文件的内容" : "Text of the answer file")
        .fill("install\ntext\n%packages\n@core\n%end\n");
      await page
        .getByText(zh ? "第 1 行" : "line 1", { exact: false })
        .first()
        .waitFor();
    },
  },
  {
    name: "machine",
    hash: "#/machines/52:54:00:77:00:02",
    there: async (page) => {
      await page.getByText("authconfig is deprecated").waitFor();
      await page.getByText("Installing glibc-common").waitFor();
      await page.getByText("812").first().waitFor();
      await page.getByText("RS_DOCTOR_SILENT_INSTALL").waitFor();
    },
  },
  {
    name: "events",
    hash: "#/events",
    there: (page) => page.getByText("RS_ANSWER_STRANGER").waitFor(),
  },
  {
    name: "help",
    hash: "#/help",
    there: (page, zh) =>
      page.getByText(zh ? "引导程序已取走但没有运行" : "The loader was fetched and does not run").waitFor(),
  },
  {
    name: "help-rule",
    hash: "#/help/loader-not-run",
    there: (page) => page.getByText("RS_DOCTOR_LOADER_NOT_RUN").waitFor(),
  },
];

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["en-US", "zh-CN"] as const) {
      test(`axe finds nothing on any page, and nothing overflows: ${size}, ${colorScheme}, ${locale}`, async () => {
        await using house = await RackHouse.open(installingRack);
        await using at = await servePage(house);
        const zh = locale === "zh-CN";
        await using opened = await openPage(browser, at.url, { viewport, colorScheme, locale });
        const { page, complaints } = opened;
        await page.getByText(zh ? "正在服务 10.77.0.0/24" : "Serving 10.77.0.0/24").waitFor();
        for (const { name, hash, there } of SIGHTS) {
          await page.goto(`${at.url}/${hash}`);
          await there(page, zh);
          if (shots !== undefined) {
            const path = join(shots, `${name}-${size}-${colorScheme}-${zh ? "zh" : "en"}.png`);
            await page.screenshot({ path, fullPage: name !== "add" });
          }
          assert.deepEqual(await axe(page), [], name);
          assert.deepEqual(await tooWide(page), [], name);
          assert.deepEqual(await tooSmall(page), [], name);
          if (name === "add") await page.keyboard.press("Escape");
        }
        assert.deepEqual(complaints, []);
      });
    }
  }
}

const tooWide = async (page: Page): Promise<string[]> => {
  const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  return wide <= 0 ? [] : [`${wide} px too wide`];
};

/** Buttons, and links that look like buttons, for a finger. */
async function tooSmall(page: Page): Promise<string[]> {
  const small: string[] = [];
  for (const button of await page.locator("button:visible, a.button:visible, nav a:visible").all()) {
    const box = await button.boundingBox();
    if (box === null || box.height < 44 || box.width < 44)
      small.push(`${await button.textContent()} ${box?.width} × ${box?.height}`);
  }
  return small;
}
