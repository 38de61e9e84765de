// The section “Updates”: real bundles, the real service, a card in a folder; root's part is the test's (docs/updates.md).
import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { cardHouse, type CardHouse, writeOutcome } from "../integration/update/card-house.ts";
import { openWorld } from "../integration/update/world.ts";
import { axe, busyHouse, openBrowser, openPage, servePage, SIZES } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());
const world = await openWorld();
after(() => world[Symbol.asyncDispose]());
const newer = await world.bundle("rackseed-0.2.0.raucb");
const older = await world.bundle("rackseed-0.0.9.raucb", { version: "0.0.9" });
const strange = await world.bundle("strange.raucb", { keys: world.strangers });
const shots = process.env["SCREENSHOTS"];

let cards = 0;
const card = (): Promise<CardHouse> => cardHouse(world, `card-${++cards}`);

async function section(house: CardHouse["house"], options = {}) {
  const served = await servePage(house);
  const opened = await openPage(browser, served.url, options);
  await opened.page.goto(`${served.url}/#/settings/updates`);
  await opened.page.locator("rs-settings-updates .card").first().waitFor();
  return {
    ...opened,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await served[Symbol.asyncDispose]();
    },
  };
}

test("where Rackseed does not run from its card, the section says so and offers nothing", async () => {
  await using at = await section(busyHouse());
  await at.page.getByText("Rackseed does not run from its own card on this computer.").waitFor();
  assert.equal(await at.page.getByLabel("Update file (.raucb)").count(), 0);
});

test("a newer update is sent, says what it is and what happens, is written, and waits to be tried", async () => {
  const made = await card();
  await using at = await section(made.house);
  const { page, complaints } = at;
  await page.getByText("Version 0.1.0 runs from slot A.").waitFor();
  await page.getByLabel("Update file (.raucb)").setInputFiles(newer);
  await page.getByRole("heading", { name: "Version 0.2.0" }).waitFor();
  await page.getByText("It is newer than the one that runs.").waitFor();
  await page.getByText("Boots faster.").waitFor();
  await page.getByText("Signed with development keys").waitFor();
  if (shots !== undefined) await page.screenshot({ path: join(shots, "updates-found.png"), fullPage: true });
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: "Write it to the other slot" }).click();
  await page.getByText("Version 0.2.0 is written. It is tried at the next restart.").waitFor();
  assert.deepEqual(
    made.asked.map(({ allowDowngrade }) => allowDowngrade),
    [false],
  );
  if (shots !== undefined) await page.screenshot({ path: join(shots, "updates-waiting.png"), fullPage: true });
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(complaints, []);
});

test("an older one from a stick is written only after the word was typed (trust 2.10)", async () => {
  const made = await card();
  await copyFile(older, join(made.root, "run/rackseed/sticks/SANDISK/rackseed-0.0.9.raucb"));
  await using at = await section(made.house);
  const { page } = at;
  await page.getByText("on the stick SANDISK").waitFor();
  await page.getByRole("button", { name: "Check rackseed-0.0.9.raucb" }).click();
  await page.getByText("It is older than the one that runs.").waitFor();
  const go = page.getByRole("button", { name: "Write it to the other slot" });
  const word = page.getByLabel("Type yes to go on");
  await go.click();
  await word.fill("no");
  await go.click();
  assert.equal(made.asked.length, 0);
  await word.fill("yes");
  await go.click();
  await page.getByText("It is tried at the next restart.").waitFor();
  assert.deepEqual(
    made.asked.map(({ allowDowngrade }) => allowDowngrade),
    [true],
  );
});

test("what somebody else signed is refused with a sentence, in Chinese too, and nothing is offered", async () => {
  const made = await card();
  await using at = await section(made.house, { locale: "zh-CN", viewport: SIZES.panel });
  const { page } = at;
  await page.locator("input[type=file]").setInputFiles(strange);
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match((await alert.textContent()) ?? "", /\p{Script=Han}/u);
  assert.equal(await page.getByRole("heading", { name: "0.2.0" }).count(), 0);
  assert.deepEqual(await axe(page), []);
  if (shots !== undefined) await page.screenshot({ path: join(shots, "updates-refused-zh.png"), fullPage: true });
});

test("an update that went back says so and why", async () => {
  const made = await card();
  writeOutcome(made.box, "0.2.0", "back", {
    code: "RS_UPDATE_NO_PAGE",
    because: "It was not well for 60 s without a break within 10 minutes: its page does not answer.",
  });
  await using at = await section(made.house);
  await at.page.getByText("Version 0.2.0 was tried and not kept. The version before it runs again.").waitFor();
  await at.page.getByText("its page does not answer.").waitFor();
});

test("a version that the card has lost is told as that, with what to do, in Chinese too", async () => {
  const made = await card();
  writeOutcome(made.box, "0.2.0", "lost", {
    code: "RS_UPDATE_GONE",
    because: "It had been kept, and did not start any more. The card may be failing: put Rackseed on a new one.",
  });
  await using at = await section(made.house, { locale: "zh-CN", viewport: SIZES.panel });
  await at.page.getByText("版本 0.2.0 已不能启动，已回到它之前的版本。").waitFor();
  await at.page.getByText("不能启动", { exact: true }).waitFor();
  await at.page.getByText("请在一张新卡上装好 Rackseed").waitFor();
  assert.equal(await at.page.getByText("The card may be failing").count(), 0);
  assert.deepEqual(await axe(at.page), []);
  if (shots !== undefined) await at.page.screenshot({ path: join(shots, "updates-lost-zh.png"), fullPage: true });
  await using english = await section(made.house);
  await english.page.getByText("Version 0.2.0 does not start any more. The version before it runs again.").waitFor();
  await english.page.getByText("Lost", { exact: true }).waitFor();
  await english.page.getByText("The card may be failing: put Rackseed on a new one.").waitFor();
  if (shots !== undefined) await english.page.screenshot({ path: join(shots, "updates-lost-en.png"), fullPage: true });
});
