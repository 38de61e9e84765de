// A browser behind the same switch as the appliance: a person with a laptop, not a test with a shortcut.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type BrowserContextOptions, chromium, type Page } from "playwright-core";

import { SIZES } from "./browser.ts";

export interface Inside extends AsyncDisposable {
  readonly page: Page;
  /** Everything that should not happen: errors of scripts and requests to another origin. */
  readonly complaints: string[];
}

/** Debian's Chromium in a network namespace, at `url`. The appliance's own certificate is taken as a person takes it. */
export async function openInside(namespace: string, url: string, options: BrowserContextOptions = {}): Promise<Inside> {
  await using stack = new AsyncDisposableStack();
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
