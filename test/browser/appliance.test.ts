// A real appliance on loopback, silent on the wire; a real ISO, uploaded by a real browser.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { stringify } from "yaml";

import { sendJson, TOKEN } from "../integration/http/fakes.ts";
import { Running } from "../integration/namespace.ts";
import { openBrowser, openPage } from "./browser.ts";

const MAIN = new URL("../../appliance/main.ts", import.meta.url).pathname;
const browser = await openBrowser();
after(() => browser.close());

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
};

function makeIso(folder: string): string {
  const tree = join(folder, "tree");
  mkdirSync(join(tree, "docs"), { recursive: true });
  writeFileSync(join(tree, "docs/hello.txt"), "hello from the ISO\n");
  writeFileSync(join(tree, "filling"), randomBytes(20 * 1024 * 1024));
  const iso = join(folder, "Rack-1.0-x86_64.iso");
  execFileSync("xorriso", ["-as", "mkisofs", "-R", "-J", "-V", "RACK_1_0", "-o", iso, tree], { stdio: "ignore" });
  return iso;
}

test("an ISO that the browser uploads to a running appliance becomes a ready image, its files can be browsed, and it is deleted", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-browser-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const file = join(folder, "rackseed.yaml");
  const config = {
    data: join(folder, "data"),
    interface: "lo",
    address: "127.0.0.1/8",
    http: { ports: [port] },
    https: { ports: [] },
    access: { token: TOKEN, plainHttp: true },
    tftp: { enabled: false },
    syslog: { enabled: false },
    ftp: { enabled: false },
  };
  writeFileSync(file, stringify(config));
  await using appliance = new Running(
    spawn(process.execPath, [MAIN, "--config", file], { stdio: ["pipe", "pipe", "pipe"] }),
  );
  await appliance.says(/ready on http/, 20_000);
  const url = `http://127.0.0.1:${port}`;
  // Said in advance, so that the page does not begin with the first run.
  const said = await fetch(`${url}/api/v1/network`, sendJson("PUT", { mode: "off", answer: "everyone", subnets: [] }));
  assert.equal(said.status, 200);
  await using opened = await openPage(browser, url);
  const { page, complaints } = opened;
  await page.getByRole("link", { name: "Images" }).click();
  await page.getByText("No image has been added yet").waitFor();
  const iso = makeIso(folder);
  await page.getByRole("button", { name: "Add an image…" }).click();
  await page.locator("input[type=file]").setInputFiles(iso);
  await page.getByRole("heading", { level: 1, name: "One image is ready" }).waitFor({ timeout: 60_000 });
  const card = page.getByRole("article").filter({ hasText: "not verified" });
  await card.getByText(`${(statSync(iso).size / 1e6).toFixed(1)} MB`).waitFor();
  const tree = await card.getByRole("link", { name: "Browse files" }).getAttribute("href");
  const hello = await page.request.get(`${url}${tree}docs/hello.txt`);
  assert.equal(await hello.text(), "hello from the ISO\n");

  await card.getByRole("button", { name: /^Delete/ }).click();
  await page.getByText("No image has been added yet").waitFor();
  assert.deepEqual(complaints, []);
});
