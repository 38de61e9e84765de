// A real appliance in a namespace, and the browser beside it: from the token to the first machine with an address.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { chromium } from "playwright-core";

import { openScene, TOKEN, URL_BASE } from "../integration/appliance/scene.ts";
import { makeNamespace, plug } from "../integration/namespace.ts";

test("a new appliance is set up in the browser, leaves out who answers, and the first machine that boots stands there with its address (person 1.1, trust 2.4)", async () => {
  await using scene = await openScene();
  await scene.serve({ subnets: [], dhcp: { probeAddresses: false } });
  await using printer = await makeNamespace("p");
  await plug(scene.host, "rack0", printer, "eth0", "52:54:00:77:00:31");
  await printer.run(["ip", "addr", "add", "10.77.0.120/24", "dev", "eth0"]);
  const machine = await scene.client("52:54:00:77:00:21");
  const program = join(scene.folder, "chromium.sh");
  writeFileSync(program, `#!/bin/sh\nexec ip netns exec ${scene.host.name} /usr/bin/chromium "$@"\n`, { mode: 0o755 });
  const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const context = await browser.newContext({ locale: "en-US", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(`${URL_BASE}/#token=${TOKEN}`);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("121–199 is free (1 answering host was left out).").waitFor();
    await page.getByRole("gridcell", { name: /^10\.77\.0\.120 · used by somebody else · 52:54:00:77:00:31/ }).waitFor();
    await page.getByRole("button", { name: "Give addresses" }).click();
    await page.getByRole("heading", { level: 1, name: /installed with/ }).waitFor();
    await page.getByRole("button", { name: "Skip for now" }).click();
    await page.getByText("Waiting for the first machine…").waitFor();
    const address = await scene.until(
      "an address",
      async () => /^ip=(\S+)$/m.exec((await machine.boots()).stdout)?.[1],
      60_000,
    );
    await page.getByText("One machine is here.").waitFor();
    await page.getByText(`· ${address}`).waitFor();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Rackseed gives addresses on rack0.").waitFor();
    await page.getByRole("button", { name: "To the overview" }).click();
    await page.getByRole("link", { name: "Network" }).click();
    await page.getByRole("heading", { level: 1, name: "Rackseed gives addresses on rack0" }).waitFor();
    await page
      .getByRole("table")
      .getByRole("row", { name: new RegExp(`${address}.*52:54:00:77:00:21.*active`) })
      .waitFor();
    assert.deepEqual(
      await page.getByRole("gridcell", { name: /given by Rackseed/ }).count(),
      1,
      "the lease stands on the map",
    );
  } finally {
    await browser.close();
  }
});
