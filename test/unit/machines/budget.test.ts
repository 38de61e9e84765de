import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  booted,
  BOOTS,
  type Budget,
  FETCHES,
  freshBudget,
  spend,
  started,
} from "../../../appliance/machines/budget.ts";

/** What becomes of a budget, step by step: a fetch as file name, or what else happened. */
function story(...steps: readonly string[]): string[] {
  let budget: Budget = freshBudget;
  return steps.flatMap((step) => {
    if (step === "booted" || step === "started") {
      budget = step === "booted" ? booted(budget) : started(budget);
      return [];
    }
    const [how = "", file = ""] = step.split(" ");
    const spent = spend(budget, file, how as "whole" | "resume" | "peek");
    if (spent.kind === "allowed") budget = spent.budget;
    return [spent.kind];
  });
}

const many = (count: number, step: string): string[] => Array.from({ length: count }, () => step);

test("each file is given five times in a boot, and then no more (trust 2.3.4)", () => {
  assert.deepEqual(story(...many(6, "whole ks.cfg")), [...many(5, "allowed"), "burnt"]);
  assert.deepEqual(story(...many(5, "whole user-data"), "whole meta-data"), many(6, "allowed"));
});

test("looks and resumes count for nothing, but a resume of what was never fetched is a fetch (trust 2.3.7)", () => {
  const counted = [
    ...many(20, "peek ks.cfg"),
    "whole ks.cfg",
    ...many(20, "resume ks.cfg"),
    ...many(4, "whole ks.cfg"),
  ];
  assert.deepEqual(story(...counted, "whole ks.cfg"), [...many(45, "allowed"), "burnt"]);
  assert.deepEqual(story(...many(6, "resume ks.cfg")), many(6, "allowed")); // the first of them was counted
  assert.deepEqual(story("resume ks.cfg", "started", "resume ks.cfg"), ["allowed", "burnt"]);
});

test("once the installer has started, what it fetched is burnt; what it did not fetch yet is given once (trust 2.3.4)", () => {
  const steps = [
    "whole live.ign",
    "started",
    "whole live.ign",
    "peek live.ign",
    "whole config.ign",
    "whole config.ign",
  ];
  assert.deepEqual(story(...steps), ["allowed", "burnt", "burnt", "allowed", "burnt"]);
});

test("a machine that boots its installer again may fetch again, but not for ever", () => {
  assert.deepEqual(story(...many(5, "whole ks.cfg"), "started", "booted", "whole ks.cfg"), many(6, "allowed"));
  const loops = many(BOOTS + 3, "").flatMap(() => ["booted", ...many(FETCHES, "whole ks.cfg")]);
  assert.equal(story(...loops).filter((outcome) => outcome === "allowed").length, BOOTS * FETCHES);
});

test("whatever is asked, at most five whole fetches of a file are given between two boots (trust 2.3.4)", () => {
  const step = fc.oneof(
    fc.constant("started"),
    fc
      .tuple(fc.constantFrom("whole", "resume", "peek"), fc.constantFrom("a", "b", "__proto__", "constructor"))
      .map((pair) => pair.join(" ")),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const outcomes = story(...steps);
      const asked = steps.filter((one) => one !== "started");
      for (const file of ["a", "b", "__proto__", "constructor"]) {
        const given = asked.filter((one, index) => one === `whole ${file}` && outcomes[index] === "allowed");
        assert.ok(given.length <= FETCHES);
      }
    }),
  );
});
