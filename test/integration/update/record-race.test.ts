// rackseed-good and an update that was asked for right after the start are two programs that write the same record.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { openBox, placesIn } from "../../../appliance/update/root/places.ts";
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
