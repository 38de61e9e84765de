import assert from "node:assert/strict";
import { test } from "node:test";

import { AppError } from "../../../appliance/errors.ts";
import { type BundleFacts, decide, permit, type Running } from "../../../appliance/update/decide.ts";
import { FIRST, judge, type Look, PATIENCE, type Watch } from "../../../appliance/update/health.ts";
import {
  type Cause,
  type Record,
  readRelease,
  settle,
  stateOf,
  type Update,
} from "../../../appliance/update/record.ts";
import { type DataSchemas, ownSchemas, readSchemas, writeSchemas } from "../../../appliance/update/schemas.ts";
import { compareVersions } from "../../../appliance/update/version.ts";

const DATA: DataSchemas = { rackseed: { writes: 40, least: 38 }, leases: { writes: 2, least: 2 } };
const RUNNING: Running = {
  compatible: "rackseed-arm64",
  version: "1.4.0",
  build: "2026-11-01T00:00:00.000Z",
  data: DATA,
};
const bundle = (more: Partial<BundleFacts> = {}): BundleFacts => ({
  compatible: "rackseed-arm64",
  version: "1.5.0",
  build: "2026-12-01T00:00:00.000Z",
  notes: "",
  schemas: DATA,
  ...more,
});
const refused = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    return error.code;
  }
  return "passed";
};

test("versions are ordered as semver.org orders them", () => {
  const ordered = [
    "not a version",
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.0.10",
    "1.2.0",
    "1.10.0",
    "10.0.0",
  ];
  for (const [at, version] of ordered.entries()) {
    for (const [other, another] of ordered.entries())
      assert.equal(Math.sign(compareVersions(version, another)), Math.sign(at - other), `${version} and ${another}`);
  }
  assert.equal(compareVersions("1.0.0+one", "1.0.0+two"), 0);
});

test("newer goes, the same and older need the typed word (trust 2.10)", () => {
  assert.deepEqual(decide(bundle(), RUNNING), { order: "newer", needsYes: false });
  assert.deepEqual(decide(bundle({ version: "1.3.9" }), RUNNING), { order: "older", needsYes: true });
  const same = bundle({ version: "1.4.0", build: "2026-11-01T00:00:00.000Z" });
  assert.deepEqual(decide(same, RUNNING), { order: "same", needsYes: true });
  assert.equal(
    refused(() => permit(bundle(), RUNNING, false)),
    "passed",
  );
  assert.equal(
    refused(() => permit(bundle({ version: "1.3.9" }), RUNNING, false)),
    "RS_UPDATE_OLDER",
  );
  assert.equal(
    refused(() => permit(bundle({ version: "1.3.9" }), RUNNING, true)),
    "passed",
  );
  assert.equal(
    refused(() => permit(same, RUNNING, false)),
    "RS_UPDATE_SAME",
  );
  assert.equal(
    refused(() => permit(same, RUNNING, true)),
    "passed",
  );
});

test("two builds of one version are ordered by their date", () => {
  assert.equal(decide(bundle({ version: "1.4.0" }), RUNNING).order, "newer");
  assert.equal(decide(bundle({ version: "1.4.0", build: "2026-10-01T00:00:00Z" }), RUNNING).order, "older");
  const { compatible, notes, schemas } = bundle();
  assert.equal(decide({ compatible, notes, schemas: schemas ?? DATA, version: "1.4.0" }, RUNNING).order, "same");
});

test("another kind of device is refused whatever anybody types", () => {
  const other = bundle({ compatible: "rackseed-kiosk-arm64" });
  assert.equal(
    refused(() => permit(other, RUNNING, true)),
    "RS_UPDATE_WRONG_DEVICE",
  );
});

test("a version that could not use the data is refused before anything is written, typed word or not (trust 5.27)", () => {
  const schemas = (writes: number, least: number): DataSchemas => ({ ...DATA, rackseed: { writes, least } });
  const older = (writes: number): BundleFacts => bundle({ version: "1.0.0", schemas: schemas(writes, 1) });
  assert.equal(
    refused(() => permit(older(37), RUNNING, true)),
    "RS_UPDATE_DATA",
    "it knows less than the data needs",
  );
  assert.equal(
    refused(() => permit(older(38), RUNNING, true)),
    "passed",
    "the data says that 38 is enough",
  );
  // The way back: what a newer version does to the data on trial must be readable here.
  assert.equal(
    refused(() => permit(bundle({ schemas: schemas(45, 41) }), RUNNING, true)),
    "RS_UPDATE_DATA",
  );
  assert.equal(
    refused(() => permit(bundle({ schemas: schemas(45, 40) }), RUNNING, false)),
    "passed",
  );
  const leases = bundle({ schemas: { ...DATA, leases: { writes: 1, least: 1 } } });
  assert.equal(
    refused(() => permit(leases, RUNNING, true)),
    "RS_UPDATE_DATA",
  );
  const { compatible, version, notes } = bundle();
  assert.equal(
    refused(() => permit({ compatible, version, notes }, RUNNING, true)),
    "RS_UPDATE_DATA",
  );
});

test("the numbers of the schemas come back out of a manifest's text", () => {
  assert.deepEqual(readSchemas(`2026-11-01T00:00:00Z ${writeSchemas(DATA)}`), DATA);
  assert.deepEqual(readSchemas(writeSchemas(ownSchemas())), ownSchemas());
  assert.equal(readSchemas("2026-11-01T00:00:00Z rackseed=40/38"), undefined);
  assert.equal(readSchemas(""), undefined);
});

