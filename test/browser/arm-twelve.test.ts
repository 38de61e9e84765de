// Twelve machines on a running appliance, each seen by the address it asked for, wiped only after their number was typed.
import assert from "node:assert/strict";
import { test } from "node:test";

import { openScene, TOKEN, URL_BASE } from "../integration/appliance/scene.ts";
import { openInside } from "./inside.ts";

const MACS = Array.from({ length: 12 }, (_, index) => `52:54:00:77:01:${(index + 1).toString(16).padStart(2, "0")}`);

interface RunSeen {
  readonly mac: string;
  readonly state: string;
  readonly profile: string;
  readonly armedUntil?: string;
}

test("twelve new machines are selected, shown with the disk that each loses, and armed after their number is typed (person 2.1)", async () => {
  await using scene = await openScene();
  const image = "coreos-1010.5.0";
  const running = scene.start({
    images: [{ name: image, source: scene.release("1010.5.0"), version: "1010.5.0", verify: "none" }],
    profiles: [{ name: "worker", image, install: "automatic", disk: "/dev/sda" }],
  });
  await running.says(/ready on http/, 30_000);
  await scene.imageReady(image);
  const machines = await Promise.all(MACS.map((mac) => scene.client(mac)));
  const runs = async (): Promise<readonly RunSeen[]> => (await scene.api<{ items: RunSeen[] }>("/runs")).items;

  await using opened = await openInside(scene.host.name, `${URL_BASE}/#token=${TOKEN}`, {
    viewport: { width: 1280, height: 1600 }, // the table draws only the rows that are in sight
  });
  const { page, complaints } = opened;
  await page.getByRole("link", { name: "Machines" }).click();
  // They ask for an address while the page is open, each until it has one.
  for (const machine of machines)
    await scene.until("an address", async () => ((await machine.boots()).code === 0 ? true : undefined), 60_000);
  const grid = page.getByRole("grid", { name: /^Machines\./ });
  for (const mac of MACS)
    await grid.getByRole("row", { name: new RegExp(`${mac}.*10\\.77\\.0\\.[12]\\d\\d`) }).waitFor();

  await grid.focus();
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("region", { name: "12 selected" });
  await bar.getByRole("button", { name: "Install…" }).click();
  const dialog = page.getByRole("dialog", { name: "Wipe and install 12 machines?" });
  await dialog.getByLabel("Profile").selectOption("worker");
  await dialog.getByLabel("Names").fill("node-{01..}");
  await dialog.getByText("All 12 are ready.").waitFor();
  await dialog.getByText("node-12", { exact: true }).waitFor();
  assert.equal(await dialog.getByText("wipes /dev/sda", { exact: true }).count(), 12);
  const go = dialog.getByRole("button", { name: "Wipe and install 12" });
  const typed = dialog.getByLabel("Type 12 to confirm that 12 disks will be wiped");
  for (const [text, isEnough] of [
    ["", false],
    ["1", false],
    ["11", false],
    ["12", true],
  ] as const) {
    await typed.fill(text);
    assert.equal(await go.isEnabled(), isEnough, `"${text}"`);
  }
  assert.deepEqual(await runs(), [], "looking arms nothing");
  await go.click();
  await page.getByText("12 machines armed.").waitFor();
  for (const mac of MACS) await grid.getByRole("row", { name: new RegExp(`armed.*${mac}`) }).waitFor();

  const armed = await runs();
  assert.deepEqual(armed.map(({ mac }) => mac).toSorted(), MACS);
  for (const { state, profile, armedUntil } of armed)
    assert.deepEqual([state, profile, typeof armedUntil], ["armed", "worker", "string"]);
  const { items } = await scene.api<{ items: { mac: string; name: string }[] }>("/machines");
  assert.deepEqual(
    items.map(({ name }) => name).toSorted(),
    MACS.map((_, index) => `node-${String(index + 1).padStart(2, "0")}`),
  );
  assert.deepEqual(complaints, []);
});
