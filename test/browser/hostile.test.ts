// Strings that want to be more than text, shown by the real pages in a real browser.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { Machine } from "../../appliance/http/needs.ts";
import { parseMac } from "../../appliance/net/mac.ts";
import { NODE_01, TOKEN } from "../integration/http/fakes.ts";
import { serveSecure } from "../integration/http/secure.ts";
import { axe, busyHouse, openBrowser, openPage, SIZES, servePage, UI_FOLDER } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());

const HOSTILE = [
  '<img src=x onerror="document.title=`owned`">',
  "</script><script>document.title='owned'</script>",
  "<svg/onload=document.title='owned'>",
  "javascript:document.title='owned'",
  '"><iframe srcdoc="<script>parent.document.title=1</script>">',
  "$" + "{document.title='owned'} {{7*7}}",
  "\u202Egnp.exe \u0007\u001b]0;owned\u0007",
];

/** Pages that show what strangers wrote. */
const PAGES = ["#/", "#/machines", `#/machines/${NODE_01}`, "#/images", "#/runs", "#/events", "#/profiles"];

test("trust 4.75: a name, vendor class, file, label, event or reason that is markup is shown as text on every page, and the policy has nothing to refuse", async () => {
  const house = busyHouse();
  const all = HOSTILE.join(" ");
  const hostile: Partial<Machine> = { name: all, vendorClass: all, hostname: all, lastSeen: all };
  HOSTILE.forEach((text, index) => house.machine(parseMac(`52:54:00:77:01:0${index}`), { ...hostile, name: text }));
  house.machine(NODE_01, hostile);
  house.run("1", NODE_01, { state: "failed", because: all, stage: all, profile: all, image: all });
  house.profiles.set("worker", { name: "worker", image: all, install: "automatic", disk: all, kernelArgs: [all] });
  for (const text of HOSTILE) house.journal.add("RS_TEST", text, { mac: NODE_01, data: { file: text, reason: text } });
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  page.on("dialog", (dialog) => complaints.push(`dialog ${dialog.message()}`));
  await page.evaluate(
    "violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective)); 0",
  );
  for (const hash of PAGES) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page
      .locator("main h1")
      .waitFor({ timeout: 10_000 })
      .catch(() => assert.fail(complaints.join("\n")));
    assert.equal(
      await page.evaluate("document.querySelectorAll('iframe, img, svg[onload], script:not([src])').length"),
      1, // the page's own, in its head (ui/vite.config.ts)
    );
    assert.doesNotMatch(await page.title(), /^owned$/);
  }
  await page.evaluate("location.hash = '#/machines'");
  await page.getByText("<svg/onload").first().waitFor(); // shown, as it was written
  assert.deepEqual(await page.evaluate("violations"), []);
  assert.deepEqual(complaints, []);
});

test("trust 4.75: markup in the address bar is no markup in the page", async () => {
  await using at = await servePage(busyHouse());
  for (const text of HOSTILE) {
    await using opened = await openPage(browser, at.url);
    await opened.page.locator("main h1").waitFor();
    await opened.page.evaluate(`location.hash = ${JSON.stringify(`#/images/${encodeURIComponent(text)}`)}`);
    await opened.page.locator("main h1").waitFor();
    assert.doesNotMatch(await opened.page.title(), /^owned$/);
    assert.deepEqual(opened.complaints, []);
  }
});

test("the policy refuses a script that got into the page all the same, and text that is to become markup", async () => {
  await using at = await servePage(busyHouse());
  await using opened = await openPage(browser, at.url);
  await opened.page.locator("main h1").waitFor();
  const said = await opened.page.evaluate<string>(`(() => {
    const script = document.createElement("script");
    try {
      script.textContent = "document.title = 'owned'";
      document.body.append(script);
    } catch (error) {
      return String(error);
    }
    return "nothing";
  })()`);
  assert.match(said, /Trusted/);
  assert.notEqual(await opened.page.title(), "owned");
  assert.match(opened.complaints.join("\n"), /Trusted/);
});

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["en-US", "zh-CN"]) {
      test(`the landing page is right for axe at ${size}, ${colorScheme}, ${locale}, and does not scroll sideways`, async () => {
        const house = busyHouse();
        house.plainHttp = false;
        await using at = await serveSecure(house, {}, UI_FOLDER);
        const context = await browser.newContext({ viewport, colorScheme, locale });
        const page = await context.newPage();
        await page.goto(`${at.plain}/`);
        assert.deepEqual(await axe(page), []);
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), viewport.width);
        await page.locator("summary").first().press("Enter");
        assert.ok(await page.locator("details li").first().isVisible());
        const folder = process.env["SCREENSHOTS"];
        if (folder !== undefined) {
          await page.screenshot({ path: `${folder}/landing-${size}-${colorScheme}-${locale}.png`, fullPage: true });
        }
        await context.close();
      });
    }
  }
}

test("from the landing page the link leads past the warning to the pages, and a token works there", async () => {
  const house = busyHouse();
  house.plainHttp = false;
  await using at = await serveSecure(house, {}, UI_FOLDER);
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(`${at.plain}/`);
  await page.getByRole("link", { name: "Open Rackseed" }).click();
  await page.waitForURL(`${at.secure}/`);
  await page.goto("about:blank"); // a step to a fragment alone would not load the page
  await page.goto(`${at.secure}/#token=${TOKEN}`);
  await page.getByText("node-02").first().waitFor();
  assert.deepEqual(await context.cookies(), []);
  await context.close();
});
