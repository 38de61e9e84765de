import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import type { BrowserContextOptions, Page } from "playwright-core";

import { serveTls, unclaimed } from "../integration/http/tls.ts";
import { axe, busyHouse, openBrowser, openPage, servePage, SIZES, UI_FOLDER } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());
/** SCREENSHOTS=folder keeps what each section, size, scheme and language looks like. */
const shots = process.env["SCREENSHOTS"];
if (shots !== undefined) await mkdir(shots, { recursive: true });

const FILE = { name: "house.rackseed", mimeType: "application/octet-stream", buffer: Buffer.from("five!") };

async function section(
  id: string,
  options: BrowserContextOptions = {},
  house = busyHouse(),
): Promise<AsyncDisposable & { page: Page; complaints: string[]; house: typeof house }> {
  const served = await servePage(house);
  const opened = await openPage(browser, served.url, options);
  await opened.page.goto(`${served.url}/#/settings/${id}`);
  await opened.page.locator(`rs-settings-${id} .card`).first().waitFor();
  return {
    page: opened.page,
    complaints: opened.complaints,
    house,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await served[Symbol.asyncDispose]();
    },
  };
}

test("a backup is made by keyboard: the passphrase is asked for twice, and the file is given to the browser", async () => {
  await using at = await section("backup");
  const { page, complaints } = at;
  await page.getByText("The images are not in it").waitFor();
  await page.getByLabel("Passphrase", { exact: true }).fill("seven lamps in the harbour");
  await page.getByLabel("Passphrase again").fill("seven lamps in the harbor");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("The two passphrases differ.").waitFor();
  await page.getByLabel("Passphrase again").fill("seven lamps in the harbour");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const file = await download;
  assert.match(file.suggestedFilename(), /^rackseed-.*\.rackseed$/);
  assert.equal(await readFile(await file.path(), "utf8"), "backup");
  assert.deepEqual(complaints, []);
});

test("a restore says what the file is, and goes on only after the word was typed; the page comes back by itself", async () => {
  await using at = await section("backup");
  const { page } = at;
  await page.getByLabel("Backup file").setInputFiles(FILE);
  await page.getByRole("button", { name: "Check the file" }).press("Enter");
  const form = page.locator("rs-restore-form");
  await form.getByText("5 machines, 0 profiles").waitFor();
  await form.getByText("those of this appliance stay").waitFor();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await form.getByRole("button", { name: "Restore" }).press("Enter");
  assert.ok(!asked.includes("POST /api/v1/restore"), "nothing is sent before the word");
  await form.getByLabel("Type restore to go on").fill("restore");
  const came = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await form.getByText("This page comes back by itself").first().waitFor();
  await came;
  assert.ok(asked.includes("POST /api/v1/restore"));
});

test("on the claim page a backup is restored by the claim code, and not without it", async () => {
  const house = unclaimed();
  await using at = await serveTls(house, UI_FOLDER);
  const code = (house.access.claim.code(), house.claimFile ?? "");
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "en-US" });
  try {
    const page = await context.newPage();
    await page.goto(at.url);
    await page.getByText("Moving from another appliance?").click();
    await page.getByLabel("Backup file").setInputFiles(FILE);
    const check = page.getByRole("button", { name: "Check the file" });
    await check.click();
    await page.getByRole("alert").getByText("Enter the claim code above first.").waitFor();
    await page.getByLabel("Claim code").fill(code);
    await check.click();
    await page.getByText("you claim this appliance afterwards").waitFor();
  } finally {
    await context.close();
  }
});

test("each export is a file, and another server's configuration is looked at before it is applied", async () => {
  await using at = await section("exports");
  const { page, complaints } = at;
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download: Ansible inventory" }).press("Enter");
  assert.equal((await download).suggestedFilename(), "rackseed-ansible.yaml");
  await page.getByLabel("The configuration", { exact: true }).fill("dhcp-host=52:54:00:77:00:01,node-01\n");
  await page.getByRole("button", { name: "Look at it" }).press("Enter");
  await page.getByText("Nothing was changed yet.").waitFor();
  await page.getByRole("heading", { name: "What dnsmasq.conf says" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("installs from the touch panel are allowed with a PIN, and not without one", async () => {
  await using at = await section("panel");
  const { page, house } = at;
  await page.getByRole("checkbox", { name: /Allow installs from the panel/ }).press("Space");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  assert.equal(house.settings.get("panel").allowInstalls, false, "the PIN is missing");
  await page.getByLabel("PIN", { exact: true }).fill("471147");
  await page.keyboard.press("Enter");
  await page.getByText("Saved.").waitFor();
  assert.equal(house.settings.get("panel").allowInstalls, true);
  assert.equal(await page.getByLabel("PIN", { exact: true }).inputValue(), "", "it is not kept on the page");
});

test("a webhook is added and tried by keyboard; neither its token nor its secret comes back to the page", async () => {
  await using at = await section("webhooks");
  const { page, complaints } = at;
  await page.getByLabel("Name", { exact: true }).fill("rack chat");
  await page.getByLabel("URL").fill("http://127.0.0.1:9/services/T0K3N0123");
  await page.getByLabel("Secret for the signature").fill("seven lamps");
  await page.getByRole("button", { name: "Add a webhook" }).press("Enter");
  await page.getByText("http://127.0.0.1:9/…").waitFor();
  await page.getByRole("button", { name: "Test rack chat" }).press("Enter");
  await page.getByRole("status").getByText("rack chat did not take the test message.").waitFor();
  await page.getByRole("status").getByText("it is the appliance itself").waitFor();
  await page.getByText("This is a test message").waitFor();
  assert.doesNotMatch(await page.locator("rs-settings-webhooks").innerText(), /T0K3N|lamps/);
  assert.deepEqual(complaints, []);
});

for (const id of ["backup", "exports", "panel", "webhooks"] as const) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const language = size === "panel" ? "zh-CN" : "en-US";
    const colorScheme = size === "phone" ? "dark" : "light";
    test(`settings, ${id}: axe finds nothing at ${size} in ${language}, ${colorScheme}, and nothing is cut off`, async () => {
      await using at = await section(id, { viewport, colorScheme, locale: language });
      const { page, complaints } = at;
      if (shots !== undefined)
        await page.screenshot({ path: join(shots, `settings-${id}-${size}.png`), fullPage: true });
      assert.deepEqual(await axe(page), []);
      assert.equal(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
      assert.deepEqual(complaints, []);
    });
  }
}
