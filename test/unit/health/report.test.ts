import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";

import { type Concern, type ConcernCode, concernsOf, type HealthFacts } from "../../../appliance/health/report.ts";
import { news, NO_DROPS, sawVoltage, withMemory } from "../../../appliance/health/watch.ts";
import { readBoard, throttlingOf } from "../../../appliance/host/board.ts";
import { mountAbove, wearOf } from "../../../appliance/host/card.ts";
import { latencyRecorder } from "../../../appliance/host/latency.ts";
import { isSynchronised, readSystemTime } from "../../../appliance/host/system-time.ts";
import { HEALTHY } from "../../integration/http/healthy.ts";

const slow = (p99: number) => ({ count: 100, p50: 0.01, p99, max: p99 });
const now = { now: [], since: [] };

const CASES: readonly (readonly [string, Partial<HealthFacts>])[] = [
  ["RS_HEALTH_UNDER_VOLTAGE", { board: { throttling: { now: ["under-voltage"], since: ["under-voltage"] } } }],
  ["RS_HEALTH_WAS_UNDER_VOLTAGE", { board: { throttling: { ...now, since: ["under-voltage"] } } }],
  ["RS_HEALTH_THROTTLED", { board: { throttling: { ...now, now: ["throttled"] } } }],
  ["RS_HEALTH_HOT", { board: { temperature: 75 } }],
  ["RS_HEALTH_CARD_READ_ONLY", { board: { card: { device: "mmcblk0", readOnly: true } } }],
  ["RS_HEALTH_CARD_FAILING", { board: { card: { device: "mmcblk0", readOnly: false, errors: 3 } } }],
  ["RS_HEALTH_CARD_WORN", { board: { card: { device: "mmcblk0", readOnly: false, lifeUsed: 90 } } }],
  ["RS_HEALTH_CARD_WORN", { board: { card: { device: "mmcblk0", readOnly: false, spare: "low" } } }],
  ["RS_HEALTH_CARD_NEARLY_FULL", { storage: { ...HEALTHY.storage, free: HEALTHY.storage.reserve + 4e9 } }],
  ["RS_HEALTH_CARD_FULL", { storage: { ...HEALTHY.storage, free: HEALTHY.storage.reserve } }],
  ["RS_HEALTH_MEMORY", { memory: { own: 1, total: 1000, available: 79 } }],
  ["RS_HEALTH_CLOCK", { time: { now: "1970-01-01T00:00:01.000Z", plausible: false } }],
  ["RS_HEALTH_CLOCK_UNSURE", { time: { now: "2026-11-21T14:02:11.204Z", plausible: true, synchronised: false } }],
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
  const hot: Partial<HealthFacts> = { board: { temperature: 80 } };
  const full: Partial<HealthFacts> = { storage: { ...HEALTHY.storage, free: 0 } };
  const facts = { ...HEALTHY, ...hot, ...full };
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

/** A machine's own files, as the kernel shows them. */
function machine(t: TestContext, files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "rackseed-board-"));
  t.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test("trust 5.23: on a mainline kernel the voltage's alarm and the processor's cooling say what the firmware's bits would", (t) => {
  const files = {
    "sys/class/hwmon/hwmon0/name": "cpu_thermal\n",
    "sys/class/hwmon/hwmon1/name": "rpi_volt\n",
    "sys/class/thermal/cooling_device0/type": "cpufreq-cpu0\n",
    "sys/class/thermal/cooling_device1/type": "pwm-fan\n",
    "sys/class/thermal/cooling_device1/cur_state": "3\n",
  };
  const say = (alarm: string, cooling: string) =>
    readBoard(
      "/data",
      machine(t, {
        ...files,
        "sys/class/hwmon/hwmon1/in0_lcrit_alarm": alarm,
        "sys/class/thermal/cooling_device0/cur_state": cooling,
      }),
    ).throttling?.now;
  assert.deepEqual(say("0\n", "0\n"), []);
  assert.deepEqual(say("1\n", "0\n"), ["under-voltage"]);
  assert.deepEqual(say("0\n", "2\n"), ["soft-temperature-limit"]);
  assert.equal(readBoard("/data", machine(t, files)).throttling, undefined); // the driver does not answer
});

