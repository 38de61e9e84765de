import assert from "node:assert/strict";
import { it } from "node:test";

import type { Finding } from "../../../appliance/doctor/examine.ts";
import { Findings } from "../../../appliance/doctor/findings.ts";
import { Gaps } from "../../../appliance/doctor/gaps.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const MAC = parseMac("52:54:00:77:00:01");
const said = { title: "t", why: ["w"], action: "a" };
const finding = (since: number): Finding => ({
  id: `boot-loop ${MAC}`,
  rule: "boot-loop",
  code: "RS_DOCTOR_BOOT_LOOP",
  severity: "error",
  mac: MAC,
  since,
  texts: { en: said, zh: said },
  action: { kind: "link", to: "#/" },
});

it("a finding opens once, keeps its since, and closes", () => {
  const findings = new Findings();
  assert.deepEqual(
    findings.settle(MAC, [finding(5)], 10).map(({ kind }) => kind),
    ["opened"],
  );
  assert.deepEqual(findings.settle(MAC, [finding(9)], 11), []);
  assert.equal(findings.list()[0]?.since, 5);
  assert.deepEqual(findings.settle(undefined, [], 12), [], "the house's findings are its own");
  assert.deepEqual(
    findings.settle(MAC, [], 13).map(({ kind }) => kind),
    ["closed"],
  );
  assert.deepEqual(findings.list(), []);
});

it("what flaps is shown each time, and said once in ten minutes", () => {
  const findings = new Findings();
  let events = 0;
  for (let second = 0; second < 600; second += 4) {
    events += findings.settle(MAC, [finding(second)], second * 1000).length;
    assert.equal(findings.list().length, 1);
    events += findings.settle(MAC, [], (second + 2) * 1000).length;
  }
  assert.equal(events, 2);
  assert.equal(findings.settle(MAC, [finding(0)], 601_000).length, 1);
});

it("the longest silence of a good run is the measure for its kind; a failed run teaches nothing", () => {
  const kept = new Map<string, number>();
  const gaps = new Gaps({ read: (key) => kept.get(key), write: (key, value) => void kept.set(key, value) });
  const run = (id: string, state: string, lastSign: number): void =>
    gaps.see({ id, image: "rocky", profile: "web", state, lastSign });
  for (const sign of [0, 10, 70, 80]) run("1", "installing", sign);
  run("1", "failed", 500);
  assert.equal(gaps.longest("rocky", "web"), undefined);
  for (const sign of [0, 10, 70, 80]) run("2", "installing", sign);
  run("2", "done", 90);
  assert.equal(gaps.longest("rocky", "web"), 60);
});
