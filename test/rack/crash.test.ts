import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { leasesOf, openScene, upFromDisk, userDataOf } from "./scene.ts";

const IPXE = { name: "node-01", mac: "52:54:00:77:00:01", firmware: "bios", armed: true } as const;
const SECURE = { name: "node-02", mac: "52:54:00:77:00:02", firmware: "uefi-secure-boot", armed: true } as const;

test("with Secure Boot on, and with the appliance killed in the middle of an install, machines still end installed", async (t) => {
  await using scene = await openScene([IPXE, SECURE]);
  const { appliance } = scene;
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 1000);
  await scene.machine("node-01").powerOn();

  await t.test(
    "SIGKILL while the disk image is being sent: after the restart the run is still installing and no lease is lost (trust 5a, 5e)",
    async () => {
      await appliance.waitForRun(IPXE.mac, "installing", 240_000);
      const before = await leasesOf(appliance);
      await appliance.kill("SIGKILL");
      await sleep(1500);
      await appliance.restart();
      // Firmware that is cut off in its own TFTP goes on to its set-up menu, so the second machine starts now.
      await scene.machine("node-02").powerOn();
      const after = await leasesOf(appliance);
      for (const lease of before)
        assert.ok(
          after.some(({ mac, address }) => mac === lease.mac && address === lease.address),
          JSON.stringify({ before, after }),
        );
      const [run] = await appliance.runs(IPXE.mac);
      assert.ok(run?.state === "installing" || run?.state === "done", `the run is ${String(run?.state)}`);
    },
  );

  await t.test(
    "the installer resumes its download and the run ends as done (rack: a resumed Range belongs to the same run)",
    async () => {
      await appliance.waitForRun(IPXE.mac, "done", 240_000);
      await scene.machine("node-01").console.waitFor(upFromDisk("node-01", userDataOf("node-01")), 240_000);
      assert.equal((await appliance.runs(IPXE.mac)).length, 1);
      t.diagnostic(`BIOS (iPXE), killed in between: up from disk after ${seconds()} s`);
    },
  );

  await t.test(
    "Secure Boot: signed shim, signed GRUB, signed kernel; done, and the disk boots with Secure Boot on (seed B9)",
    async () => {
      await appliance.waitForRun(SECURE.mac, "done", 400_000);
      t.diagnostic(`UEFI with Secure Boot: done after ${seconds()} s`);
      await scene.machine("node-02").console.waitFor(upFromDisk("node-02", userDataOf("node-02")), 300_000);
      t.diagnostic(`UEFI with Secure Boot: up from disk after ${seconds()} s`);
    },
  );
});
