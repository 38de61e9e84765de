// The grand tour: the built image as a box that was just flashed and plugged in, on a switch with two machines whose disks
// are blank; a person with a browser and a stick; two installed machines. Nothing is written onto the card before.
//   SCREENSHOTS=folder keeps what the person saw.
import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openInside } from "../../browser/inside.ts";
import * as firstDay from "../../rack/first-day.ts";
import type { Machine } from "../../rack/machine.ts";
import { openRack } from "../../rack/rack.ts";
import { standinIso } from "../../rack/standin/iso/build.ts";
import { readFromBoot } from "../harness/card.ts";
import { imageBody } from "../harness/image-body.ts";
import { APPLIANCE_ADDRESS, plugIn } from "../harness/plugged-in.ts";
import { fatStick, usbPort } from "../harness/stick.ts";

// An emulated board that shares two processors with two emulated machines and a browser.
const MOST_MS = 1_200_000;
/** A page answers in seconds; what takes longer on it is an import of an ISO. */
const MOST_ON_PAGE_MS = 180_000;
const CAST = [
  { name: "node-01", mac: "52:54:00:77:00:01", firmware: "bios" },
  { name: "node-02", mac: "52:54:00:77:00:02", firmware: "uefi" },
] as const;
const shots = process.env["SCREENSHOTS"];

/** The code as somebody reads it who has put the card into their own computer. */
async function claimCode(card: string): Promise<string> {
  for (const end = performance.now() + MOST_MS; performance.now() < end;) {
    const text = await readFromBoot(card, "claim.txt").then(String, () => ""); // it is not there yet
    const code = firstDay.claimCodeIn(text);
    if (code !== undefined) return code;
    await sleep(2000);
  }
  throw new Error("there is no claim.txt on the card's first partition");
}

test("flash, plug in, claim, set up, stick in, two machines installed: all of it on the built image", async (context) => {
  const { path: iso } = await standinIso("debian12");
  await using rack = await openRack({ address: "10.77.0.2/24" });
  const stick = await fatStick(join(rack.folder, "stick.img"), [iso]);
  const port = usbPort(rack.folder, stick);
  const body = await imageBody(rack.folder, port.arguments);
  const box = await plugIn(rack, body);
  const machines: Machine[] = [];
  for (const { name, mac, firmware } of CAST) machines.push(await rack.machine({ name, mac, firmware }));
  const tell = clockOf(context);

  await box.powerOn();
  const code = await claimCode(body.disk);
  await box.up(MOST_MS);
  tell("the box is up and asks to be claimed");
  await using opened = await openInside(rack.name, `https://${APPLIANCE_ADDRESS}/#claim=${code}`);
  const { page, complaints } = opened;
  page.setDefaultTimeout(MOST_ON_PAGE_MS);
  const visit: firstDay.Visit = {
    page,
    stageMs: MOST_MS,
    keep: async (name) => {
      if (shots !== undefined) await page.screenshot({ path: join(shots, `tour-${name}.png`), fullPage: true });
    },
  };
  try {
    await firstDay.claim(visit, code);
    tell("it is claimed");
    await firstDay.setUpNetwork(visit);
    tell("the network is set up");
    await port.putIn();
    await firstDay.importFromStick(visit, basename(iso));
    tell("the ISO on the stick is imported");
    const [first] = machines;
    assert.ok(first);
    await firstDay.meetFirstMachine(visit, first, "eth0");
    tell("the first machine is here");
    await firstDay.makeProfile(visit);
    for (const [index, machine] of machines.entries()) {
      if (!machine.running) await machine.powerOn();
      await firstDay.install(visit, machine, index + 1);
      tell(`${machine.name} is installed and came up from its disk`);
      await machine.powerOff();
    }
    await firstDay.seeItDone(visit, `https://${APPLIANCE_ADDRESS}`, first);
  } catch (error) {
    throw await firstDay.withWhatWasSeen(visit, error, box.console.text().slice(-3000));
  }
  assert.deepEqual(complaints, []);
  await box.pullThePlug();
});

function clockOf(context: TestContext): (what: string) => void {
  const began = performance.now();
  return (what) => context.diagnostic(`${Math.round((performance.now() - began) / 1000)} s: ${what}`);
}
