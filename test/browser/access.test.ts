import assert from "node:assert/strict";
import { after, test } from "node:test";

import type { BrowserContextOptions, Page } from "playwright-core";

import { NODE_01, serve } from "../integration/http/fakes.ts";
import { claimed, PASSWORD, serveTls } from "../integration/http/tls.ts";
import { busyHouse, openBrowser, SIZES, UI_FOLDER } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());

const ownerless = (): ReturnType<typeof busyHouse> => {
  const house = busyHouse();
  house.token = undefined;
  return house;
};

/** A browser that was told to go on behind its warning; requests to elsewhere and errors of scripts are complaints. */
async function open(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[]; [Symbol.asyncDispose](): Promise<void> }> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: SIZES.desk,
    locale: "en-US",
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(url).origin)) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.id ?? "";
  })()`);

test("trust 2.7: the QR code's link is claimed by keyboard alone, and the code is nowhere in the address bar", async () => {
  const house = ownerless();
  await using at = await serveTls(house, UI_FOLDER);
  await using opened = await open(`${at.url}/#claim=${house.claimFile ?? ""}`);
  const { page, complaints } = opened;
  await page.getByRole("heading", { level: 1, name: "This appliance has no owner yet" }).waitFor();
  assert.equal(page.url(), `${at.url}/`);
  assert.equal(await page.getByLabel("Claim code").inputValue(), house.claimFile);
  assert.equal(await focused(page), "name");
  await page.keyboard.type("mei");
  await page.keyboard.press("Tab");
  await page.keyboard.type("password123");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("on every list of common ones").waitFor();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(PASSWORD);
  await page.getByText("Good and long.").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("node-01", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Signed in as mei" }).waitFor();
  const script = await page.evaluate<string>(
    "document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })",
  );
  assert.doesNotMatch(script, /rackseed=|lamps/, "no script can read the session");
  await page.reload();
  await page.getByRole("button", { name: "Signed in as mei" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("a wrong password is told and asked for again; then one is in, signs out, and nothing is left on the page", async () => {
  await using at = await claimed(ownerless(), UI_FOLDER);
  await using opened = await open(`${at.url}/#/images`);
  const { page, complaints } = opened;
  await page.getByLabel("Name").fill("mei");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("The name or the password is wrong.").waitFor();
  assert.equal(await focused(page), "password");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "One image is ready" }).waitFor();
  await page.getByRole("button", { name: "Signed in as mei" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Who is it?" }).waitFor();
  assert.equal(await page.getByText("coreos-1010.5.0").count(), 0);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Who is it?" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("a session that ends while one works leads to the door, and behind it to the same page", async () => {
  await using at = await claimed(ownerless(), UI_FOLDER);
  await using opened = await open(`${at.url}/#/images`);
  const { page, complaints } = opened;
  const signIn = async (): Promise<void> => {
    await page.getByLabel("Name").fill("mei");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { level: 1, name: "One image is ready" }).waitFor();
  };
  await signIn();
  at.house.access.signOutEverywhere({ kind: "session", name: "mei", role: "owner" });
  at.house.journal.add("RS_MACHINE_SEEN", "A machine was seen.", { mac: NODE_01 });
  await page.getByText("Your session is over.").waitFor();
  await signIn();
  assert.deepEqual(complaints, []);
});

test("over plain http no password is asked for: a token, and why", async () => {
  const house = ownerless();
  await using tls = await claimed(house, UI_FOLDER);
  await using plain = await serve(house, {}, UI_FOLDER);
  await using opened = await open(plain.url);
  const { page } = opened;
  await page.getByText("Names and passwords are taken over https only.").waitFor();
  assert.equal(await page.getByLabel("Password").count(), 0);
  const { token } = house.access.tokens.add({ name: "by hand", role: "viewer" }, "mei");
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("node-01", { exact: true }).first().waitFor();
  assert.match(tls.url, /^https/);
});