test("trust 5.24: a card that became read-only, made errors, or is worn out says so", (t) => {
  const card = (own: string, more: Readonly<Record<string, string>> = {}) =>
    readBoard(
      "/data/rackseed",
      machine(t, {
        "proc/self/mountinfo": `28 1 179:4 / /data rw,noatime - ext4 /dev/mmcblk0p4 ${own}\n`,
        "sys/class/block/mmcblk0p4/size": "1\n",
        ...more,
      }),
    ).card;
  assert.deepEqual(card("rw,errors=remount-ro"), { device: "mmcblk0p4", readOnly: false });
  for (const own of ["ro,errors=remount-ro", "rw,emergency_ro", "rw,shutdown"]) {
    assert.equal(card(own)?.readOnly, true, own);
  }
  assert.equal(card("rw", { "sys/fs/ext4/mmcblk0p4/errors_count": "7\n" })?.errors, 7);
  const worn = {
    "sys/class/block/mmcblk0p4/device/life_time": "0x02 0x0a\n",
    "sys/class/block/mmcblk0p4/device/pre_eol_info": "0x02\n",
  };
  assert.deepEqual(card("rw", worn), { device: "mmcblk0p4", readOnly: false, lifeUsed: 100, spare: "low" });
  assert.deepEqual(wearOf("0x00 0x00", "0x00"), {}); // a card that does not keep count
  assert.deepEqual(wearOf("0x01 0x0b", "0x03"), { lifeUsed: 110, spare: "out" });
});

test("a drop of the voltage is remembered and counted once, however long it lasts", () => {
  const seen = [false, true, true, false, true].reduce(sawVoltage, NO_DROPS);
  assert.deepEqual(seen, { low: true, drops: 2 });
  assert.deepEqual(withMemory({ now: [], since: [] }, seen), { now: [], since: ["under-voltage"], drops: 2 });
  assert.equal(withMemory(undefined, seen), undefined);
});

test("a concern becomes an event when it is new, once an hour at most, and numbers about speed never do", () => {
  const hot: Concern = { code: "RS_HEALTH_HOT", severity: "warning", text: "" };
  const slow: Concern = { code: "RS_HEALTH_SLOW_ACK", severity: "warning", text: "" };
  const none = { open: new Set<ConcernCode>(), toldAt: new Map<ConcernCode, number>() };
  assert.deepEqual(news([hot, slow], none, 0), [hot]);
  assert.deepEqual(news([hot], { ...none, open: new Set([hot.code]) }, 9999), []);
  const told = { ...none, toldAt: new Map([[hot.code, 100]]) };
  assert.deepEqual([news([hot], told, 3699), news([hot], told, 3700)], [[], [hot]]);
});

test("chrony's answer: right by a server or by a person, wrong when it never heard of a time", () => {
  const line = (leap: string): string =>
    `0A000203,10.0.2.3,3,1763736000.1,0.0001,-0.0001,0.0002,-1.2,0.01,0.1,0.02,0.001,64.2,${leap}\n`;
  assert.equal(isSynchronised(line("Normal")), true);
  assert.equal(isSynchronised(line("Not synchronised")), false);
  assert.equal(isSynchronised("506 Cannot talk to daemon\n"), undefined);
  const now = new Date("2026-11-21T00:00:00Z");
  assert.equal(readSystemTime(now, false, "/nowhere").synchronised, false);
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
    card: { device: "mmcblk0p2", readOnly: false },
  });
});

test("the data folder lies on the mount with the longest path above it", () => {
  const mounts = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:2 / /srv rw shared:1 - ext4 /dev/sdb1 rw\n";
  assert.equal(mountAbove("/srv/rackseed", mounts)?.source, "/dev/sdb1");
  assert.equal(mountAbove("/srv2", mounts)?.source, "/dev/sda1");
  assert.equal(mountAbove("/srv", "1 0 8:2 / /boot rw - ext4 /dev/sda2 rw\n"), undefined);
});

test("a clock from before this program was made is not set", () => {
  assert.equal(readSystemTime(new Date("1970-01-02"), undefined, "/nowhere").plausible, false);
  assert.deepEqual(readSystemTime(new Date("2026-11-21T00:00:00Z"), undefined, "/nowhere"), {
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
