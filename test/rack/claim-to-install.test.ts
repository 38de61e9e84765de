// The whole way of a person with a new appliance: claim it, set it up, put a stick in, and see a machine install itself.
import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { test } from "node:test";
import { openInside } from "../browser/inside.ts";
import { startAppliance, tail } from "./appliance.ts";
import * as firstDay from "./first-day.ts";
import { BRIDGE } from "./namespace.ts";
import { openRack, type Rack } from "./rack.ts";
import { standinIso } from "./standin/iso/build.ts";

const MAC = "52:54:00:77:00:01";
/** SCREENSHOTS=folder keeps what the person saw. */
const shots = process.env["SCREENSHOTS"];
const MOST_ON_PAGE_MS = 120_000;
const MOST_OF_A_STAGE_MS = 150_000;

/** All at once, as a mount makes a stick appear. */
async function putStickIn(rack: Rack, iso: string): Promise<void> {
  const outside = join(rack.folder, "stick");
  await mkdir(outside);
  await copyFile(iso, join(outside, basename(iso)));
  await rename(outside, join(rack.folder, "media/SANDISK"));
}

test("from the claim code to the first installed machine, all of it in the browser (person 1.1, trust 2.7)", async () => {
  const { path: iso } = await standinIso("debian12");
  await using rack = await openRack();
  await mkdir(join(rack.folder, "media"));
  const machine = await rack.machine({ name: "node-01", mac: MAC, firmware: "bios" });
  const appliance = await startAppliance(rack, {
    upWhen: "/",
    // Nobody owns it, and nothing is said of network, images, profiles or machines.
    config: {
      interface: BRIDGE,
      address: `${rack.address}/24`,
      access: {},
      media: { folder: join(rack.folder, "media") },
    },
  });
  // As somebody reads it who has only the appliance's card in the hand.
  const code = firstDay.claimCodeIn(await readFile(join(rack.folder, "data/claim.txt"), "utf8"));
  assert.ok(code !== undefined);
  await using opened = await openInside(rack.name, `https://${rack.address}/#claim=${code}`);
  const { page, complaints } = opened;
  page.setDefaultTimeout(MOST_ON_PAGE_MS);
  const visit: firstDay.Visit = {
    page,
    stageMs: MOST_OF_A_STAGE_MS,
    keep: async (name) => {
      if (shots === undefined) return;
      await page.screenshot({ path: join(shots, `claim-to-install-${name}.png`), fullPage: true });
    },
  };
  try {
    await firstDay.claim(visit, code);
    await firstDay.setUpNetwork(visit);
    await putStickIn(rack, iso);
    await firstDay.importFromStick(visit, basename(iso));
    await firstDay.meetFirstMachine(visit, machine, BRIDGE);
    await firstDay.makeProfile(visit);
    await firstDay.install(visit, machine, 1);
    await firstDay.seeItDone(visit, `https://${rack.address}`, machine);
  } catch (error) {
    throw await firstDay.withWhatWasSeen(visit, error, tail(appliance.log()));
  }
  assert.deepEqual(complaints, []);
});
