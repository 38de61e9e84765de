import assert from "node:assert/strict";
import { test } from "node:test";
import { planImport } from "../../../appliance/images/catalog.ts";

test("beyond J53: a PXE set of Fedora CoreOS is imported with its rootfs, and each part is checked by its own .sig", () => {
  const parts = ["kernel.x86_64", "initramfs.x86_64.img", "rootfs.x86_64.img"];
  const names = parts.map((part) => `fedora-coreos-43.20260413.3.2-live-${part}`);
  const files = [...names, ...names.map((name) => `${name}.sig`), "fedora-coreos-43.20260413.3.2-metal.x86_64.raw.xz"];
  const plan = planImport(
    { name: "fcos", source: "/srv/fcos", verify: "required" },
    files.map((name) => ({ name, size: 1, modified: 0 })),
    undefined,
  );
  assert.equal(plan.version, "43.20260413.3.2");
  assert.deepEqual(plan.signed, names);
  assert.deepEqual(plan.files.map(({ name }) => name).sort(), [...names, ...names.map((name) => `${name}.sig`)].sort());
});
