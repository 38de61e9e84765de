import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { offersInstaller, type Run, type RunEvent, SILENCE_SECONDS, step } from "../../../appliance/machines/run.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const armed: Run = {
  id: "run-1",
  mac: parseMac("52:54:00:77:00:01"),
  profile: "worker",
  image: "coreos",
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
const offered: RunEvent = { kind: "offered" };
const netboot: RunEvent = { kind: "netboot" };
const first: RunEvent = { kind: "imageSent", start: 0, end: 10, total: 100 };
const rest: RunEvent = { kind: "imageSent", start: 10, end: 100, total: 100 };
const said = (stage: string, reason?: string): RunEvent => ({ kind: "callback", stage, reason });
const rpm: RunEvent = { kind: "treeSent", role: "packages", bytes: 10 };
const stage2: RunEvent = { kind: "treeSent", role: "other", bytes: 10 };
const writing: RunEvent = { kind: "writing" };
const later: RunEvent = { kind: "timePassed" };

/** Events at second 1, 2, 3 … and the state at the end. */
const stories: Record<string, { events: RunEvent[]; end: string }> = {
  "an armed machine that is offered the installer is booting": { events: [offered], end: "booting" },
  "a ROM that retries keeps the installer": { events: [offered, netboot, offered, netboot], end: "booting" },
  "the first byte of the disk image makes it installing": { events: [offered, first], end: "installing" },
  "the installer's word makes it done": {
    events: [offered, said("started"), first, rest, said("installed")],
    end: "done",
  },
  "the installed system's word makes it done": { events: [offered, first, rest, said("up")], end: "done" },
  "a netboot after half an image is a failure: image-cut-off": {
    events: [offered, first, netboot],
    end: "failed image-cut-off",
  },
  "a netboot after the whole image without a word is unknown: no-callback": {
    events: [offered, first, rest, netboot],
    end: "unknown no-callback",
  },
  "a done machine that netboots stays done": {
    events: [offered, first, rest, said("installed"), netboot, offered],
    end: "done",
  },
  "a failed machine that netboots stays failed": {
    events: [offered, first, netboot, netboot, offered],
    end: "failed image-cut-off",
  },
  "a resumed transfer belongs to the same run": {
    events: [offered, first, { kind: "imageSent", start: 40, end: 100, total: 100 }, said("installed")],
    end: "done",
  },
  "the installer's failure is a failure": {
    events: [offered, said("failed", "no such disk")],
    end: "failed installer-failed",
  },
  "a late word of the installed system turns unknown into done": {
    events: [offered, first, rest, netboot, said("up")],
    end: "done",
  },
  "a run that a person stopped stays stopped whatever is reported": {
    events: [offered, { kind: "stopped" }, said("installed")],
    end: "failed stopped",
  },
  "the second stage of an installer is not yet writing": { events: [offered, stage2], end: "booting" },
  "the first byte of a package makes it installing": { events: [offered, stage2, rpm], end: "installing" },
  "an armed machine whose old system uses the tree as its package source stays armed": { events: [rpm], end: "armed" },
  "the installer's word that it writes makes it installing": {
    events: [offered, said("installing")],
    end: "installing",
  },
  "what is fetched right before writing makes it installing": { events: [offered, writing], end: "installing" },
  "a netboot while packages are installed is unknown, for nobody can say that a tree was sent whole": {
    events: [offered, rpm, netboot],
    end: "unknown restarted",
  },
  "a netboot after the installer said that it is done leaves it done": {
    events: [offered, rpm, said("installed"), netboot, rpm],
    end: "done",
  },
  "a late word of the installed system ends an unknown run out of a tree": {
    events: [offered, rpm, netboot, said("up")],
    end: "done",
  },
  "a failure reported after done changes nothing": {
    events: [offered, first, rest, said("installed"), said("failed")],
    end: "done",
  },
};

for (const [sentence, { events, end }] of Object.entries(stories)) {
  test(`${sentence} (design 4.10)`, () => {
    const run = events.reduce((at, event, index) => step(at, event, index + 1), armed);
    assert.equal(run.because === undefined ? run.state : `${run.state} ${run.because}`, end);
  });
}

test("the armed window closes by appliance time alone, and the installer is not offered after it", () => {
  assert.ok(offersInstaller(armed, 7199));
  assert.ok(!offersInstaller(armed, 7200));
  assert.equal(step(armed, later, 7200).because, "window-closed");
  assert.equal(step(step(armed, offered, 10), later, 7200).because, "window-closed");
});

test("an installation that is never heard of again ends by itself: whole is unknown, cut off is failed", () => {
  const half = step(armed, first, 10);
  assert.equal(step(half, later, 10 + SILENCE_SECONDS).because, "went-silent");
  assert.equal(step(step(half, rest, 20), later, 20 + SILENCE_SECONDS).state, "unknown");
});

const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.constantFrom<RunEvent>(
    offered,
    netboot,
    later,
    { kind: "stopped" },
    said("started"),
    said("installed"),
    said("up"),
    said("failed"),
    said("installing"),
    rpm,
    stage2,
    writing,
    { kind: "heard" },
    { kind: "complained", of: "a step failed" },
  ),
  fc.record({ kind: fc.constant("imageSent" as const), start: fc.nat(99), end: fc.nat(100), total: fc.constant(100) }),
);

test("whatever happens, once the disk image began to leave the installer is never offered again (trust 5e)", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.nat(9000), (events, start) => {
      let run = armed;
      let sent = false;
      events.forEach((event, index) => {
        const open = offersInstaller(run, start + index);
        run = step(run, event, start + index);
        sent ||= (event.kind === "imageSent" || event.kind === "writing") && open;
        sent ||= run.state === "installing";
        if (sent) assert.ok(!offersInstaller(run, start + index));
      });
    }),
  );
});

test("no event ever makes a run armed that was not armed", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      let run = armed;
      for (const event of events) {
        const next = step(run, event, 5);
        if (next.state === "armed") assert.equal(run.state, "armed");
        run = next;
      }
    }),
  );
});

test("an installer out of a tree that is never heard of again is unknown; its log keeps it alive (trust 5e)", () => {
  const writes = step(step(armed, offered, 1), rpm, 10);
  assert.equal(step(writes, later, 10 + SILENCE_SECONDS).state, "unknown");
  const heard = step(writes, { kind: "heard" }, SILENCE_SECONDS);
  assert.equal(step(heard, later, 10 + SILENCE_SECONDS).state, "installing");
});

test("what the log complained of is the reason of a failure that names none, and forgotten by a success (seed K7)", () => {
  const complained = step(step(armed, offered, 1), { kind: "complained", of: "partman failed" }, 2);
  assert.equal(step(complained, said("failed"), 3).reason, "partman failed");
  assert.equal(step(complained, said("failed", "its own words"), 3).reason, "its own words");
  assert.equal(step(complained, said("installed"), 3).reason, undefined);
  assert.equal(step(armed, { kind: "complained", of: "the old system's log" }, 2).reason, undefined);
});
