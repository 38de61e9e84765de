import assert from "node:assert/strict";
import { test } from "node:test";

import type { AppError } from "../../../appliance/errors.ts";
import { macOf, openStock, type Stock } from "./stock.ts";

const twelve = Array.from({ length: 12 }, (_, index) => macOf(index + 1));
const filled = (stock: Stock): Stock => {
  for (const mac of twelve) stock.inventory.save(mac, { profile: "worker" });
  return stock;
};
const how = { skipRefused: false, confirm: undefined };
const refusal = (code: string, said: RegExp) => (error: AppError) => error.code === code && said.test(error.message);

test("a dry run names what would be wiped, each new name and every refusal, and changes nothing", async () => {
  using stock = filled(openStock((mac) => (mac === macOf(7) ? "node-07 has no disk." : undefined)));
  const plan = await stock.tools.plan({ macs: twelve, names: "node-{01..}", profile: "storage" });
  assert.deepEqual([plan.ready, plan.refused], [11, 1]);
  assert.deepEqual(plan.items[0], {
    mac: macOf(1),
    verdict: "ready",
    sentences: [],
    name: "node-01",
    profile: "storage",
    image: "debian-12",
    wipes: "/dev/sda",
    address: undefined,
  });
  assert.deepEqual(plan.items[6]?.sentences, ["node-07 has no disk."]);
  assert.equal(stock.inventory.get(macOf(1))?.name, undefined);
  assert.equal(stock.runs.list().length, 0);
});

test("many are armed only with their number typed; then all of them in one batch with names, window and who", async () => {
  using stock = filled(openStock());
  const wish = { macs: twelve, names: "node-{01..}" };
  await assert.rejects(stock.tools.arm(wish, how), refusal("RS_ARM_CONFIRM", /12 machines will be wiped/));
  await assert.rejects(stock.tools.arm(wish, { ...how, confirm: 11 }), refusal("RS_ARM_CONFIRM", /12/));
  assert.equal(stock.runs.list().length, 0);
  const { runs } = await stock.tools.arm(wish, { ...how, confirm: 12, window: 600, by: "ada" });
  assert.equal(runs.length, 12);
  assert.equal(new Set(runs.map(({ batch }) => batch)).size, 1);
  assert.deepEqual([runs[0]?.armedBy, runs[11]?.machine], ["ada", "node-12"]);
  assert.equal(stock.runs.openOf(macOf(3))?.armedUntil, 1600);
  stock.wait(601);
  assert.equal(stock.runs.openOf(macOf(3)), undefined, "the window has closed");
});

test("one refusal arms nobody, unless the refused are to be skipped", async () => {
  using stock = filled(openStock((mac) => (mac === macOf(7) ? "node-07 has no disk." : undefined)));
  const all = stock.tools.arm({ macs: twelve }, { ...how, confirm: 12 });
  await assert.rejects(all, refusal("RS_ARM_REFUSED", /Nothing was armed. node-07 has no disk/));
  assert.equal(stock.runs.list().length, 0);
  const { runs } = await stock.tools.arm({ macs: twelve }, { skipRefused: true, confirm: 11 });
  assert.equal(runs.length, 11);
  assert.equal(stock.runs.newestOf(macOf(7)), undefined);
});

