import assert from "node:assert/strict";
import { test } from "node:test";

import { whyNot, planOf } from "../../../appliance/machines/arm-plan.ts";
import { Claims } from "../../../appliance/machines/claims.ts";
import type { Machine } from "../../../appliance/machines/machine.ts";
import { namesOf } from "../../../appliance/machines/name-pattern.ts";
import { placeProblem, unitsOf } from "../../../appliance/machines/place.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const machine = (last: number, more: Partial<Machine>): Machine =>
  ({ mac: parseMac(`52:54:00:00:00:0${last}`), known: true, vars: {}, ...more }) as Machine;

test("a machine takes as many units as it is high, and fits into its rack", () => {
  assert.deepEqual(unitsOf({ rack: "A", unit: 3, height: 2 }), [3, 4]);
  assert.deepEqual(unitsOf({ rack: "A" }), []);
  assert.equal(placeProblem({ rack: "A", unit: 60 }), undefined);
  assert.match(placeProblem({ rack: "A", unit: 60, height: 2 }) ?? "", /at most 60/);
  assert.match(placeProblem({ unit: 1 }) ?? "", /Name the rack/);
});

test("what one machine has another cannot have, until it is given back", () => {
  const claims = new Claims();
  const first = machine(1, { name: "node-01", rack: "A", unit: 3, height: 2 });
  claims.take(first);
  assert.equal(claims.clash(first), undefined);
  assert.equal(claims.clash(machine(2, { name: "node-01" }))?.what, "name node-01");
  assert.equal(claims.clash(machine(2, { rack: "A", unit: 4 }))?.what, "unit 4 of rack A");
  assert.equal(claims.clash(machine(2, { rack: "B", unit: 4 })), undefined);
  claims.leave(first);
  assert.equal(claims.clash(machine(2, { name: "node-01", rack: "A", unit: 4 })), undefined);
});

test("names follow a pattern; what is no pattern is refused with an example", () => {
  assert.deepEqual(namesOf("node-{01..}", 2), ["node-01", "node-02"]);
  assert.deepEqual(namesOf("Rack1-n{8}", 3), ["rack1-n8", "rack1-n9", "rack1-n10"]);
  for (const wrong of ["node", "node-{01..}{1}", "-{1}", "a b{1}", "{1}-"])
    assert.throws(() => namesOf(wrong, 1), /node-\{01\.\.\}/, wrong);
});

test("a plan with a refusal, or without the right number typed, is not carried out", () => {
  const mac = parseMac("52:54:00:00:00:01");
  const ready = { mac, verdict: "ready", sentences: [] } as const;
  const refused = { mac, verdict: "refused", sentences: ["It has no disk."] } as const;
  assert.equal(whyNot(planOf([ready]), { skipRefused: false, confirm: undefined }), undefined);
  assert.equal(whyNot(planOf([ready, ready]), { skipRefused: false, confirm: 1 })?.code, "RS_ARM_CONFIRM");
  assert.equal(whyNot(planOf([ready, ready]), { skipRefused: false, confirm: 2 }), undefined);
  assert.match(whyNot(planOf([ready, refused]), { skipRefused: false, confirm: 1 })?.text ?? "", /It has no disk/);
  assert.equal(whyNot(planOf([ready, refused]), { skipRefused: true, confirm: 1 }), undefined);
  assert.equal(whyNot(planOf([refused]), { skipRefused: true, confirm: 0 })?.code, "RS_ARM_REFUSED");
});
