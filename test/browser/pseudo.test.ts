// The pages in a language that nobody speaks: longer than English, and in other letters, so that what is too narrow and
// what stands outside the catalogues shows.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { Page } from "playwright-core";

import { serve } from "../integration/http/fakes.ts";
import { busyHouse, openBrowser, openPage, SIZES } from "./browser.ts";
import { buildPseudo } from "./pseudo-build.ts";

const browser = await openBrowser();
after(() => browser.close());

const ROUTES = [
  "#/",
  "#/machines",
  "#/machines/52:54:00:77:00:02",
  "#/runs",
  "#/images",
  "#/profiles",
  "#/network",
].concat(["#/events", "#/health", "#/settings", "#/help"]);

/**
 * Runs of English letters that are seen, or heard by a screen reader, and are not data. What the appliance itself says is
 * marked `lang`, the doctor's rules come from it in both languages, addresses and commands are set in mono, and `data` are the names that the test gave to things.
 */
const UNSPOKEN = `(() => {
  const data = /node-0\\d|worker|rescue|lab|coreos-[\\d.]+|flatcar-[\\d.]+|CoreOS|Rackseed|rackseed|SANDISK|^EN$|sda|PXEClient:Arch:\\d+|eth0|Raspberry Pi 5 Model B Rev 1.0|mmcblk0|SN64G|nvme0n1|\\b(GB|MB|kB|TB|ms|dnf|GRUB|PEM|ISO)\\b/g;
  const month = /\\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|AM|PM)\\b/g;
  const found = [];
  const judge = (text, where) => {
    const rest = text.replaceAll(data, "").replaceAll(month, "");
    if (/[A-Za-z]{2,}/.test(rest)) found.push(where + ": " + text.trim());
  };
  const hidden = (element) => !element.checkVisibility({ checkVisibilityCSS: true });
  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node instanceof Text) judge(node.data, root.host?.localName ?? root.localName);
      if (!(node instanceof Element) || ["STYLE", "SCRIPT", "OPTION"].includes(node.tagName) || hidden(node)) continue;
      if (node.matches("[lang], .mono, code, pre, textarea, a[href^='#/help/']")) continue;
      for (const name of ["aria-label", "placeholder", "title", "alt"]) if (node.hasAttribute(name)) judge(node.getAttribute(name), node.localName + "[" + name + "]");
      walk(node);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
  };
  walk(document.body);
  return [...new Set(found)];
})()`;

async function settle(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.locator(".pill.done").waitFor();
  await page.waitForTimeout(200);
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`person 1.3: in the pseudo language every word comes from a catalogue and nothing is too wide: ${size}`, async () => {
    await using built = await buildPseudo();
    await using at = await serve(busyHouse(), {}, built.folder);
    await using opened = await openPage(browser, at.url, { viewport });
    const { page, complaints } = opened;
    const found: string[] = [];
    for (const hash of ROUTES) {
      await page.goto(`${at.url}/${hash}`);
      await settle(page);
      const shown = await page.getByRole("heading", { level: 1 }).first().textContent();
      assert.match(shown ?? "", /[À-ſƀ-ɏḀ-ỿ]|node-02/, `${hash} is not in the pseudo language: ${shown}`);
      found.push(...(await page.evaluate<string[]>(UNSPOKEN)).map((one) => `${hash} ${one}`));
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      if (wide > 0) found.push(`${hash} ${wide} px too wide`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(complaints, []);
  });
}
