import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { concernsOf, type HealthFacts } from "../../../appliance/health/report.ts";
import { deviceUnder, readBoard, throttlingOf } from "../../../appliance/host/board.ts";
import { latencyRecorder } from "../../../appliance/host/latency.ts";
import { readSystemTime } from "../../../appliance/host/system-time.ts";
import { HEALTHY } from "../../integration/http/healthy.ts";

const slow = (p99: number) => ({ count: 100, p50: 0.01, p99, max: p99 });
const now = { now: [], since: [] };

const CASES: readonly (readonly [string, Partial<HealthFacts>])[] = [
  ["RS_HEALTH_UNDER_VOLTAGE", { board: { throttling: { now: ["under-voltage"], since: ["under-voltage"] } } }],
  ["RS_HEALTH_WAS_UNDER_VOLTAGE", { board: { throttling: { ...now, since: ["under-voltage"] } } }],
  ["RS_HEALTH_THROTTLED", { board: { throttling: { ...now, now: ["throttled"] } } }],
  ["RS_HEALTH_HOT", { board: { temperature: 75 } }],
  ["RS_HEALTH_CARD_FULL", { storage: { ...HEALTHY.storage, free: HEALTHY.storage.reserve } }],
  ["RS_HEALTH_MEMORY", { memory: { own: 1, total: 1000, available: 79 } }],
  ["RS_HEALTH_CLOCK", { time: { now: "1970-01-01T00:00:01.000Z", plausible: false } }],
  ["RS_HEALTH_SLOW_SYNC", { leaseSync: slow(0.6) }],
  ["RS_HEALTH_SLOW_ACK", { dhcpAck: slow(1.1) }],
  ["RS_HEALTH_BUSY", { eventLoop: slow(0.3) }],
];

test("a well appliance has no concern, and what is not known is none", () => {
  assert.deepEqual(concernsOf(HEALTHY), []);
  const measured = ["eventLoop", "dhcpAck", "leaseSync"];
  const bare = Object.entries(HEALTHY).filter(([key]) => !measured.includes(key));
  assert.deepEqual(concernsOf({ ...(Object.fromEntries(bare) as unknown as HealthFacts), board: {} }), []);
});

for (const [code, facts] of CASES) {
  test(`${code} is said when it is so, and alone`, () => {
    assert.deepEqual(
      concernsOf({ ...HEALTHY, ...facts }).map((one) => one.code),
      [code],
    );
  });
}

test("errors stand before warnings", () => {
  const facts = { ...HEALTHY, ...CASES[3]?.[1], ...CASES[4]?.[1] };
  assert.deepEqual(
    concernsOf(facts).map(({ severity }) => severity),
    ["error", "warning"],
  );
});

test("the firmware's bits: 0x50005 is too little voltage and slowed down, now and before", () => {
  assert.deepEqual(throttlingOf(0x50005), {
    now: ["under-voltage", "throttled"],
    since: ["under-voltage", "throttled"],
  });
  assert.deepEqual(throttlingOf(0), { now: [], since: [] });
});

test("a board tells what its files tell; one without them tells nothing", (t) => {
  const root = mkdtempSync(join(tmpdir(), "rackseed-board-"));
  t.after(() => rmSync(root, { recursive: true }));
  assert.deepEqual(readBoard("/data", root), {});
  const files = {
    "proc/device-tree/model": "Raspberry Pi 5 Model B Rev 1.0\0",
    "sys/class/thermal/thermal_zone0/temp": "51250\n",
    "sys/devices/platform/soc/soc:firmware/get_throttled": "50000\n",
    "proc/self/mountinfo": "28 1 179:2 / / rw - ext4 /dev/mmcblk0p2 rw\n",
    "sys/class/block/mmcblk0p2/size": "1\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  assert.deepEqual(readBoard("/data", root), {
    model: "Raspberry Pi 5 Model B Rev 1.0",
    temperature: 51.3,
    throttling: { now: [], since: ["under-voltage", "throttled"] },
    card: { device: "mmcblk0p2" },
  });
});

test("the data folder lies on the mount with the longest path above it", () => {
  const mounts = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:2 / /srv rw shared:1 - ext4 /dev/sdb1 rw\n";
  assert.equal(deviceUnder("/srv/rackseed", mounts), "/dev/sdb1");
  assert.equal(deviceUnder("/srv2", mounts), "/dev/sda1");
  assert.equal(deviceUnder("/", "1 0 0:5 / / rw - tmpfs none rw\n"), undefined);
});

test("a clock from before this program was made is not set", () => {
  assert.equal(readSystemTime(new Date("1970-01-02"), "/nowhere").plausible, false);
  assert.deepEqual(readSystemTime(new Date("2026-11-21T00:00:00Z"), "/nowhere"), {
    now: "2026-11-21T00:00:00.000Z",
    plausible: true,
  });
});

test("latencies: half within p50, 99 of 100 within p99", () => {
  const recorder = latencyRecorder();
  assert.equal(recorder.read(), undefined);
  for (let count = 1; count <= 100; count++) recorder.record(count / 1000);
  const { count, p50 = 0, p99 = 0, max = 0 } = recorder.read() ?? {};
  assert.deepEqual([count, ...[p50, p99, max].map((one) => Math.round(one * 1000))], [100, 50, 99, 100]);
});
