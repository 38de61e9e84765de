// Every rule of the boot doctor as a person meets it. What is shown is what the doctor itself makes of the facts of its tests.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { Locator, Page } from "playwright-core";

import { RULES } from "../../appliance/doctor/rules.ts";
import { MemoryHouse, NODE_01 } from "../integration/http/fakes.ts";
import { busyHouse, openBrowser, openPage, servePage } from "./browser.ts";
import { findingOf, FOUND_MAC } from "./found.ts";
import { fullCatalog, RackHouse, ROCKY } from "./rack-house.ts";

const browser = await openBrowser();
after(() => browser.close());

/** With one finding of every rule. */
function sickHouse(): MemoryHouse {
  const house = busyHouse();
  house.machine(FOUND_MAC, { name: "node-01", known: true, profile: "worker" });
  house.findings = RULES.map(({ id }) => findingOf(id));
  return house;
}

const card = (page: Page, title: string): Locator => page.getByRole("article", { name: title, exact: true });
const path = (page: Page): string => decodeURIComponent(new URL(page.url()).hash);

for (const [locale, language] of [
  ["en-US", "en"],
  ["zh-CN", "zh"],
] as const) {
  test(`person 1.2: what each rule finds is said with its causes, what to do, and help (${language})`, async (t) => {
    await using at = await servePage(sickHouse());
    await using opened = await openPage(browser, at.url, { locale });
    const { page, complaints } = opened;
    const toOverview = async (): Promise<void> => {
      await page.goto(`${at.url}/#/`);
      await page.locator("rs-finding").first().waitFor();
      const more = page.getByRole("button", { name: language === "zh" ? "还有 18 项" : "and 18 more" });
      if (await more.isVisible()) await more.click();
    };
    for (const rule of RULES) {
      const { texts, action, mac } = findingOf(rule.id);
      const said = texts[language];
      await t.test(`${rule.id}, on the overview`, async () => {
        await toOverview();
        const found = card(page, said.title);
        await found.scrollIntoViewIfNeeded();
        assert.ok(await found.getByText(said.why[0] ?? "", { exact: true }).isVisible());
        if (said.why.length > 1) {
          await found.locator("summary").click();
          for (const why of said.why) assert.ok(await found.getByText(why, { exact: true }).isVisible(), why);
        }
        const kind = action.kind === "link" ? "link" : "button";
        await found.getByRole(kind, { name: said.action, exact: true }).waitFor();
        await found.getByRole("link", { name: new RegExp(`^${language === "zh" ? "帮助" : "Help"}: `) }).click();
        await page.getByRole("heading", { level: 2, name: rule.texts[language].name, exact: true }).waitFor();
        assert.equal(path(page), `#/help/${rule.id}`);
        for (const paragraph of rule.texts[language].help)
          assert.ok(await page.getByText(paragraph.slice(0, 30)).first().isVisible(), paragraph);
      });
      if (mac === undefined) continue;
      await t.test(`${rule.id}, on the machine's page`, async () => {
        await page.goto(`${at.url}/#/machines/${mac}`);
        const found = card(page, said.title);
        await found.waitFor();
        for (const why of said.why) assert.ok(await found.getByText(why, { exact: true }).isVisible(), why);
        assert.ok(await found.getByText(rule.code).isVisible());
      });
    }
    await t.test("nothing complained", () => assert.deepEqual(complaints, []));
  });
}

test("an action that is a link leads where it says, for each rule whose action is one", async (t) => {
  await using at = await servePage(sickHouse());
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  for (const { id } of RULES) {
    const { texts, action } = findingOf(id);
    if (action.kind !== "link") continue;
    await t.test(`${id} → ${action.to}`, async () => {
      await page.goto(`${at.url}/#/`);
      await page.locator("rs-finding").first().waitFor();
      const more = page.getByRole("button", { name: "and 18 more" });
      if (await more.isVisible()) await more.click();
      await card(page, texts.en.title).getByRole("link", { name: texts.en.action, exact: true }).click();
      await page.locator("rs-overview-page").waitFor({ state: "detached" });
      assert.equal(path(page), decodeURIComponent(action.to));
      await page.getByRole("heading", { level: 1 }).waitFor();
      assert.equal(await page.getByText(/There is no (page|machine|help)/).count(), 0);
    });
  }
});

