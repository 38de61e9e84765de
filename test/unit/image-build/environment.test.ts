import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";

import { environment } from "../../../image-build/environment.ts";

test("slots.env is as U-Boot keeps variables: a checksum, then name=value with NULs, 16 KiB in all", () => {
  const bytes = environment({ BOOT_ORDER: "A B", BOOT_A_LEFT: "9" });
  assert.equal(bytes.length, 0x4000);
  assert.equal(bytes.subarray(4, 34).toString("latin1"), "BOOT_ORDER=A B\0BOOT_A_LEFT=9\0\0");
  assert.equal(bytes.readUInt32LE(0), crc32(bytes.subarray(4)));
});
