// What a person does with a new appliance, step by step in its pages, whatever it runs on: this computer or a card's image.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { EXPECTED } from "./installs.ts";
import { KERNEL_ARGS } from "./kernel-args.ts";
import type { Machine } from "./machine.ts";

/** A person at a page; each step waits as long as the page's own default says. */
export interface Visit {
  readonly page: Page;
  /** Keeps what the person sees, as a picture of that name. */
  readonly keep: (name: string) => Promise<void>;
  /** The longest that one stage of a machine's installation may take, ms. */
  readonly stageMs: number;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const seen = (page: Page, name: string): Promise<void> => page.getByRole("heading", { level: 1, name }).waitFor();

/** The code as claim.txt has it; undefined while it is not written. */
export const claimCodeIn = (text: string): string | undefined => /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(text)?.[0];

/** The page was opened by its address with the code in it. */
export async function claim({ page, keep }: Visit, code: string): Promise<void> {
  await seen(page, "This appliance has no owner yet");
  assert.equal(await page.getByLabel("Claim code").inputValue(), code);
  await keep("1-claim");
  await page.getByLabel("Your name").fill("mei");
  await page.getByLabel("Password", { exact: true }).fill("four lamps over the harbour");
  await press(page, "Make it mine");
  await seen(page, "Welcome. Which language and time zone?");
  await press(page, "Continue");
}

export async function setUpNetwork({ page, keep }: Visit): Promise<void> {
  await seen(page, "How should it take part in this network?");
  await page.getByText("No other DHCP server answered.").waitFor();
  await page.getByText(/^[\d.–]+ is free\.$/).waitFor();
  await keep("2-network");
  await press(page, "Give addresses");
  await seen(page, "What should machines be installed with?");
}

/** The stick with that ISO is put in before or now. */
export async function importFromStick({ page, keep }: Visit, iso: string): Promise<void> {
  await page.getByRole("button", { name: `Import ${iso}` }).click();
  await page.getByText("ready", { exact: true }).waitFor();
  await page.getByText("All its images were imported.").waitFor();
  await keep("3-image");
  await press(page, "Continue");
}

export async function meetFirstMachine({ page, keep }: Visit, machine: Machine, card: string): Promise<void> {
  await seen(page, "Power on a machine and choose network boot");
  await page.getByText("Waiting for the first machine…").waitFor();
  await machine.powerOn();
  await page.getByText("One machine is here.").waitFor();
  await page.getByText(machine.mac).waitFor();
  await keep("4-machine");
  await press(page, "Continue");
  await page.getByText(`Rackseed gives addresses on ${card}.`).waitFor();
  await press(page, "To the overview");
  await page.getByText("Serving 10.77.0.0/24").first().waitFor();
}

export async function makeProfile({ page }: Visit): Promise<void> {
  await page.getByRole("link", { name: "Images" }).click();
  await page.getByRole("link", { name: /^New profile from Debian/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("first");
  await page.getByLabel("Kernel arguments").fill(KERNEL_ARGS.join(" "));
  await press(page, "Save the profile");
  await page.getByText("Profile first is saved.").waitFor();
}

/** Arms a machine that waits, resets it, and sees it come up from its disk. `number`: how many are installed then. */
export async function install({ page, keep, stageMs }: Visit, machine: Machine, number: number): Promise<void> {
  assert.equal(await machine.diskIsBlank(), true, "a machine that nobody armed is not touched");
  await page.getByRole("link", { name: "Overview" }).click();
  await press(page, `Set it up: ${machine.mac}`);
  const dialog = page.getByRole("dialog", { name: `Wipe and install ${machine.mac}?` });
  await dialog.getByLabel("Profile").selectOption("first");
  await dialog.getByText("wipes /dev/sda").waitFor();
  await keep(`5-arm-${number}`);
  await dialog.getByRole("button", { name: "Wipe and install" }).click();
  await page.getByText("1 machine armed.").waitFor();
  await machine.reset();
  const [, sum = ""] = await machine.console.waitFor(EXPECTED.debian12.answers, stageMs);
  await page.getByRole("region", { name: "Under way, or needs you" }).getByText(/first/).waitFor();
  await keep(`6-installing-${number}`);
  await machine.console.waitFor(EXPECTED.debian12.installed, stageMs);
  await page.getByRole("heading", { level: 1, name: `${number} of ${number} installed` }).waitFor({ timeout: stageMs });
  // Whatever name the installer gave it: nobody named the machine.
  const up = new RegExp(`^STANDIN DISK hostname=\\S+ preseed=${sum} os=debian-12\\.5\\.0 .*partitions=9`, "m");
  await machine.console.waitFor(up, stageMs);
  await keep(`7-done-${number}`);
}

/** The machine's own page says how it ended. */
export async function seeItDone({ page, keep }: Visit, url: string, machine: Machine): Promise<void> {
  await page.goto(`${url}/#/machines/${machine.mac}`);
  await page.getByText("done", { exact: true }).first().waitFor();
  await keep("8-machine-page");
}

/** An error that has what the person saw and what the appliance said. */
export async function withWhatWasSeen({ page, keep }: Visit, error: unknown, said: string): Promise<Error> {
  await keep("failed");
  const text = await page
    .locator("main")
    .innerText()
    .catch(() => "");
  return new Error(`${(error as Error).message}\nthe page:\n${text.slice(0, 1500)}\n${said}`, { cause: error });
}
