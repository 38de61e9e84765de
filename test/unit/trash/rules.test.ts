import assert from "node:assert/strict";
import { test } from "node:test";

import { daysLeft, expired, firstToGo } from "../../../appliance/trash/rules.ts";

const DAY = 86_400;

test("a profile can be taken back for 30 days, an image for 7, and not a second longer", () => {
  const items = [
    { kind: "profile", second: 0 },
    { kind: "image", second: 0 },
  ] as const;
  assert.deepEqual(expired(items, 7 * DAY - 1), []);
  assert.deepEqual(expired(items, 7 * DAY), [items[1]]);
  assert.deepEqual(expired(items, 30 * DAY), items);
  assert.deepEqual([daysLeft(items[0], 0), daysLeft(items[1], 0), daysLeft(items[1], 6.5 * DAY)], [30, 7, 1]);
  assert.equal(daysLeft(items[1], 99 * DAY), 0);
});

test("for room the image goes that was removed longest ago; profiles take none and stay", () => {
  const old = { kind: "image", second: 5, name: "old" } as const;
  const young = { kind: "image", second: 9, name: "young" } as const;
  assert.equal(firstToGo([young, { kind: "profile", second: 1, name: "p" } as const, old])?.name, "old");
  assert.equal(firstToGo([{ kind: "profile", second: 1 } as const]), undefined);
});
