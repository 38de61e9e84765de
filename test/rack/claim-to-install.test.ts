// The whole way of a person with a new appliance: claim it, set it up, put a stick in, and see a machine install itself.
import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openInside } from "../browser/inside.ts";
import { startAppliance, tail } from "./appliance.ts";
import { EXPECTED } from "./installs.ts";
import { BRIDGE } from "./namespace.ts";
import { openRack, type Rack } from "./rack.ts";
import { standinIso } from "./standin/iso/build.ts";

const MAC = "52:54:00:77:00:01";
/** SCREENSHOTS=folder keeps what the person saw. */
const shots = process.env["SCREENSHOTS"];

/** The code as somebody reads it who has only the appliance's card in the hand. */
async function claimCode(rack: Rack): Promise<string> {
  const text = await readFile(join(rack.folder, "data/claim.txt"), "utf8");
  const [code] = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(text) ?? [];
  assert.ok(code !== undefined, text);
  return code;
}

/** All at once, as a mount makes a stick appear. */
async function putStickIn(rack: Rack, iso: string): Promise<void> {
  const outside = join(rack.folder, "stick");
  await mkdir(outside);
  await copyFile(iso, join(outside, basename(iso)));
  await rename(outside, join(rack.folder, "media/SANDISK"));
}

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const seen = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor({ timeout: 60_000 });
const keep = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `claim-to-install-${name}.png`), fullPage: true });
};

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
  const code = await claimCode(rack);
  await using opened = await openInside(rack.name, `https://${rack.address}/#claim=${code}`);
  const { page, complaints } = opened;
  try {
    await seen(page, "This appliance has no owner yet");
    assert.equal(await page.getByLabel("Claim code").inputValue(), code);
    await keep(page, "1-claim");
    await page.getByLabel("Your name").fill("mei");
    await page.getByLabel("Password", { exact: true }).fill("four lamps over the harbour");
    await press(page, "Make it mine");

    await seen(page, "Welcome. Which language and time zone?");
    await press(page, "Continue");
    await seen(page, "How should it take part in this network?");
    await page.getByText("No other DHCP server answered.").waitFor({ timeout: 60_000 });
    await page.getByText(/^[\d.–]+ is free\.$/).waitFor();
    await keep(page, "2-network");
    await press(page, "Give addresses");

    await seen(page, "What should machines be installed with?");
    await putStickIn(rack, iso);
    await page.getByRole("button", { name: `Import ${basename(iso)}` }).click({ timeout: 60_000 });
    await page.getByText("ready", { exact: true }).waitFor({ timeout: 120_000 });
    await keep(page, "3-image");
    await press(page, "Continue");

    await seen(page, "Power on a machine and choose network boot");
    await page.getByText("Waiting for the first machine…").waitFor();
    await machine.powerOn();
    await page.getByText("One machine is here.").waitFor({ timeout: 120_000 });
    await page.getByText(MAC).waitFor();
    await keep(page, "4-machine");
    await press(page, "Continue");
    await page.getByText(`Rackseed gives addresses on ${BRIDGE}.`).waitFor();
    await press(page, "To the overview");

    await page.getByText("Serving 10.77.0.0/24").first().waitFor();
    await page.getByRole("button", { name: `Set it up: ${MAC}` }).waitFor();
    await page.getByRole("link", { name: "Images" }).click();
    await page.getByRole("link", { name: /^New profile from Debian/ }).click();
    await page.getByLabel("Name", { exact: true }).fill("first");
    await page.getByLabel("Kernel arguments").fill("console=ttyS0");
    await press(page, "Save the profile");
    await page.getByText("Profile first is saved.").waitFor();

    assert.equal(await machine.diskIsBlank(), true, "a machine that nobody armed is not touched");
    await page.getByRole("link", { name: "Overview" }).click();
    await press(page, `Set it up: ${MAC}`);
    const dialog = page.getByRole("dialog", { name: `Wipe and install ${MAC}?` });
    await dialog.getByLabel("Profile").selectOption("first");
    await dialog.getByText("wipes /dev/sda").waitFor();
    await keep(page, "5-arm");
    await dialog.getByRole("button", { name: "Wipe and install" }).click();
    await page.getByText("1 machine armed.").waitFor();
    await machine.reset();

    const [, sum = ""] = await machine.console.waitFor(EXPECTED.debian12.answers, 150_000);
    await page.getByRole("region", { name: "Under way, or needs you" }).getByText(/first/).waitFor();
    await keep(page, "6-installing");
    await machine.console.waitFor(EXPECTED.debian12.installed, 150_000);
    await page.getByRole("heading", { level: 1, name: "1 of 1 installed" }).waitFor({ timeout: 150_000 });
    await keep(page, "7-done");
    // Whatever name the installer gave it: nobody named the machine.
    const up = new RegExp(`^STANDIN DISK hostname=\\S+ preseed=${sum} os=debian-12\\.5\\.0 .*partitions=9`, "m");
    await machine.console.waitFor(up, 150_000);
    await page.goto(`https://${rack.address}/#/machines/${MAC}`);
    await page.getByText("done", { exact: true }).first().waitFor();
    await keep(page, "8-machine-page");
  } catch (error) {
    if (shots !== undefined) await keep(page, "failed");
    const said = (
      await page
        .locator("main")
        .innerText()
        .catch(() => "")
    ).slice(0, 1500);
    throw new Error(`${(error as Error).message}\nthe page:\n${said}\n${tail(appliance.log())}`, { cause: error });
  }
  assert.deepEqual(complaints, []);
});
