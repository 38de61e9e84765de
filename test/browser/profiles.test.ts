import assert from "node:assert/strict";
import { after, test } from "node:test";

import { axe, openBrowser, openPage, servePage } from "./browser.ts";
import { installingRack } from "./installing-rack.ts";
import { RackHouse, ROCKY } from "./rack-house.ts";
import { sendJson } from "../integration/http/fakes.ts";

const browser = await openBrowser();
after(() => browser.close());

const PROFILE = {
  name: "worker",
  image: ROCKY.name,
  install: "automatic",
  disk: "/dev/sda",
  kernelArgs: ["console=ttyS0"],
  answerFile: "text\nlang en_US.UTF-8\ninstall\nreboot\n",
  vars: { rack: "r1", cores: 8 },
} as const;

/** A rack whose profile `worker` was saved twice, by two people. */
async function rack(): Promise<RackHouse & AsyncDisposable> {
  const house = await RackHouse.open(installingRack);
  const { profiles } = house.needs();
  profiles.save("worker", { ...PROFILE, disk: "/dev/vda" }, "ann");
  profiles.save("worker", PROFILE, "ben");
  return house;
}

async function openWorker(at: { url: string }, options = {}) {
  const opened = await openPage(browser, at.url, options);
  await opened.page.goto(`${at.url}/#/profiles/worker`);
  await opened.page.getByRole("tab").first().waitFor();
  return opened;
}

test("a profile is changed in its form: what has no field stays, a number stays a number", async () => {
  await using house = await rack();
  await using at = await servePage(house);
  await using opened = await openWorker(at);
  const { page } = opened;
  assert.equal(await page.getByRole("button", { name: "Save", exact: true }).isDisabled(), true);
  await page.getByLabel("Disk", { exact: true }).fill("/dev/nvme0n1");
  await page.getByLabel("Variable, row 1").fill("cabinet");
  await page.getByText("Not saved yet").waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Everything is saved.").waitFor();
  const saved = house.profiles.get("worker");
  assert.equal(saved?.disk, "/dev/nvme0n1");
  assert.equal(saved.answerFile, PROFILE.answerFile);
  assert.deepEqual(saved.vars, { cabinet: "r1", cores: 8 });
  assert.deepEqual(opened.complaints, []);
});

test("its text has line numbers, and the line in which something was found is marked", async () => {
  await using house = await rack();
  await using at = await servePage(house);
  await using opened = await openWorker(at);
  const { page } = opened;
  await page.getByRole("tab", { name: "Text" }).click();
  await page.getByText("The command install was removed", { exact: false }).waitFor();
  assert.equal(await page.locator(".lines li.error").textContent(), "3");
  await page.getByLabel("Text of the answer file").fill("text\nreboot\n");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Everything is saved.").waitFor();
  assert.equal(house.profiles.get("worker")?.answerFile, "text\nreboot\n");
});

test("what was written is still there after a look at another page", async () => {
  await using house = await rack();
  await using at = await servePage(house);
  await using opened = await openWorker(at);
  const { page } = opened;
  await page.getByLabel("Disk", { exact: true }).fill("/dev/nvme0n1");
  await page.goto(`${at.url}/#/images`);
  await page.getByRole("heading", { level: 1, name: "images are ready", exact: false }).waitFor();
  await page.goto(`${at.url}/#/profiles/worker`);
  await page.getByText("Not saved yet").waitFor();
  assert.equal(await page.getByLabel("Disk", { exact: true }).inputValue(), "/dev/nvme0n1");
  await page.getByRole("button", { name: "Discard my changes" }).click();
  assert.equal(await page.getByLabel("Disk", { exact: true }).inputValue(), "/dev/sda");
});