const UPDATE: Update = {
  at: "2026-11-21T14:00:00.000Z",
  from: { slot: "A", version: "1.4.0" },
  to: { slot: "B", version: "1.5.0" },
  outcome: "waiting",
  boot: "first",
};
const LATER = "2027-01-01T00:00:00.000Z";
const WAITING: Record = { slots: { A: "1.4.0", B: "1.5.0" }, update: UPDATE };

test("the slot that starts says what became of an update", () => {
  const outcome = (record: Record, slot: "A" | "B", boot = "second"): string | undefined =>
    settle(record, { slot, version: slot === "A" ? "1.4.0" : "1.5.0", boot, at: LATER }).update?.outcome;
  assert.equal(outcome(WAITING, "A", "first"), "waiting", "the box has not restarted");
  assert.equal(outcome(WAITING, "B"), "trial");
  assert.equal(outcome(WAITING, "A"), "back");
  const trial: Record = { ...WAITING, update: { ...UPDATE, outcome: "trial" } };
  assert.equal(outcome(trial, "A"), "back");
  assert.equal(outcome(trial, "B"), "trial");
  assert.equal(outcome({ ...WAITING, update: { ...UPDATE, outcome: "writing" } }, "A"), "failed");
  for (const done of ["back", "failed", "lost"] as const)
    assert.equal(outcome({ ...WAITING, update: { ...UPDATE, outcome: done } }, "A"), done);
  assert.equal(outcome({ ...WAITING, update: { ...UPDATE, outcome: "kept" } }, "B"), "kept");
  assert.deepEqual(settle({ slots: { A: null, B: null } }, { slot: "A", version: "1.4.0", boot: "x", at: LATER }), {
    slots: { A: "1.4.0", B: null },
  });
});

test("a kept version that does not start any more is told anew, also by a box whose clock stands in the past", () => {
  const kept: Record = { ...WAITING, update: { ...UPDATE, outcome: "kept" } };
  for (const at of [LATER, "1970-01-01T00:00:10.000Z"]) {
    const { update } = settle(kept, { slot: "A", version: "1.4.0", boot: "third", at });
    assert.equal(update?.outcome, "lost");
    assert.match(update.because ?? "", /card may be failing/);
    assert.ok(Date.parse(update.at) > Date.parse(UPDATE.at), update.at);
    const again = settle({ ...kept, update }, { slot: "B", version: "1.5.0", boot: "fourth", at }).update;
    assert.deepEqual(
      [again?.outcome, again?.because, again?.code],
      ["kept", undefined, undefined],
      "it starts after all",
    );
  }
});

test("why a version was not kept is the reason that it found itself, when it came to that", () => {
  const cause = { code: "RS_UPDATE_NO_PAGE", because: "It was not well: its page does not answer." };
  const trial: Record = { ...WAITING, update: { ...UPDATE, outcome: "trial", ...cause } };
  const back = settle(trial, { slot: "A", version: "1.4.0", boot: "third", at: LATER }).update;
  assert.deepEqual(back, { ...UPDATE, ...cause, outcome: "back" });
  const silent = settle(WAITING, { slot: "A", version: "1.4.0", boot: "third", at: LATER });
  assert.match(silent.update?.because ?? "", /did not start/);
  assert.equal(silent.update?.code, "RS_UPDATE_NO_START");
});

test("the service is told of slots and updates, and not of the kernel's runs", () => {
  const release = readRelease(
    'VERSION=1.4.0\nBUILD=2026-11-01T00:00:00.000Z\nFLAVOUR=plain\nCOMPATIBLE="rackseed-arm64"\n',
  );
  const state = stateOf(WAITING, "A", release);
  assert.deepEqual(state.other, { slot: "B", version: "1.5.0" });
  assert.equal(state.version, "1.4.0");
  assert.equal(state.compatible, "rackseed-arm64");
  assert.ok(!("boot" in (state.update ?? {})));
  assert.throws(() => readRelease("VERSION=1.0.0\n"), /COMPATIBLE/);
});

const cause = (because: string): Cause => ({ code: "RS_UPDATE_NO_PAGE", because });

/** Looks every two seconds, as the device does; ends with the judgement. */
function watched(looks: (at: number) => Omit<Look, "at">): {
  readonly at: number;
  readonly kind: string;
  readonly cause?: Cause;
} {
  let watch: Watch = FIRST;
  for (let at = 0; ; at += 2) {
    const judgement = judge(watch, { at, ...looks(at) });
    if (judgement.kind !== "watch") return { at, ...judgement };
    ({ watch } = judgement);
    assert.ok(at < PATIENCE.within + 10, "it comes to an end");
  }
}

test("a system on trial is kept when it was well for a minute without a break", () => {
  assert.deepEqual(
    watched(() => ({ ok: true, life: "1" })),
    { at: 60, kind: "well" },
  );
  assert.equal(watched((at) => ({ ok: at >= 90, life: "1", cause: cause("it starts") })).at, 150);
  const once = watched((at) => ({ ok: at !== 50, life: "1", cause: cause("no answer") }));
  assert.equal(once.at, 112, "a break begins the minute anew");
  const restarted = watched((at) => ({ ok: true, life: at < 40 ? "1" : "2" }));
  assert.equal(restarted.at, 100, "a new start too");
});

test("a system that is not well within ten minutes is not kept, and the reason is said", () => {
  const silent = watched(() => ({ ok: false, life: "1", cause: cause("its page does not answer") }));
  assert.equal(silent.kind, "unwell");
  assert.equal(silent.at, 600);
  assert.match(silent.cause?.because ?? "", /its page does not answer/);
  const again = watched((at) => ({ ok: true, life: String(Math.floor(at / 30)) }));
  assert.equal(again.kind, "unwell");
  assert.match(again.cause?.because ?? "", /started again and again/);
});