test("arming is one transaction: when a run cannot be stored, no machine is renamed and none is armed", async () => {
  using stock = filled(openStock());
  stock.db.exec(`CREATE TRIGGER full BEFORE INSERT ON run WHEN NEW.mac = '${macOf(12)}'
    BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  const wish = { macs: twelve, names: "node-{01..}" };
  await assert.rejects(stock.tools.arm(wish, { ...how, confirm: 12 }), /disk is full/);
  assert.equal(stock.runs.list().length, 0);
  assert.equal(stock.inventory.get(macOf(1))?.name, undefined);
  assert.equal(stock.db.prepare("SELECT name FROM machine WHERE name IS NOT NULL").all().length, 0);
  stock.inventory.save(macOf(99), { name: "node-01" }); // the name is free
});

test("runs are stopped together, and those that failed are armed again", async () => {
  using stock = filled(openStock());
  const { runs } = await stock.tools.arm({ macs: twelve }, { ...how, confirm: 12 });
  const ids = runs.slice(0, 3).map(({ id }) => id);
  assert.deepEqual(
    stock.tools.stop([...ids, ...ids, "nobody"]).map(({ state }) => state),
    ["failed", "failed", "failed"],
  );
  assert.deepEqual(stock.tools.failed({}), twelve.slice(0, 3));
  assert.deepEqual(stock.tools.failed({ ids: ids.slice(0, 1) }), [macOf(1)]);
  assert.deepEqual(stock.tools.failed({ profile: "storage" }), []);
});

test("a change of many is undone, except where somebody changed a machine since; after ten minutes it is too late", async () => {
  using stock = filled(openStock());
  const { undo, machines } = stock.tools.change(
    twelve.map((mac, index) => ({ mac, change: { rack: "A", unit: index + 1 } })),
  );
  assert.equal(machines, 12);
  stock.inventory.save(macOf(2), { notes: "fan is loud" });
  const { left } = await stock.tools.undo(undo);
  assert.deepEqual(left, [macOf(2)]);
  assert.equal(stock.inventory.get(macOf(1))?.rack, undefined);
  assert.equal(stock.inventory.get(macOf(2))?.unit, 2);
  await assert.rejects(stock.tools.undo(undo), refusal("RS_UNDO_GONE", /nothing to undo/));
  const second = stock.tools.change([{ mac: macOf(1), change: { name: "one" } }]);
  stock.wait(601);
  await assert.rejects(stock.tools.undo(second.undo), refusal("RS_UNDO_GONE", /ten minutes/));
});

test("removed machines come back by undo, and their open run was stopped", async () => {
  using stock = filled(openStock());
  stock.inventory.save(macOf(1), { name: "node-01", vars: { rack: "A" } });
  stock.arming.arm(macOf(1));
  const { undo } = stock.tools.remove([macOf(1), macOf(2)]);
  assert.equal(stock.inventory.list().length, 10);
  assert.equal(stock.runs.openOf(macOf(1)), undefined);
  await stock.tools.undo(undo);
  const back = stock.inventory.get(macOf(1));
  assert.deepEqual([back?.name, back?.vars, back?.known], ["node-01", { rack: "A" }, true]);
  assert.equal(stock.runs.openOf(macOf(1)), undefined, "undo never arms");
});

test("two machines do not stand in the same unit, and all changes of a request are made or none", () => {
  using stock = filled(openStock());
  stock.inventory.save(macOf(1), { rack: "A", unit: 10, height: 2 });
  assert.throws(
    () => stock.inventory.save(macOf(2), { rack: "A", unit: 11 }),
    refusal("RS_MACHINE_TAKEN", /unit 11 of rack A belongs to/),
  );
  stock.inventory.save(macOf(2), { rack: "B", unit: 11 });
  assert.throws(() => stock.inventory.save(macOf(3), { unit: 4 }), refusal("RS_MACHINE_PLACE", /Name the rack/));
  assert.throws(
    () => stock.inventory.save(macOf(3), { rack: "C", unit: 60, height: 2 }),
    refusal("RS_MACHINE_PLACE", /at most 60/),
  );
  const both = [
    { mac: macOf(4), change: { rack: "C", unit: 1 } },
    { mac: macOf(5), change: { rack: "C", unit: 1 } },
  ];
  assert.throws(() => stock.tools.change(both), refusal("RS_MACHINE_TAKEN", /unit 1 of rack C/));
  assert.equal(stock.inventory.get(macOf(4))?.rack, undefined);
  // Two machines may change places in one request.
  const swapped = stock.tools.change([
    { mac: macOf(1), change: { rack: "B", unit: 11, height: null } },
    { mac: macOf(2), change: { rack: "A", unit: 10 } },
  ]);
  assert.equal(swapped.machines, 2);
  assert.equal(stock.inventory.get(macOf(1))?.rack, "B");
});
