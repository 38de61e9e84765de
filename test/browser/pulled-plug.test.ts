// The appliance's plug is pulled: nobody ends the connections, nothing is heard any more.
import assert from "node:assert/strict";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { after, test } from "node:test";

import { STREAM_LIMITS } from "../../appliance/http/streams.ts";
import { serve, TOKEN } from "../integration/http/fakes.ts";
import { busyHouse, openBrowser, openPage, UI_FOLDER } from "./browser.ts";

const browser = await openBrowser();
after(() => browser.close());

/** A cable to `port`: pulled, what is under way stays where it is, and nothing that is new gets through. */
async function cable(port: number) {
  const ends = new Set<Socket>();
  let isPlugged = true;
  const relay = createServer((near) => {
    ends.add(near.on("error", () => undefined));
    if (!isPlugged) return;
    const far = connect(port, "127.0.0.1").on("error", () => undefined);
    ends.add(far);
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    pull() {
      isPlugged = false;
      for (const end of ends) end.unpipe().pause();
    },
    /** The box has started again, and knows nothing of the connections it had. */
    plugIn() {
      isPlugged = true;
      for (const end of ends) end.resetAndDestroy();
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => relay.close(resolve));
    },
  };
}

test("a box whose plug was pulled is no longer called serving, and is found again when it is back", async () => {
  const house = busyHouse();
  await using served = await serve(house, { streams: { ...STREAM_LIMITS, heartbeat: 100, progress: 50 } }, UI_FOLDER);
  await using wire = await cable(Number(new URL(served.url).port));
  await using opened = await openPage(browser, "about:blank");
  const { page } = opened;
  await page.clock.install();
  await page.goto(`${wire.url}/#token=${TOKEN}`);
  const serving = page.getByText("Serving 10.77.0.0/24");
  await serving.waitFor();
  for (let minute = 0; minute < 3; minute++) {
    await page.waitForTimeout(500); // signs of life
    await page.clock.fastForward(30_000);
    assert.ok(await serving.isVisible(), "it speaks, so it is there");
  }
  wire.pull();
  await page.clock.fastForward(45_000);
  await page.getByText("Reconnecting…").waitFor();
  house.journal.add("RS_TEST", "While the plug was out.");
  wire.plugIn();
  await page.clock.fastForward(45_000);
  await serving.waitFor();
  await page.getByText("While the plug was out.").waitFor();
});
