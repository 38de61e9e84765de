// The plug of a busy appliance is pulled at random moments, with a disk that loses what nobody flushed. After each cut
// everything that was promised before is asked for again (docs/image-tests.md).
//   RACKSEED_CUTS=image  on the built image, not in the small guest
//   RACKSEED_CYCLES=50   how many cuts          RACKSEED_SEED=…   repeats the choices of an earlier run
import assert from "node:assert/strict";
import { loadavg } from "node:os";
import { test } from "node:test";
import { Cuts, WORK } from "./cuts/scene.ts";
import { randomOf } from "./cuts/random.ts";
import type { Body } from "../harness/body.ts";
import { imageBody } from "../harness/image-body.ts";
import { smallGuest } from "../harness/small-guest.ts";

const CYCLES = Number(process.env["RACKSEED_CYCLES"] ?? 50);
const SEED = Number(process.env["RACKSEED_SEED"] ?? Date.now() % 1_000_000);
/** "image": the built image on an emulated board, minutes a cycle; else the small guest. */
const ON_IMAGE = process.env["RACKSEED_CUTS"] === "image";
const BOOT_MS = ON_IMAGE ? 1_200_000 : 300_000;
/** Most cuts that the control may need before it has lost something. */
const CONTROL_CYCLES = 12;
const LONGEST_WORK_MS = ON_IMAGE ? 60_000 : 9000;
const LONGEST_START_MS = ON_IMAGE ? 60_000 : 15_000;

const body = ({ folder }: { folder: string }): Promise<Body> => (ON_IMAGE ? imageBody(folder) : smallGuest(folder));
const say = (text: string): void => console.log(`# ${text}`);

test(`${CYCLES} power cuts of a busy appliance: it always comes up, and nothing is lost (trust 5.3; 5 a to f)`, async () => {
  say(`seed ${SEED}, ${CYCLES} cycles, ${ON_IMAGE ? "the image" : "the small guest"}`);
  const random = randomOf(SEED);
  await using cuts = await Cuts.open({ body, random, bootMs: BOOT_MS, say });
  await cuts.begin();
  const began = performance.now();
  for (let cycle = 1; cycle <= CYCLES; cycle++) {
    const milliseconds = 1000 + random.below(LONGEST_WORK_MS);
    const work = random.oneOf(WORK);
    await cuts.workAndCut(work, milliseconds);
    const twice = random.below(6) === 0;
    if (twice) await cuts.startAndCut(random.below(LONGEST_START_MS));
    const off = performance.now();
    await cuts.powerOn();
    const up = Math.round((performance.now() - off) / 1000);
    const seen = await cuts.check();
    say(
      `${cycle}: ${work}, cut after ${milliseconds} ms${twice ? ", and once more while it started" : ""}; up in ${up} s; ${JSON.stringify(seen)}; ${Math.round((performance.now() - began) / 1000)} s, load ${loadavg()[0]?.toFixed(1) ?? ""}`,
    );
    for (const complaint of cuts.ledger.complaints.slice(0, 20)) say(`not kept: ${complaint}`);
    cuts.ledger.assertKept(`cycle ${cycle}, seed ${SEED}`);
  }
  assert.ok(cuts.ledger.leases.size > CYCLES, `only ${cuts.ledger.leases.size} leases`);
  assert.ok(cuts.ledger.runs.size > CYCLES / 25, `only ${cuts.ledger.runs.size} runs`);
});

test("the control, whose databases do not sync, loses something: the cuts above are real (trust 5.2, 5.3)", async () => {
  const random = randomOf(SEED + 1);
  const options = { body, random, bootMs: BOOT_MS, say };
  await using cuts = await Cuts.open({ ...options, unsafe: true });
  await cuts.begin();
  for (let cycle = 1; cycle <= CONTROL_CYCLES; cycle++) {
    await cuts.workAndCut("everything", 1000 + random.below(LONGEST_WORK_MS));
    // A database that cannot be opened any more is a loss too.
    const lost = await cuts.powerOn().then(
      async () => (await cuts.check(), cuts.ledger.complaints),
      (error: unknown) => [(error as Error).message],
    );
    say(`control ${cycle}: ${lost.length} lost${lost[0] === undefined ? "" : `, the first: ${lost[0].slice(0, 300)}`}`);
    if (lost.length > 0) return;
  }
  assert.fail(`nothing was lost in ${CONTROL_CYCLES} cuts without a sync: the cuts prove nothing`);
});
