import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { effortOf, progress } from "../../../appliance/machines/progress.ts";
import { type Run, type RunEvent, isOpen, step } from "../../../appliance/machines/run.ts";
import { Stretches } from "../../../appliance/machines/stretches.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const armed: Run = {
  id: "run-1",
  mac: parseMac("52:54:00:77:00:01"),
  profile: "worker",
  image: "rocky",
  state: "armed",
  because: undefined,
  reason: undefined,
  stage: undefined,
  bytes: 0,
  bytesTotal: undefined,
  sentWhole: false,
  armedUntil: 7200,
  lastSign: 0,
  bootingSince: undefined,
  installingSince: undefined,
  expected: undefined,
};
const expecting: Run = { ...armed, expected: { bytes: 1000, seconds: 600 } };
const packages = (bytes: number): RunEvent => ({ kind: "treeSent", role: "packages", bytes });

/** The run after these events, each at its second. */
const after = (run: Run, events: readonly (readonly [number, RunEvent])[]): Run =>
  events.reduce((at, [now, event]) => step(at, event, now), run);

test("a disk image is measured by its own size, and the time left by how fast it leaves", () => {
  const run = after(armed, [
    [10, { kind: "offered" }],
    [100, { kind: "imageSent", start: 0, end: 0, total: 1000 }],
    [150, { kind: "imageSent", start: 0, end: 250, total: 1000 }],
  ]);
  assert.deepEqual(progress(run, 150), { share: 0.25, secondsLeft: 150 });
});

test("the first run out of a tree has no estimate, only bytes; the next is measured by what it took", () => {
  const first = after(armed, [
    [10, { kind: "offered" }],
    [60, packages(400)],
    [300, packages(600)],
  ]);
  assert.equal(first.bytes, 1000);
  assert.equal(progress(first, 300), undefined);
  assert.equal(effortOf(first, 300), undefined);
  const done = step(first, { kind: "callback", stage: "installed", reason: undefined }, 610);
  assert.deepEqual(effortOf(done, 610), { bytes: 1000, seconds: 600 });
  const next = after(expecting, [
    [10, { kind: "offered" }],
    [310, packages(500)],
  ]);
  assert.deepEqual(progress(next, 310), { share: 0.5, secondsLeft: 300 });
});

test("an installer that is at work after its last package goes on, and is never whole before somebody says so", () => {
  const run = after(expecting, [
    [0, { kind: "offered" }],
    [100, packages(1000)],
  ]);
  assert.ok((progress(run, 400)?.share ?? 0) > (progress(run, 100)?.share ?? 1));
  assert.deepEqual(progress(run, 4000), { share: 0.99, secondsLeft: 0 });
  const done = step(run, { kind: "callback", stage: "up", reason: undefined }, 700);
  assert.deepEqual(progress(done, 5000), { share: 1, secondsLeft: 0 });
});

test("a run that failed stands where it was last heard of", () => {
  const failed = after(expecting, [
    [0, { kind: "offered" }],
    [300, packages(500)],
    [300, { kind: "callback", stage: "failed", reason: "no disk" }],
  ]);
  assert.deepEqual(progress(failed, 9000), progress(failed, 300));
  assert.equal(progress(failed, 300)?.secondsLeft, undefined);
});

test("progress never goes back while a run is open, whatever comes and whenever one looks; ended without success it stands", () => {
  const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
    fc.constantFrom<RunEvent>(
      { kind: "offered" },
      { kind: "netboot" },
      { kind: "heard" },
      { kind: "writing" },
      { kind: "callback", stage: "installing", reason: undefined },
      { kind: "callback", stage: "failed", reason: undefined },
      { kind: "callback", stage: "installed", reason: undefined },
    ),
    fc.nat(400).map(packages),
  );
  const anyImage = fc.oneof(
    anyEvent.filter(({ kind }) => kind !== "treeSent"),
    fc.record({
      kind: fc.constant("imageSent" as const),
      start: fc.nat(99),
      end: fc.nat(100),
      total: fc.constant(100),
    }),
  );
  const timed = (event: fc.Arbitrary<RunEvent>): fc.Arbitrary<[number, RunEvent][]> =>
    fc.array(fc.tuple(fc.nat(200), event), { maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(armed, expecting), fc.oneof(timed(anyEvent), timed(anyImage)), (start, events) => {
      let [run, now, highest] = [start, 0, 0];
      const look = (): void => {
        const share = progress(run, now)?.share ?? highest;
        if (!isOpen(run) && run.state !== "done") {
          assert.equal(progress(run, now + 1000)?.share ?? share, share);
          return;
        }
        // An image's size is told by its first bytes: what time alone had promised until then is corrected once.
        if (run.bytesTotal === undefined || start.expected === undefined)
          assert.ok(share >= highest, `${share} after ${highest}`);
        highest = Math.max(highest, share);
      };
      for (const [pause, event] of events) {
        now += pause;
        look();
        run = step(run, event, now);
        look();
      }
    }),
  );
});

test("bytes of a file that is fetched again or resumed count once", () => {
  const sent = new Stretches();
  assert.deepEqual(
    [
      sent.add("Packages/a.rpm", 0, 100),
      sent.add("Packages/a.rpm", 0, 60), // a retry from the beginning
      sent.add("Packages/a.rpm", 60, 150),
      sent.add("Packages/a.rpm", 150, 200),
      sent.add("Packages/b.rpm", 0, 10),
    ],
    [100, 0, 50, 50, 10],
  );
});
