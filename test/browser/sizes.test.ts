// What a browser that has nothing yet must fetch.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { panelBytes } from "../bench/ui-measures.ts";
import { busyHouse, openBrowser, openPage, servePage } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());

test("person 2.3: the first load of the overview is at most 200 kB", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.getByRole("heading", { name: /installed/ }).waitFor();
  const sizes = await page.evaluate<number[]>(
    `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .filter(({ name }) => !name.includes("/api/")).map(({ encodedBodySize }) => encodedBodySize)`,
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes > 10_000 && bytes <= 200_000, `${bytes} bytes in ${sizes.length} files`);
});

test("person 2.3: the touch panel's scripts and styles are at most 60 kB", () => {
  const bytes = panelBytes();
  assert.ok(bytes > 10_000 && bytes <= 60_000, `${bytes} bytes`);
});
