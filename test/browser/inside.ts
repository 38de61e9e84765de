// A browser behind the same switch as the appliance: a person with a laptop, not a test with a shortcut.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { type BrowserContextOptions, chromium, type Page } from "playwright-core";

import { SIZES } from "./browser.ts";

const run = promisify(execFile);

export interface Inside extends AsyncDisposable {
  readonly page: Page;
  /** Everything that should not happen: errors of scripts and requests to another origin. */
  readonly complaints: string[];
}

/** Debian's Chromium in a network namespace, at `url`. The appliance's own certificate is taken as a person takes it. */
export async function openInside(namespace: string, url: string, options: BrowserContextOptions = {}): Promise<Inside> {
  await using stack = new AsyncDisposableStack();
  await settled(namespace);
  const folder = mkdtempSync(join(tmpdir(), "rackseed-chromium-"));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, "chromium.sh");
  writeFileSync(program, `#!/bin/sh\nexec ip netns exec ${namespace} /usr/bin/chromium "$@"\n`, { mode: 0o755 });
  const browser = await chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  stack.defer(() => browser.close());
  const context = await browser.newContext({
    viewport: SIZES.desk,
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    ignoreHTTPSErrors: true,
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(url);
  const kept = stack.move();
  return { page, complaints, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** When an address comes or goes Chromium drops what is on its way. A new cable's IPv6 address is tentative for a second or two. */
async function settled(namespace: string): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { stdout } = await run("ip", ["-n", namespace, "-6", "-o", "address", "show", "tentative"]);
    if (stdout === "") return;
  }
  throw new Error(`the addresses in ${namespace} are still tentative after 10 s`);
}
