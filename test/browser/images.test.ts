import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { openBrowser, openPage, servePage } from "./browser.ts";
import { COREOS, fullCatalog, RackHouse, ROCKY, STICK } from "./rack-house.ts";

const browser = await openBrowser();
const folder = await mkdtemp(join(tmpdir(), "rackseed-isos-"));
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

test("a stick that is put in appears on the open page, and its files are imported one by one or all", async () => {
  await using house = await RackHouse.open();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.getByRole("link", { name: "Images" }).click();
  await page.getByRole("heading", { level: 1, name: "Ready for the first image" }).waitFor();
  house.media = [STICK];
  await page.getByRole("heading", { name: "Stick SANDISK is in" }).waitFor();
  await page.getByRole("button", { name: "Import CentOS-7-x86_64-Minimal-1810.iso" }).click();
  await page.getByText("imported", { exact: true }).waitFor();
  await page.getByRole("heading", { level: 1, name: "1 being imported" }).waitFor();
  assert.deepEqual(house.added, [{ from: { medium: STICK.id, path: "CentOS-7-x86_64-Minimal-1810.iso" } }]);
  await page.getByRole("button", { name: "Import debian-12.5.0-amd64-netinst.iso" }).click();
  await page.getByRole("heading", { level: 1, name: "2 being imported" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("an import moves without a reload: phase, rate and time left, then ready with what it boots", async () => {
  await using house = await RackHouse.open(fullCatalog);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/images`);
  const card = page.getByRole("article", { name: "Debian 12.5.0" });
  await card.getByText("31.0 MB/s · about 8 s left").waitFor();
  await card.getByRole("progressbar", { name: "Progress of Debian 12.5.0" }).waitFor();
  const debian = house.images.get("debian-12.5.0-amd64-netinst");
  assert.ok(debian !== undefined);
  house.images.set(debian.name, { ...debian, phase: "checking", share: 0.5 });
  await card.getByText("Checking").waitFor();
  house.images.set(debian.name, {
    ...debian,
    state: "ready",
    verified: true,
    boots: { bios: true, uefi: true, secureBoot: true },
    memory: 1024,
    detail: "SHA-256 equals the sum in SHA256SUMS beside it",
  });
  await card.getByText("verified", { exact: true }).waitFor();
  await card.getByText("Secure Boot").waitFor();
  await card.getByText("needs 1 GB of memory").waitFor();
  await card.getByText("SHA-256 equals the sum in SHA256SUMS beside it").waitFor();
  assert.equal(await card.getByRole("link", { name: "Browse files" }).getAttribute("href"), `/${debian.name}/`);
});

test("a refused image says why in full", async () => {
  await using house = await RackHouse.open(fullCatalog);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  await opened.page.goto(`${at.url}/#/images`);
  await opened.page.getByText("Copy the file again, or download it anew.").waitFor();
});

test("an image that profiles use is not deleted, and they are named; any other goes to the trash and comes back by Undo", async () => {
  await using house = await RackHouse.open(fullCatalog);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/images`);
  await page.getByRole("button", { name: "Delete Rocky Linux 9.4…" }).click();
  await page.getByRole("dialog").getByText("These profiles install it: web.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Delete it" }).count(), 0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete CoreOS 1010.5.0" }).click();
  await page.getByRole("heading", { level: 1, name: "One image is ready, 1 being imported, 1 refused" }).waitFor();
  assert.ok(!house.images.has(COREOS.name));
  await page.getByRole("heading", { name: "Trash" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { level: 1, name: "2 images are ready, 1 being imported, 1 refused" }).waitFor();
  assert.ok(house.images.has(COREOS.name) && house.images.has(ROCKY.name));
});

test("an upload goes in slices, survives a connection that breaks, and becomes an image", async () => {
  await using house = await RackHouse.open();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  const path = join(folder, "big.iso");
  await writeFile(path, Buffer.alloc(20 * 1024 * 1024, 7));
  house.cuts = 2;
  const slices: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") slices.push(request.headers()["content-range"] ?? "none");
  });
  await page.goto(`${at.url}/#/images`);
  await page.getByRole("button", { name: "Add an image…" }).click();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose ISO files…" }).click();
  await (await choosing).setFiles(path);
  await page.getByText("Uploaded Linux 1").waitFor();
  await page.getByRole("article", { name: "Upload of big.iso" }).waitFor({ state: "detached" });
  assert.equal(slices[0], "bytes 0-8388607/20971520");
  const resumed = Number(/^bytes (\d+)-/.exec(slices[1] ?? "")?.[1]);
  assert.ok(
    resumed > 500_000 && resumed < 8_388_608,
    `it went on at ${resumed}, not at the beginning: ${slices.join(", ")}`,
  );
  assert.match(slices.at(-1) ?? "", /-20971519\/20971520$/);
});

test("an upload can be paused, goes on where it was, and can be cancelled", async () => {
  await using house = await RackHouse.open();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  const path = join(folder, "slow.iso");
  await writeFile(path, Buffer.alloc(17 * 1024 * 1024, 7));
  let held = 0;
  await page.route("**/api/v1/uploads/**", async (route) => {
    // The second slice waits long enough to be paused in.
    if (route.request().method() === "PUT" && ++held === 2) await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue().catch(() => undefined);
  });
  await page.goto(`${at.url}/#/images`);
  await page.getByRole("button", { name: "Add an image…" }).click();
  await page.locator("input[type=file]").setInputFiles(path);
  const card = page.getByRole("article", { name: "Upload of slow.iso" });
  await card.getByText("47%").waitFor();
  await card.getByRole("button", { name: "Pause the upload of slow.iso" }).click();
  await card.getByText("Paused").waitFor();
  await page.getByRole("link", { name: "Machines" }).click(); // it is not lost by looking elsewhere
  await page.getByRole("link", { name: "Images" }).click();
  await card.getByRole("button", { name: "Go on with the upload of slow.iso" }).click();
  await page.getByText("Uploaded Linux 1").waitFor();

  await page.unroute("**/api/v1/uploads/**");
  await page.route("**/api/v1/uploads/**", (route) =>
    route.request().method() === "PUT" ? new Promise(() => undefined) : route.continue(),
  );
  await page.getByRole("button", { name: "Add an image…" }).click();
  await writeFile(join(folder, "other.iso"), "x");
  await page.locator("input[type=file]").setInputFiles(join(folder, "other.iso"));
  await page.getByRole("button", { name: "Cancel the upload of other.iso" }).click();
  await page.getByRole("article", { name: "Upload of other.iso" }).waitFor({ state: "detached" });
});

test("a file is dropped anywhere on the page; what is no ISO is said at once and not sent", async () => {
  await using house = await RackHouse.open();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.goto(`${at.url}/#/images`);
  await page.getByText("No image has been added yet").waitFor();
  await page.evaluate(`(() => {
    const files = new DataTransfer();
    files.items.add(new File(["small but real"], "dropped.iso"));
    files.items.add(new File(["text"], "notes.txt"));
    const send = (name) => dispatchEvent(new DragEvent(name, { dataTransfer: files, bubbles: true, cancelable: true }));
    send("dragenter");
    setTimeout(() => send("drop"), 300);
  })()`);
  await page.getByText("Drop the ISO file to upload it").waitFor();
  await page.getByText("Uploaded Linux 1").waitFor();
  await page.getByText("Only ISO files can be uploaded.").waitFor();
  assert.deepEqual([...house.images.keys()], ["dropped"]);
  assert.deepEqual(complaints, []);
});

test("an address is fetched with its sum, and the appliance's refusal is said", async () => {
  await using house = await RackHouse.open();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/images`);
  await page.getByRole("button", { name: "Add an image…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address of the ISO file").fill("https://mirror.example/refused.iso");
  await dialog.getByRole("button", { name: "Fetch it" }).click();
  await dialog.getByRole("alert").getByText("There is an image of refused.iso already.").waitFor();
  await dialog.getByLabel("Address of the ISO file").fill("http://10.1.2.3/debian.iso");
  await dialog.getByLabel("SHA-256").fill("AB".repeat(32));
  await dialog.getByLabel("Internal mirror").check();
  await dialog.getByRole("button", { name: "Fetch it" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(house.added.at(-1), {
    from: { url: "http://10.1.2.3/debian.iso", sha256: "ab".repeat(32), internalMirror: true },
  });
});

test("releases are asked for when a person wants them, and one is fetched with all its files", async () => {
  await using house = await RackHouse.open();
  const files = [{ url: "https://example.org/kernel", name: "kernel", sha256: "ab".repeat(32) }];
  house.published = [{ family: "flatcar", stream: "stable", version: "4081.2.1", arch: "x86_64", files }];
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/images`);
  await page.getByRole("button", { name: "Add an image…" }).click();
  await page.getByRole("button", { name: "Look for releases" }).click();
  await page.getByRole("button", { name: "Fetch Flatcar 4081.2.1" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual(house.added, [{ from: { urls: files } }]);
});
