import assert from "node:assert/strict";
import { after, test } from "node:test";

import { NODE_01 } from "../integration/http/fakes.ts";
import { openBrowser, openPage, servePage } from "./browser.ts";
import { installingRack, NODE_02 } from "./installing-rack.ts";
import { fullCatalog, RackHouse, ROCKY } from "./rack-house.ts";

const browser = await openBrowser();
after(() => browser.close());

test("a machine's page is reached from its row, shows its answers with what was found, and is left by the keyboard", async () => {
  await using house = await RackHouse.open(installingRack);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.getByRole("link", { name: "node-02" }).first().click();
  await page.getByRole("heading", { level: 1, name: "node-02" }).waitFor();
  assert.equal(await page.title(), "node-02 · Rackseed");
  await page.getByText("rootpw --iscrypted ••••••••").waitFor();
  await page.getByText("inst.repo=http://10.77.0.1/rocky-9.4-x86-64-dvd").waitFor();
  const line = page.getByRole("listitem").filter({ hasText: "authconfig --enableshadow" });
  await line.getByText("authconfig is deprecated on el9.").waitFor();
  await page.getByText("64%").waitFor();
  await page.getByText("about 4 min left").waitFor();
  await page.getByRole("link", { name: "Machines" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /^0 of 1 installed/ }).waitFor();
  const focused = await page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.tagName ?? "";
  })()`);
  assert.equal(focused, "H1", "reading goes on at the top of the new page");
  assert.deepEqual(complaints, []);
});

test("the installer's log grows while one looks, and an error in it stands out by a word", async () => {
  await using house = await RackHouse.open(installingRack);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_02}`);
  await page.getByText("Creating lvm on /dev/sda").waitFor();
  house.log = [
    ...house.log,
    { id: 5, at: new Date().toISOString(), source: "syslog", severity: "error", program: "dnf", text: "No space left" },
  ];
  const fresh = page.getByRole("listitem").filter({ hasText: "No space left" });
  await fresh.getByText("Error", { exact: true }).waitFor();
});

test("an answer file that a stranger asked for is said in red, and its secrets are rotated after a question (seed Q5)", async () => {
  await using house = await RackHouse.open(installingRack);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_02}`);
  const trouble = page.getByRole("region", { name: "The installer was refused" });
  await trouble.getByText("10.77.0.44 asked for ks.cfg of node-02").waitFor();
  const before = house.runs.size;
  await page.getByRole("button", { name: "Rotate secrets and arm again…" }).click();
  await page.getByRole("button", { name: "Rotate and arm again" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByText("armed", { exact: true }).waitFor();
  assert.equal(house.runs.size, before + 1);
  await trouble.waitFor({ state: "detached" });
});

test("the profile is changed on the machine's page and saved at once", async () => {
  await using house = await RackHouse.open(installingRack);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_01}`);
  await page.getByLabel("Profile").selectOption("no profile");
  await page.getByText("It has no profile, so nothing is answered yet.").waitFor();
  assert.equal(house.machines.get(NODE_01)?.profile, undefined);
  await page.getByLabel("Profile").selectOption("web");
  await page.getByText("1 warning").waitFor();
  assert.equal(house.machines.get(NODE_01)?.profile, "web");
});

test("arming shows the image's title, its memory and warnings; an error in the answers forbids it (seed K5)", async () => {
  await using house = await RackHouse.open(installingRack);
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_01}`);
  await page.getByRole("button", { name: "Install node-01…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("option", { name: "web · Rocky Linux 9.4" }).waitFor({ state: "attached" });
  await dialog.getByText("needs 2.5 GB of memory").waitFor();
  await dialog.getByText("authconfig is deprecated on el9.").waitFor();
  assert.equal(await dialog.getByRole("button", { name: "Wipe and install" }).isEnabled(), true);
  await page.keyboard.press("Escape");
  house.preview = {
    ...house.preview,
    findings: [
      {
        file: "ks.cfg",
        severity: "error",
        line: 0,
        code: "KS_WOULD_ASK",
        message: "The installer would stop at: disk. Add autopart, or part lines.",
        wouldAskFor: "disk",
      },
    ],
  };
  await page.getByRole("button", { name: "Install node-01…" }).click();
  await dialog.getByText("would stop at: disk.").waitFor();
  assert.equal(await dialog.getByRole("button", { name: "Wipe and install" }).isDisabled(), true);
});

test("without a profile the dialog leads to a new one; a kickstart is taken, checked and saved (seed K1)", async () => {
  await using house = await RackHouse.open((rack) => {
    fullCatalog(rack);
    rack.profiles.clear();
    rack.machine(NODE_01, { name: "node-01", known: true });
  });
  await using at = await servePage(house);
  await using opened = await openPage(browser, at.url);
  const { page, complaints } = opened;
  await page.goto(`${at.url}/#/machines/${NODE_01}`);
  await page.getByRole("button", { name: "Install node-01…" }).click();
  await page.getByRole("link", { name: "New profile from Rocky Linux 9.4" }).click();
  await page.getByRole("heading", { level: 1, name: "New profile for Rocky Linux 9.4" }).waitFor();
  await page.getByLabel("Name", { exact: true }).fill("web");
  await page.getByLabel("Disk", { exact: true }).fill("/dev/nvme0n1");
  await page.getByLabel("Time zone").fill("Asia/Shanghai");
  await page.getByLabel("SSH keys").fill("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBaseAndNothingElse me@here\n");
  await page.getByLabel("Packages").fill("vim, tmux");
  await page.getByRole("button", { name: "Take an anaconda-ks.cfg…" }).click();
  await page.getByRole("dialog").getByLabel("anaconda-ks.cfg").fill("text\ncdrom\nlang en_US.UTF-8\n");
  await page.getByRole("button", { name: "Take it" }).click();
  await page.getByText("What was changed").waitFor();
  await page.locator("del", { hasText: "cdrom" }).waitFor();
  await page.locator("ins", { hasText: "url --url=" }).waitFor();
  await page.getByText("would stop at: disk.").waitFor();
  const text = await page.getByLabel("Text of the answer file").inputValue();
  await page.getByLabel("Text of the answer file").fill(`${text}install\n`);
  await page.getByText("The command install was removed").waitFor();
  await page.getByLabel("Text of the answer file").fill(text);
  await page.getByRole("button", { name: "Save the profile" }).click();
  await page.getByRole("heading", { level: 1, name: "Rocky Linux 9.4" }).waitFor();
  await page.getByText("/dev/nvme0n1").waitFor();
  const saved = house.profiles.get("web");
  assert.equal(saved?.image, ROCKY.name);
  assert.equal(saved.answerFile, text);
  assert.deepEqual(saved.settings, {
    timezone: "Asia/Shanghai",
    locale: "en_US.UTF-8",
    keyboard: "us",
    user: "admin",
    sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBaseAndNothingElse me@here"],
    packages: ["vim", "tmux"],
  });
  assert.deepEqual(complaints, []);
});
