// A person sets up an appliance on a network where a router's DHCP server (a real dnsmasq) is at work already.
import assert from "node:assert/strict";
import { test } from "node:test";

import { openScene, TOKEN, URL_BASE } from "../integration/appliance/scene.ts";
import { addOtherServer, OTHER } from "../integration/other-server.ts";
import { openInside } from "./inside.ts";

/** A search takes eight seconds; the machine may be busy. */
const SEARCH = { timeout: 60_000 };

test("the first run finds another DHCP server and recommends to leave the addresses to it; the network page lists it (trust 2.4)", async () => {
  await using scene = await openScene();
  const running = scene.start({ subnets: [], dhcp: { probeAddresses: false } });
  await running.says(/ready on http/, 30_000);
  await using other = await addOtherServer(scene.host.name, "rack0");
  await using opened = await openInside(scene.host.name, `${URL_BASE}/#token=${TOKEN}`);
  const { page, complaints } = opened;
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText(`${OTHER} already gives addresses here.`).waitFor(SEARCH);
  const proxy = page.getByRole("radio", { name: /^Use the other server and only add boot information recommended/ });
  await proxy.waitFor();
  assert.equal(await proxy.isChecked(), true);

  await page.getByRole("radio", { name: /^Let Rackseed give addresses/ }).check();
  await page.getByText("Two servers on one network take each other's clients away.").waitFor();
  const serve = page.getByRole("button", { name: "Give addresses" });
  assert.equal(await serve.isDisabled(), true, "not by a click alone");
  await proxy.check();
  await page.getByRole("button", { name: "Add boot information" }).click();
  await page.getByRole("button", { name: "Skip for now" }).click();
  await page.getByRole("button", { name: "Skip for now" }).click();
  await page.getByText("Rackseed adds boot information; addresses stay with the other server.").waitFor();
  await page.getByRole("button", { name: "To the overview" }).click();

  await page.getByRole("link", { name: "Network" }).click();
  await page.getByRole("heading", { level: 1, name: `Rackseed adds boot information next to ${OTHER}` }).waitFor();
  const listed = page.getByRole("region", { name: "Other DHCP servers" }).getByText(OTHER);
  await listed.first().waitFor();

  await other.stop();
  // Two searches without it and it is gone; the first click may share the search that the new mode began.
  const gone = page.getByText("None was heard.");
  for (let searches = 0; searches < 4 && !(await gone.isVisible()); searches++) {
    await page.getByRole("button", { name: "Listen now" }).click();
    await page.getByText("Listening for other DHCP servers… 8 seconds").waitFor();
    await page.getByRole("button", { name: "Listen now" }).waitFor(SEARCH);
  }
  await page.getByRole("heading", { level: 1, name: /another server gives the addresses$/ }).waitFor();
  await gone.waitFor();
  assert.deepEqual(complaints, []);
});
