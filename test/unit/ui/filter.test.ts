import assert from "node:assert/strict";
import { test } from "node:test";

import type { Machine } from "../../../appliance/http/needs.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { matcherOf, parseFilter, suggestionsFor } from "../../../ui/src/data/filter.ts";
import { racksOf } from "../../../ui/src/data/racks.ts";
import { moved, NOTHING, rangeTo, toggled } from "../../../ui/src/data/selection.ts";
import { sliceOf } from "../../../ui/src/data/windowing.ts";

const machine = (last: number, more: Partial<Machine>): Machine => ({
  mac: parseMac(`00:25:90:c0:f7:0${last}`),
  known: true,
  ...more,
});
const MACHINES = [
  machine(1, { name: "node-01", rack: "A", profile: "web", firmware: "uefi-x64" }),
  machine(2, { name: "node-02", rack: "Row 2", profile: "db", firmware: "bios" }),
  machine(3, { name: "store-1", rack: "A", profile: "db" }),
  machine(4, { known: false }),
];
const found = (text: string): string =>
  MACHINES.filter(matcherOf(parseFilter(text)))
    .map(({ mac }) => mac.slice(-1))
    .join("");

for (const [text, wanted] of Object.entries({
  "": "1234",
  node: "12",
  "name:node profile:db": "2",
  "profile:db profile:web": "123",
  "rack:a": "13",
  'rack:"row 2"': "2",
  "-rack:A known": "",
  "-name:node": "34",
  "-profile:db -profile:web": "4",
  "state:new": "4",
  "mac:00:25:90:c0:f7:03": "3",
  "mac:00-25-90-C0-F7-03": "3",
  "f7:02": "2",
  "firmware:uefi": "1",
  "NODE-0 web": "1",
})) {
  test(`the filter ${text === "" ? "that is empty" : text} finds ${wanted === "" ? "nothing" : wanted}`, () => {
    assert.equal(found(text), wanted);
    assert.deepEqual(parseFilter(text).problems, []);
  });
}

test("what the filter does not understand is told, and the rest still works", () => {
  assert.deepEqual(parseFilter("stat:failed state:broken rack:").problems, [
    { kind: "field", word: "stat", meant: "state" },
    { kind: "state", word: "broken" },
    { kind: "empty", word: "rack" },
  ]);
  assert.equal(found("stat:failed node-01"), "1");
});

test("the filter suggests fields, then the values that are there", () => {
  assert.deepEqual(suggestionsFor("node pro", MACHINES), ["profile:"]);
  assert.deepEqual(suggestionsFor("-rack:", MACHINES), ["-rack:A", '-rack:"Row 2"']);
  assert.deepEqual(suggestionsFor("state:fa", MACHINES), ["state:failed"]);
});

test("a rack is drawn from the top down, with the free units between and no unit twice", () => {
  const { racks, unplaced } = racksOf([
    machine(1, { rack: "A", unit: 10 }),
    machine(2, { rack: "A", unit: 12, height: 2 }),
    machine(3, { rack: "A" }),
    machine(4, {}),
  ]);
  assert.deepEqual(
    racks[0]?.slots.map(({ kind, unit, height }) => [kind, unit, height]),
    [
      ["machine", 12, 2],
      ["gap", 11, 1],
      ["machine", 10, 1],
    ],
  );
  assert.deepEqual([racks[0].loose.length, unplaced.length], [1, 1]);
});

test("of ten thousand rows only those in sight are drawn, and what is above and below keeps its room", () => {
  const { first, end, above, below } = sliceOf(10_000, 52, 260_000, 800);
  assert.equal(above + (end - first) * 52 + below, 520_000);
  assert.ok(first <= 5000 && end >= 5016 && end - first < 40);
  assert.deepEqual(sliceOf(3, 52, -400, 800), { first: 0, end: 3, above: 0, below: 0 });
  assert.equal(sliceOf(100, 52, 90_000, 800).end, 100);
});

test("machines are chosen one by one, as a range, and by the keyboard", () => {
  const list = ["a", "b", "c", "d"];
  const one = toggled(NOTHING, "b");
  assert.deepEqual([...rangeTo(one, "d", list).chosen], ["b", "c", "d"]);
  assert.deepEqual([...toggled(one, "b").chosen], []);
  assert.equal(moved(one, 10, list).cursor, "d");
  assert.equal(moved(NOTHING, 1, list).cursor, "a");
});
