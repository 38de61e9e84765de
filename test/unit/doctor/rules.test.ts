import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { examineHouse, examineMachine } from "../../../appliance/doctor/examine.ts";
import type { MachineFacts } from "../../../appliance/doctor/facts.ts";
import { RULES } from "../../../appliance/doctor/rules.ts";
import { HOUSES, MACHINES, quiet } from "./cases.ts";
import { machine } from "./facts.ts";

const found = (facts: Partial<MachineFacts>): string[] => examineMachine(RULES, machine(facts)).map(({ rule }) => rule);

describe("the boot doctor, a machine", () => {
  for (const [name, [rules, facts]] of Object.entries(MACHINES))
    it(`${name}: ${rules.join(", ") || "nothing to say"} (person 1.2)`, () => assert.deepEqual(found(facts), rules));

  it("a finding has both languages, causes, and what to do; nothing in it is undefined", () => {
    for (const [, facts] of Object.values(MACHINES)) {
      for (const { texts, action, mac } of examineMachine(RULES, machine(facts))) {
        assert.notEqual(mac, undefined);
        for (const said of [texts.en, texts.zh]) {
          assert.ok(said.why.length > 0 && said.action !== "");
          assert.doesNotMatch(JSON.stringify(said), /undefined|NaN|\$\{/);
        }
        assert.match(texts.zh.title, /\p{Script=Han}/u);
        assert.ok(action.kind === "api" || action.to.startsWith("#/"));
      }
    }
  });
});

describe("the boot doctor, the network", () => {
  for (const [name, [rules, facts]] of Object.entries(HOUSES))
    it(`${name}: ${rules.join(", ") || "nothing to say"}`, () =>
      assert.deepEqual(
        examineHouse(RULES, { ...quiet, ...facts }).map(({ rule }) => rule),
        rules,
      ));
});

it("every rule is found in at least one of these tables, and its id and code are its own", () => {
  const seen = new Set([...Object.values(MACHINES), ...Object.values(HOUSES)].flatMap(([rules]) => rules));
  assert.deepEqual(
    RULES.map(({ id }) => id).filter((id) => !seen.has(id)),
    [],
  );
  assert.equal(new Set(RULES.map(({ code }) => code)).size, RULES.length);
  assert.equal(new Set(RULES.map(({ id }) => id)).size, RULES.length);
});
