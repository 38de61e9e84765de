import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { KERNEL_ARGS } from "./kernel-args.ts";
import { openScene, upFromDisk, userDataOf } from "./scene.ts";

const SEED_SCRIPT = readFileSync(new URL("../unit/systems/seed-install.sh", import.meta.url), "utf8").replaceAll(
  "10.10.10.1",
  "10.77.0.1",
);
const LITERAL = {
  name: "node-01",
  mac: "52:54:00:77:00:01",
  firmware: "bios",
  armed: true,
  profile: "literal",
} as const;
const MANUAL = { name: "node-02", mac: "52:54:00:77:00:02", firmware: "bios", profile: "manual" } as const;
const DISKLESS = {
  name: "node-03",
  mac: "52:54:00:77:00:03",
  firmware: "bios",
  armed: true,
  profile: "wrong-disk",
} as const;

const profile = (name: string, more: Record<string, unknown>): Record<string, unknown> => ({
  name,
  image: "coreos-1010.5.0",
  kernelArgs: KERNEL_ARGS,
  cloudConfig: "#cloud-config\nhostname: {{ machine.name }}\n",
  ...more,
});

test("the seed's own flows work: its literal install.sh, and CoreOS in memory with its own <mac>.yml", async (t) => {
  const profiles = [
    profile("literal", { installScript: SEED_SCRIPT }),
    profile("manual", { install: "manual" }),
    profile("wrong-disk", { disk: "/dev/sdz" }),
  ];
  // The seed's `grep -A2 broadcast` finds no MAC on a card with two IPv6 addresses, so no router announces one here.
  await using scene = await openScene([LITERAL, MANUAL, DISKLESS], { profiles }, { routerAdvertisements: false });
  const { appliance } = scene;
  await Promise.all([scene.machine("node-01").powerOn(), scene.machine("node-02").powerOn()]);

  await t.test(
    "manual: in memory with its own cloud-config, no run, never armed, a blank disk (seed F14)",
    async () => {
      await scene.machine("node-02").console.waitFor(/^STANDIN LIVE hostname=node-02 .*kind=cloud-config/m, 240_000);
      assert.deepEqual(await appliance.runs(MANUAL.mac), []);
      assert.equal(await scene.machine("node-02").diskIsBlank(), true);
      await scene.machine("node-02").powerOff();
    },
  );

  await t.test(
    "the literal script installs and reports nothing: the run is unknown and the machine boots its disk (seed F15, K9)",
    async () => {
      await scene.machine("node-03").powerOn();
      const run = await appliance.waitForRun(LITERAL.mac, "unknown", 300_000);
      assert.equal(run.bytes, run.bytesTotal);
      assert.match(run.because ?? "", /nobody reported/);
      await scene.machine("node-01").console.waitFor(upFromDisk("node-01", userDataOf("node-01")), 240_000);
    },
  );

  await t.test(
    "a disk that is not there: the run has failed with the installer's reason, and the machine does not reboot blindly",
    async () => {
      const run = await appliance.waitForRun(DISKLESS.mac, "failed", 240_000);
      assert.match(run.because ?? "", /\/dev\/sdz/);
      assert.equal(scene.machine("node-03").running, true);
      assert.equal(await scene.machine("node-03").diskIsBlank(), true);
    },
  );
});