for (const way of ["Take theirs", "Save mine over it", "Merge by hand"] as const) {
  test(`two people save the same profile: the second sees the difference and may ${way.toLowerCase()} (trust 4.64)`, async () => {
    await using house = await rack();
    await using at = await servePage(house);
    await using opened = await openWorker(at);
    const { page } = opened;
    await page.getByLabel("Disk", { exact: true }).fill("/dev/nvme0n1");
    const theirs = { image: PROFILE.image, install: PROFILE.install, disk: "/dev/sdz", kernelArgs: [] };
    assert.equal((await fetch(`${at.url}/api/v1/profiles/worker`, sendJson("PUT", theirs))).status, 200);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("heading", { name: "Somebody else has saved this profile" }).waitFor();
    assert.equal(house.profiles.get("worker")?.disk, "/dev/sdz");
    await page.getByRole("alert").getByText("disk: /dev/nvme0n1").waitFor();
    await page.getByRole("alert").getByText("disk: /dev/sdz").waitFor();
    assert.deepEqual(await axe(page), []);
    await page.getByRole("button", { name: way }).click();
    if (way === "Merge by hand") {
      await page.getByText("Change yours as you like and save").waitFor();
      await page.getByLabel("Disk", { exact: true }).fill("/dev/merged");
      await page.getByRole("button", { name: "Save", exact: true }).click();
    }
    await page.getByText("Everything is saved.").waitFor();
    const disk = { "Take theirs": "/dev/sdz", "Save mine over it": "/dev/nvme0n1", "Merge by hand": "/dev/merged" }[
      way
    ];
    assert.equal(house.profiles.get("worker")?.disk, disk);
    assert.equal(await page.getByLabel("Disk", { exact: true }).inputValue(), disk);
  });
}

test("versions are compared and one is made current, by keyboard alone", async () => {
  await using house = await rack();
  await using at = await servePage(house);
  await using opened = await openWorker(at);
  const { page } = opened;
  await page.getByRole("tab", { name: "Form" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.getByText("What version 2 changed since version 1").waitFor();
  await page.getByText("disk: /dev/vda").waitFor();
  await page.keyboard.press("Tab"); // into the panel: the newest version
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("This is the first version").waitFor();
  await page.getByRole("button", { name: "Make version 1 current" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("The profile is as it was in version 1.").waitFor();
  assert.equal(house.profiles.get("worker")?.disk, "/dev/vda");
  await page.getByRole("button", { name: "Version 3" }).waitFor();
});

test("a deleted profile comes back by Undo, or out of the trash", async () => {
  await using house = await rack();
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/profiles`);
  await page.getByText("by ben").waitFor();
  await page.getByRole("button", { name: "Delete the profile worker" }).click();
  await page.getByText("worker was moved to the trash.").waitFor();
  assert.equal(house.profiles.has("worker"), false);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "worker" }).waitFor();
  await page.getByRole("button", { name: "Delete the profile worker" }).click();
  await page.getByRole("button", { name: "Take back worker" }).click();
  await page.getByRole("link", { name: "worker" }).waitFor();
  assert.deepEqual(house.profiles.get("worker"), PROFILE);
});

test("a profile is copied under a name that is free", async () => {
  await using house = await rack();
  await using at = await servePage(house);
  await using opened = await openWorker(at);
  await opened.page.getByRole("button", { name: "Copy the profile worker" }).click();
  await opened.page.getByRole("heading", { level: 1, name: "worker-copy" }).waitFor();
  assert.deepEqual(house.profiles.get("worker-copy"), { ...PROFILE, name: "worker-copy" });
});

test("the health page says first what needs a look, and what this machine does not tell", async () => {
  await using house = await rack();
  house.health = {
    ...house.health,
    board: { temperature: 82, throttling: { now: ["under-voltage"], since: ["under-voltage"] } },
    time: { now: "1970-01-01T00:02:00.000Z", plausible: false },
  };
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url, { locale: "zh-CN" });
  const { page } = opened;
  await page.goto(`${at.url}/#/health`);
  await page.getByRole("heading", { level: 1, name: "有 3 项需要查看" }).waitFor();
  await page.getByText("目前供电电压不足").waitFor();
  assert.ok((await page.getByText("此机器上无法得知").count()) >= 2);
  assert.deepEqual(await axe(page), []);
});
