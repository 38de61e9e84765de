import type { Page, Request } from "playwright-core";

import { ROCKY } from "./rack-house.ts";

/** A page, or a state of one, that is looked at. */
export interface Sight {
  readonly name: string;
  readonly hash: string;
  /** Comes when the page has settled; by what it is made of, so that it holds in every language. */
  readonly there: (page: Page) => Promise<unknown>;
  /** It lies over the page and is closed by Escape. */
  readonly isOver?: boolean;
}

export const claimedRegion = (page: Page): Promise<void> => page.locator("rs-setup-page rs-region-fields").waitFor();

/** The event stream has no end. */
const STREAM = "/api/v1/events";
const underWay = new WeakMap<Page, Set<Request>>();

/** Called before the page is opened. Playwright's own "networkidle" never comes once the page has its stream. */
export function followRequests(page: Page): void {
  const open = new Set<Request>();
  underWay.set(page, open);
  page.on("request", (request) => request.url().endsWith(STREAM) || open.add(request));
  for (const end of ["requestfinished", "requestfailed"] as const)
    page.on(end as "requestfinished", (request) => open.delete(request));
}

/** What the page asked for is there, and nothing more was asked for because of it. */
async function answered(page: Page): Promise<void> {
  const open = underWay.get(page);
  if (open === undefined) throw new Error("followRequests(page) comes first");
  for (let quiet = 0, waited = 0; quiet < 4; waited++) {
    if (waited > 600) throw new Error(`not answered within 30 s: ${[...open].map((one) => one.url()).join(" ")}`);
    await page.waitForTimeout(50);
    quiet = open.size === 0 ? quiet + 1 : 0;
  }
}

const shape = (page: Page, index: number): Promise<void> =>
  page.locator("rs-machines-page .shapes button").nth(index).click();
const tab = (page: Page, name: string): Promise<void> => page.locator(`rs-profile-page #tab-${name}`).click();
const section = (name: string): Sight => ({
  name: `settings-${name}`,
  hash: `#/settings/${name}`,
  there: async (page) => {
    await page.locator(`rs-settings-${name}`).waitFor();
    await answered(page);
  },
});

/** In this order: some begin where the one before ended. */
export const SIGHTS: readonly Sight[] = [
  {
    name: "overview",
    hash: "#/",
    there: (page) => page.locator("rs-overview-page .runs a").first().waitFor(),
  },
  {
    name: "machines-racks",
    hash: "#/machines",
    there: async (page) => {
      await shape(page, 2);
      await page.locator("rs-rack-drawing a").first().waitFor();
    },
  },
  {
    name: "machines-tiles",
    hash: "#/machines",
    there: async (page) => {
      await shape(page, 1);
      await page.locator("rs-machine-tiles li").first().waitFor();
    },
  },
  {
    name: "import",
    hash: "#/machines",
    isOver: true,
    there: async (page) => {
      await page.locator("rs-machines-page header button").nth(1).click();
      await page.locator("rs-import-sheet dialog[open]").waitFor();
    },
  },
  {
    name: "machines",
    hash: "#/machines",
    there: async (page) => {
      await shape(page, 0);
      await page.getByRole("row").nth(1).click();
      await page
        .getByRole("row")
        .nth(3)
        .click({ modifiers: ["Shift"] });
      await page.locator("rs-machines-page .bulk").waitFor();
    },
  },
  {
    name: "arm",
    hash: "#/machines",
    isOver: true,
    there: async (page) => {
      await page.locator("rs-machines-page .bulk .go").click();
      await page.locator("rs-arm-sheet dialog[open] li").first().waitFor();
    },
  },
  {
    name: "machine",
    hash: "#/machines/52:54:00:77:00:02",
    there: async (page) => {
      await page.getByText("authconfig is deprecated").waitFor();
      await page.getByText("Installing glibc-common").waitFor();
      await page.getByText("812").first().waitFor();
      await page.getByText("RS_DOCTOR_SILENT_INSTALL").waitFor();
    },
  },
  { name: "runs", hash: "#/runs", there: (page) => page.locator("rs-run-tile").first().waitFor() },
  {
    name: "images",
    hash: "#/images",
    there: async (page) => {
      await page.getByText("CentOS-7-x86_64-Minimal-1810.iso").waitFor();
      await page.locator("rs-storage-bar").waitFor();
    },
  },
  {
    name: "add",
    hash: "#/images",
    isOver: true,
    there: async (page) => {
      await page.locator("rs-images-page button.go").first().click();
      await page.getByRole("dialog").getByText("CentOS-7-x86_64-Minimal-1810.iso").waitFor();
    },
  },
  { name: "image", hash: `#/images/${ROCKY.name}`, there: (page) => page.locator("rs-image-page h1").waitFor() },
  {
    name: "new-profile",
    hash: `#/images/${ROCKY.name}/profile`,
    there: async (page) => {
      await page.locator("rs-new-profile-page textarea").last().fill("install\ntext\n%packages\n@core\n%end\n");
      await page.locator("rs-finding-list li").first().waitFor();
    },
  },
  { name: "profiles", hash: "#/profiles", there: (page) => page.locator("rs-profiles-page li").first().waitFor() },
  { name: "profile", hash: "#/profiles/worker", there: (page) => page.locator("rs-profile-page #disk").waitFor() },
  {
    name: "profile-text",
    hash: "#/profiles/worker",
    there: async (page) => {
      await tab(page, "text");
      await page.locator("rs-finding-list li").first().waitFor();
    },
  },
  {
    name: "profile-preview",
    hash: "#/profiles/worker",
    there: async (page) => {
      await tab(page, "preview");
      await page.locator("rs-answer-text").waitFor();
    },
  },
  {
    name: "profile-versions",
    hash: "#/profiles/worker",
    there: async (page) => {
      await tab(page, "versions");
      await page.locator("rs-diff li").first().waitFor();
    },
  },
  {
    name: "network",
    hash: "#/network",
    there: async (page) => {
      await page.locator("rs-foreign-banner").waitFor();
      await page.locator("rs-pool-map [role=grid]").first().waitFor();
      await page.locator("rs-lease-table tbody tr").first().waitFor();
    },
  },
  { name: "events", hash: "#/events", there: (page) => page.getByText("RS_ANSWER_STRANGER").waitFor() },
  section("region"),
  section("users"),
  section("tokens"),
  section("audit"),
  section("tls"),
  section("backup"),
  section("exports"),
  section("panel"),
  section("webhooks"),
  { name: "health", hash: "#/health", there: (page) => page.locator("rs-health-page rs-storage-bar").waitFor() },
  { name: "help", hash: "#/help", there: (page) => page.locator("rs-help-page a").first().waitFor() },
  {
    name: "help-rule",
    hash: "#/help/loader-not-run",
    there: (page) => page.getByText("RS_DOCTOR_LOADER_NOT_RUN").waitFor(),
  },
];
