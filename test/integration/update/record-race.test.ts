// rackseed-good and an update that was asked for right after the start are two programs that write the same record.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { after, test } from "node:test";

import { openBox, placesIn, removeLeftovers } from "../../../appliance/update/root/places.ts";
import { cardRoot, openWorld } from "./world.ts";

const world = await openWorld();
after(() => world[Symbol.asyncDispose]());

test("two programs that write the record of updates at the same time do not stumble over each other", async () => {
  const root = await cardRoot(world, "race");
  const places = new URL("../../../appliance/update/root/places.ts", import.meta.url).href;
  const script = `
    import { openBox, placesIn } from ${JSON.stringify(places)};
    const box = openBox(placesIn(${JSON.stringify(root)}));
    for (let i = 0; i < 200; i++) box.write({ slots: { A: "0.1.0", B: String(i) } });`;
  const ends = await Promise.all(
    [1, 2].map(() => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      return new Promise<string>((resolve) => child.once("close", (code) => resolve(code === 0 ? "" : said)));
    }),
  );
  assert.deepEqual(ends, ["", ""]);
  assert.equal(openBox(placesIn(root)).read().slots.B, "199");
  assert.deepEqual(await readdir(join(root, "data/host")), ["update.json"], "nothing half-written is left");
});

test("what a power cut left of an update is removed at the start, and not one that comes in already", async () => {
  const box = openBox(placesIn(await cardRoot(world, "leftovers")));
  removeLeftovers(box); // nothing is there yet
  const cut = join(dirname(box.incoming), "incoming-of-another-start");
  for (const folder of [cut, box.incoming]) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "bundle.raucb"), "half of it");
  }
  await writeFile(join(dirname(box.incoming), "update.json"), "{}");
  removeLeftovers(box);
  assert.deepEqual((await readdir(dirname(box.incoming))).sort(), [basename(box.incoming), "update.json"].sort());
  assert.deepEqual(await readdir(box.incoming), ["bundle.raucb"]);
});
