import assert from "node:assert/strict";
import { test } from "node:test";

import { enter } from "../../../image-build/users.ts";

const empty = (): Map<string, string[]> =>
  new Map(["passwd", "group", "shadow", "gshadow"].map((name) => [name, [] as string[]]));

test("a user with a fixed number gets a line in all four tables, and cannot sign in", () => {
  const tables = empty();
  enter(tables, ["g", "rackseed", "990"], "here");
  enter(tables, ["u", "rackseed", "990:990", "The service", "/data/rackseed"], "here");
  assert.deepEqual(tables.get("passwd"), ["rackseed:x:990:990:The service:/data/rackseed:/usr/sbin/nologin"]);
  assert.deepEqual(tables.get("group"), ["rackseed:x:990:"]);
  assert.deepEqual(tables.get("shadow"), ["rackseed:!*:::::::"]);
  assert.deepEqual(tables.get("gshadow"), ["rackseed:!*::"]);
});

test("what is there already stays: a second overlay may name the same user", () => {
  const tables = empty();
  for (let turn = 0; turn < 2; turn += 1) enter(tables, ["u", "rackseed", "990"], "here");
  assert.equal(tables.get("passwd")?.length, 1);
});

test("a member is entered once, and only where user and group exist", () => {
  const tables = empty();
  enter(tables, ["u", "rackseed", "990"], "here");
  enter(tables, ["g", "video", "44"], "here");
  enter(tables, ["m", "rackseed", "video"], "here");
  enter(tables, ["m", "rackseed", "video"], "here");
  assert.deepEqual(tables.get("group")?.at(-1), "video:x:44:rackseed");
  assert.throws(() => enter(tables, ["m", "nobody-here", "video"], "line 3"), /line 3: no such user or group/);
});

test("a number that the next build may choose otherwise is refused", () => {
  assert.throws(() => enter(empty(), ["u", "rackseed", "-"], "line 1"), /numbers must be fixed/);
});

test("a number that a package of Debian has got already is refused", () => {
  const tables = empty();
  enter(tables, ["u", "sshd", "990"], "here");
  assert.throws(() => enter(tables, ["u", "rackseed", "990"], "line 2"), /line 2: 990 is sshd's number/);
});
