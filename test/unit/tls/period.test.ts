import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { leafPeriod } from "../../../appliance/tls/period.ts";
import { SOURCE_DATE } from "../../../appliance/version.ts";

const DAY = 86_400_000;
const after = (days: number): Date => new Date(SOURCE_DATE.getTime() + days * DAY);

for (const wrong of ["1970-01-01T00:00:00Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z"]) {
  test(`trust 4.110: a clock that says ${wrong.slice(0, 4)} makes certificates that count from the source's date`, () => {
    assert.deepEqual(leafPeriod(new Date(wrong)), { from: SOURCE_DATE, to: after(730) });
  });
  test(`trust 4.110: a clock that jumps to ${wrong.slice(0, 4)} leaves the certificate as it is`, () => {
    const { from } = leafPeriod(after(400));
    assert.deepEqual(leafPeriod(new Date(wrong), from).from, from);
  });
}

test("with a right clock a certificate has begun, has a year to go, and is not longer than Apple's systems take", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3649 }), (days) => {
      const { from, to } = leafPeriod(after(days));
      assert.ok(from <= after(days));
      assert.ok(to.getTime() - after(days).getTime() >= 365 * DAY);
      assert.ok(to.getTime() - from.getTime() <= 825 * DAY);
    }),
  );
});
