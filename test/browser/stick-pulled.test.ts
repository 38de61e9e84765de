// A stick that is pulled out while its ISO is read: a real file system on a real device that ends in the middle.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { makeReleaseIso } from "../fakes/release-iso.ts";
import { openScene, type Scene, TOKEN, URL_BASE } from "../integration/appliance/scene.ts";
import { rocky94 } from "../unit/systems/media.ts";
import { openInside } from "./inside.ts";

/** A stick's file system with the ISO on it, as one file; how large the ISO is does not matter to the test. */
function makeStick(scene: Scene): string {
  const content = join(scene.folder, "content");
  mkdirSync(content);
  const iso = join(scene.folder, rocky94.fileName);
  makeReleaseIso(iso, rocky94, { "big.bin": randomBytes(64_000_000) });
  renameSync(iso, join(content, rocky94.fileName));
  const device = join(scene.folder, "device");
  execFileSync("mkfs.ext4", ["-q", "-b", "4096", "-O", "^has_journal", "-d", content, device, "128M"]);
  return device;
}

/**
 * Mounts it, then lets the device end in the middle of the ISO, so that every read behind that is EIO, as of a stick
 * that is gone. In a mount namespace of the appliance's own; direct-io, or the page cache would still know the rest.
 */
const withPulledStick = (device: string, mount: string): string[] => [
  ...["unshare", "--mount", "sh", "-ec"],
  `loop=$(losetup --show -f --direct-io=on ${device}); mount -o ro $loop ${mount}; losetup -d $loop
   ls -R ${mount} >/dev/null; truncate -s 40M ${device}; exec "$@"`,
  "sh",
];

test("a stick that is pulled out in the middle of an import is told with its percentage, and nothing is added (trust 4.93)", async () => {
  await using scene = await openScene();
  const sticks = join(scene.folder, "sticks");
  const mount = join(sticks, "SANDISK");
  mkdirSync(mount, { recursive: true });
  const running = scene.start({ media: { folder: sticks } }, withPulledStick(makeStick(scene), mount));
  await running.says(/ready on http/, 30_000);
  await using opened = await openInside(scene.host.name, `${URL_BASE}/#token=${TOKEN}`);
  const { page, complaints } = opened;
  await page.getByRole("link", { name: "Images" }).click();
  await page.getByRole("heading", { name: "Stick SANDISK is in" }).waitFor();
  await page.getByRole("button", { name: `Import ${rocky94.fileName}` }).click();
  const card = page.getByRole("article").filter({ hasText: "refused" });
  const told = await card.getByText(/^The USB stick was removed at \d+ %\. Nothing was added\./).innerText();
  const percent = Number(/ at (\d+) %/.exec(told)?.[1]);
  assert.ok(percent > 10 && percent < 90, told);
  assert.match(told, /Put it in again and import .+ once more \(EIO\)\.$/);
  await page.getByRole("heading", { level: 1, name: /1 refused$/ }).waitFor();
  assert.deepEqual(readdirSync(join(scene.folder, "data/images")), [], "nothing is left on the card");
  assert.deepEqual(complaints, []);
});
