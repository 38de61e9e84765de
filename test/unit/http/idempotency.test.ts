import assert from "node:assert/strict";
import { test } from "node:test";

import { idempotency } from "../../../appliance/http/idempotency.ts";

test("a key gives the first answer again to the same caller, and is nothing to another caller", async () => {
  const remember = idempotency(() => 0);
  let done = 0;
  const arm = (caller: string): Promise<unknown> =>
    remember("same", caller, "POST /api/v1/arm", () => Promise.resolve({ status: ++done }));
  assert.deepEqual(await arm("session mei"), { status: 1 });
  assert.deepEqual(await arm("session mei"), { status: 1 });
  assert.deepEqual(await arm("token mei"), { status: 2 });
  assert.deepEqual(await arm("session li"), { status: 3 });
});
