import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesWrittenIn } from "../../appliance/host/disk-writes.ts";
import { metrics } from "../../appliance/metrics.ts";

const sample = /^([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*)\})? (-?[0-9.e+-]+|\+Inf|NaN)$/;

/** The lines of the text exposition format: name and labels to value; fails at a line that is none. */
function parse(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of text.split("\n")) {
    if (line === "" || /^# (HELP|TYPE) [a-z_]+ ./.test(line)) continue;
    const [, name = "", labels = "", value] = sample.exec(line) ?? assert.fail(`not a line of the format: ${line}`);
    values.set(labels === "" ? name : `${name}{${labels}}`, Number(value));
  }
  return values;
}

const counted = {
  runs: () => ({ installing: 2 }),
  leases: () => [
    { state: "active", subnet: "10.77.0.0/24" },
    { state: "active", subnet: "10.77.0.0/24" },
    { state: "ended", subnet: "none" },
  ],
  bytesWritten: () => 4096,
};

test("metrics are Prometheus' text, with the names and labels that were promised (person 3.1)", async () => {
  const values = parse(await metrics(counted).text());
  assert.equal(values.get('rackseed_leases{state="active",subnet="10.77.0.0/24"}'), 2);
  assert.equal(values.get('rackseed_leases{state="ended",subnet="none"}'), 1);
  assert.equal(values.get('rackseed_runs{state="installing"}'), 2);
  assert.equal(values.get("rackseed_sd_bytes_written_total"), 4096);
  for (const name of ["rackseed_dhcp_ack_seconds_count", "rackseed_fsync_seconds_count", "rackseed_tftp_bytes_total"])
    assert.equal(values.get(name), 0, name);
});

test("what the kernel does not count is left out, not said to be nothing", async () => {
  const values = parse(await metrics({ ...counted, bytesWritten: () => undefined }).text());
  assert.equal(values.has("rackseed_sd_bytes_written_total"), false);
});

test("bytes written are the tenth column of the device's own row, in sectors of 512", () => {
  const rows = " 179       0 mmcblk0 1 2 3 4 5 6 70 8 9 10 11\n 179       2 mmcblk0p2 1 2 3 4 5 6 8 8 9 10 11\n";
  assert.equal(bytesWrittenIn(rows, 179, 2), 8 * 512);
  assert.equal(bytesWrittenIn(rows, 8, 1), undefined);
});
