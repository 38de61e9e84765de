import assert from "node:assert/strict";
import { test } from "node:test";

import { limiter } from "../../../appliance/http/rate-limit.ts";

test("trust 2.7: a caller may ask in a burst and then 50 times a second; others are not touched by it", () => {
  const waitOf = limiter({ perSecond: 50, burst: 100 });
  for (let i = 0; i < 100; i++) assert.equal(waitOf("a", 0), 0);
  assert.equal(waitOf("a", 0), 20);
  assert.equal(waitOf("b", 0), 0);
  let letIn = 0;
  for (let now = 1; now <= 1000; now++) if (waitOf("a", now) === 0) letIn++;
  assert.equal(letIn, 50);
});

test("after a pause the burst is full again, and never fuller", () => {
  const waitOf = limiter({ perSecond: 50, burst: 3 });
  for (let i = 0; i < 3; i++) waitOf("a", 0);
  const answers = Array.from({ length: 4 }, () => waitOf("a", 60_000));
  assert.deepEqual(
    answers.map((wait) => wait === 0),
    [true, true, true, false],
  );
});

test("ten thousand callers later the first is forgotten: memory has an end", () => {
  const waitOf = limiter({ perSecond: 1, burst: 1 });
  waitOf("first", 0);
  assert.ok(waitOf("first", 0) > 0);
  for (let i = 0; i < 10_000; i++) waitOf(`caller ${i}`, 0);
  assert.equal(waitOf("first", 0), 0);
});
