// The grand tour: the built image as a box that was just flashed and plugged in, on a switch with two machines whose disks
// are blank; a person with a browser and a stick; two installed machines. Nothing is written onto the card before.
//   SCREENSHOTS=folder keeps what the person saw.
import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { openInside } from "../../browser/inside.ts";
import { EXPECTED } from "../../rack/installs.ts";
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

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const seen = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor();

/** The code as somebody reads it who has put the card into their own computer. */
async function claimCode(card: string): Promise<string> {
  for (const end = performance.now() + MOST_MS; performance.now() < end;) {
    const text = await readFromBoot(card, "claim.txt").then(String, () => ""); // it is not there yet
    const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(text)?.[0];
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
  const keep = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: join(shots, `tour-${name}.png`), fullPage: true });
  };
  try {
    await claimAndName(page, code, keep);
    tell("it is claimed");
    await network(page, keep);
    tell("the network is set up");
    await port.putIn();
    await importIso(page, basename(iso), keep);
    tell("the ISO on the stick is imported");
    const [first] = machines;
    assert.ok(first);
    await meet(page, first, keep);
    tell("the first machine is here");
    await makeProfile(page);
    for (const [index, machine] of machines.entries()) {
      await install(page, machine, index, keep);
      tell(`${machine.name} is installed and came up from its disk`);
    }
    await page.goto(`https://${APPLIANCE_ADDRESS}/#/machines/${CAST[0].mac}`);
    await page.getByText("done", { exact: true }).first().waitFor();
    await keep("8-machine-page");
  } catch (error) {
    await keep("failed");
    const said = (
      await page
        .locator("main")
        .innerText()
        .catch(() => "")
    ).slice(0, 1500);
    const log = box.console.text().slice(-3000);
    throw new Error(`${(error as Error).message}\nthe page:\n${said}\nthe box:\n${log}`, { cause: error });
  }
  assert.deepEqual(complaints, []);
  await box.pullThePlug();
});

function clockOf(context: TestContext): (what: string) => void {
  const began = performance.now();
  return (what) => context.diagnostic(`${Math.round((performance.now() - began) / 1000)} s: ${what}`);
}

type Keep = (name: string) => Promise<void>;

async function claimAndName(page: Page, code: string, keep: Keep): Promise<void> {
  await seen(page, "This appliance has no owner yet");
  assert.equal(await page.getByLabel("Claim code").inputValue(), code);
  await keep("1-claim");
  await page.getByLabel("Your name").fill("mei");
  await page.getByLabel("Password", { exact: true }).fill("four lamps over the harbour");
  await press(page, "Make it mine");
  await seen(page, "Welcome. Which language and time zone?");
  await press(page, "Continue");
}

async function network(page: Page, keep: Keep): Promise<void> {
  await seen(page, "How should it take part in this network?");
  await page.getByText("No other DHCP server answered.").waitFor();
  await page.getByText(/^[\d.–]+ is free\.$/).waitFor();
  await keep("2-network");
  await press(page, "Give addresses");
}

async function importIso(page: Page, name: string, keep: Keep): Promise<void> {
  await seen(page, "What should machines be installed with?");
  await page.getByRole("button", { name: `Import ${name}` }).click();
  await page.getByText("ready", { exact: true }).waitFor();
  await keep("3-image");
  await press(page, "Continue");
}

async function meet(page: Page, machine: Machine, keep: Keep): Promise<void> {
  await seen(page, "Power on a machine and choose network boot");
  await machine.powerOn();
  await page.getByText("One machine is here.").waitFor();
  await page.getByText(machine.mac).waitFor();
  await keep("4-machine");
  await press(page, "Continue");
  await page.getByText("Rackseed gives addresses on eth0.").waitFor();
  await press(page, "To the overview");
  await page.getByText("Serving 10.77.0.0/24").first().waitFor();
}

async function makeProfile(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Images" }).click();
  await page.getByRole("link", { name: /^New profile from Debian/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("first");
  await page.getByLabel("Kernel arguments").fill("console=ttyS0");
  await press(page, "Save the profile");
  await page.getByText("Profile first is saved.").waitFor();
}

async function install(page: Page, machine: Machine, index: number, keep: Keep): Promise<void> {
  if (!machine.running) await machine.powerOn();
  assert.equal(await machine.diskIsBlank(), true, "a machine that nobody armed is not touched");
  await page.getByRole("link", { name: "Overview" }).click();
  await press(page, `Set it up: ${machine.mac}`);
  const dialog = page.getByRole("dialog", { name: `Wipe and install ${machine.mac}?` });
  await dialog.getByLabel("Profile").selectOption("first");
  await dialog.getByText("wipes /dev/sda").waitFor();
  await keep(`5-arm-${index + 1}`);
  await dialog.getByRole("button", { name: "Wipe and install" }).click();
  await page.getByText("1 machine armed.").waitFor();
  await machine.reset();
  const [, sum = ""] = await machine.console.waitFor(EXPECTED.debian12.answers, MOST_MS);
  await page.getByRole("region", { name: "Under way, or needs you" }).getByText(/first/).waitFor();
  await keep(`6-installing-${index + 1}`);
  await machine.console.waitFor(EXPECTED.debian12.installed, MOST_MS);
  await page.getByRole("heading", { level: 1, name: new RegExp(`^${index + 1} of \\d+ installed`) }).waitFor();
  const up = new RegExp(`^STANDIN DISK hostname=\\S+ preseed=${sum} os=debian-12\\.5\\.0 .*partitions=9`, "m");
  await machine.console.waitFor(up, MOST_MS);
  await keep(`7-done-${index + 1}`);
  await machine.powerOff();
}