test("“Answer this one” enters the machine by the API and says so, and the page shows it as known (person 1.2)", async () => {
  const house = sickHouse();
  house.machine(FOUND_MAC, { known: false });
  const stranger = findingOf("not-answered", { known: false });
  house.findings = [stranger];
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/`);
  const { texts, action } = stranger;
  assert.equal(action.kind, "api");
  await card(page, texts.en.title).getByRole("button", { name: "Answer this one" }).click();
  await card(page, texts.en.title).getByText("Done.").waitFor();
  assert.equal(house.machines.get(FOUND_MAC)?.known, true);
});

const armButton = (page: Page): Locator => page.getByRole("button", { name: "Install node-01…" });

test("arming one machine says what is wiped and for how long; Escape arms nothing, the button arms once", async () => {
  const house = new MemoryHouse();
  const { profiles } = busyHouse();
  for (const [name, profile] of profiles) house.profiles.set(name, profile);
  house.machine(NODE_01, { name: "node-01", known: true, profile: "worker" });
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_01}`);
  await armButton(page).click();
  const dialog = page.getByRole("dialog", { name: "Wipe and install node-01?" });
  await dialog.getByText("wipes /dev/sda").waitFor();
  assert.equal(await dialog.getByLabel("Armed for").inputValue(), "2");
  assert.equal(await dialog.getByLabel("Profile").inputValue(), "worker");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(house.runs.size, 0);
  await armButton(page).click();
  await page.keyboard.press("Enter"); // the harmless button has the focus
  await dialog.waitFor({ state: "detached" });
  assert.equal(house.runs.size, 0);
  await armButton(page).click();
  await dialog.getByLabel("Profile").selectOption("lab");
  await dialog.getByText("wipes /dev/nvme0n1").waitFor();
  await dialog.getByRole("button", { name: "Wipe and install" }).dblclick();
  await page.getByText("1 machine armed.").waitFor();
  assert.equal(house.runs.size, 1);
  assert.equal(house.machines.get(NODE_01)?.profile, "lab");
  assert.deepEqual(complaints, []);
});

test("a refusal stays in the dialog and says why", async () => {
  const house = busyHouse();
  house.machine(NODE_01, { name: "node-01" });
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_01}`);
  await armButton(page).click();
  await page.getByText("All 1 are ready.").waitFor();
  const before = house.runs.size;
  house.run("9", NODE_01, { state: "installing" }); // somebody else was faster
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Wipe and install" }).click();
  await dialog.getByRole("alert").getByText("node-01 is installing already.").waitFor();
  assert.ok(await dialog.isVisible());
  assert.equal(house.runs.size, before + 1);
});

test("arming says when nobody has checked the image, and how much memory it needs; an error in the answers forbids it (seed K5)", async () => {
  await using house = await RackHouse.open((rack) => {
    fullCatalog(rack);
    rack.machine(NODE_01, { name: "node-01", known: true, profile: "web" });
  });
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_01}`);
  await armButton(page).click();
  const dialog = page.getByRole("dialog");
  const go = dialog.getByRole("button", { name: "Wipe and install" });
  await dialog.getByText("needs 2.5 GB of memory").waitFor();
  await dialog.getByText("authconfig is deprecated on el9.").waitFor();
  assert.equal(await dialog.getByText("Nobody has checked the signature of this image.").count(), 0);
  assert.ok(await go.isEnabled());
  await page.keyboard.press("Escape");

  house.images.set(ROCKY.name, { ...ROCKY, verified: false });
  const wouldAsk = "The installer would stop at: disk. Add autopart, or part lines.";
  house.preview = {
    ...house.preview,
    findings: [
      { file: "ks.cfg", severity: "error", line: 0, code: "KS_WOULD_ASK", message: wouldAsk, wouldAskFor: "disk" },
    ],
  };
  await page.reload();
  await armButton(page).click();
  await dialog.getByText("Nobody has checked the signature of this image.").waitFor();
  await dialog.getByText("not verified", { exact: true }).waitFor();
  await dialog.getByText("would stop at: disk.").waitFor();
  assert.ok(await go.isDisabled());
});

test("name, place, address and notes are saved on the machine's page, and one press undoes it", async () => {
  const house = busyHouse();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_01}`);
  const form = page.getByRole("form", { name: "Name and place" });
  await form.getByLabel("Rack").fill("B2");
  await form.getByLabel("Lowest unit").fill("17");
  await form.getByLabel("Reserved address").fill("10.77.0.21");
  await form.getByLabel("Notes").fill("the left fan is loud");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const { rack, unit, address, notes, name } = house.machines.get(NODE_01) ?? {};
  assert.deepEqual([name, rack, unit, address, notes], ["node-01", "B2", 17, "10.77.0.21", "the left fan is loud"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("1 machine as before.").waitFor();
  assert.equal(house.machines.get(NODE_01)?.rack, undefined);
});
