import assert from "node:assert/strict";
import { test } from "node:test";
import { eventsOf, openScene, upFromDisk, userDataOf } from "./scene.ts";

const BIOS = {
  name: "node-01",
  mac: "52:54:00:77:00:01",
  firmware: "bios",
  address: "10.77.0.11",
  armed: true,
} as const;
const UEFI = { name: "node-02", mac: "52:54:00:77:00:02", firmware: "uefi", armed: true } as const;

test("a BIOS machine by pxelinux and a UEFI machine by GRUB install at the same time, each with its own answers (seed F15)", async (t) => {
  // The ROM of a virtual BIOS machine is iPXE; with boot.ipxe off it is served like any other ROM.
  await using scene = await openScene([BIOS, UEFI], { boot: { ipxe: false } });
  const { appliance } = scene;
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 1000);
  await Promise.all([scene.machine("node-01").powerOn(), scene.machine("node-02").powerOn()]);

  await t.test("BIOS: pxelinux.0 → its own 01-<mac> → kernel by TFTP → install.sh → done", async () => {
    const run = await appliance.waitForRun(BIOS.mac, "done", 300_000);
    t.diagnostic(`BIOS: done after ${seconds()} s`);
    assert.equal(run.stage, "installed");
    assert.equal(run.bytes, run.bytesTotal);
    const sent = (await eventsOf(appliance, BIOS.mac))
      .filter(({ code }) => code === "RS_TFTP_SENT")
      .map(({ text }) => text);
    for (const name of [
      "pxelinux.0",
      "ldlinux.c32",
      "pxelinux.cfg/01-52-54-00-77-00-01",
      "coreos_production_pxe.vmlinuz",
    ]) {
      assert.ok(
        sent.some((text) => text.includes(name)),
        `${name} was sent by TFTP: ${sent.join(" · ")}`,
      );
    }
  });

  await t.test("BIOS: it comes up from its own disk with its own host name and user_data (seed K10)", async () => {
    await scene.machine("node-01").console.waitFor(upFromDisk("node-01", userDataOf("node-01")), 240_000);
    t.diagnostic(`BIOS: up from disk after ${seconds()} s`);
  });

  await t.test("UEFI: shim → GRUB → grub.cfg by its lease → kernel by TFTP → install.sh → done", async () => {
    await appliance.waitForRun(UEFI.mac, "done", 300_000);
    t.diagnostic(`UEFI: done after ${seconds()} s`);
    const sent = (await eventsOf(appliance, UEFI.mac))
      .filter(({ code }) => code === "RS_TFTP_SENT")
      .map(({ text }) => text);
    for (const name of ["shimx64.efi", "grubx64.efi", "/grub/grub.cfg", "coreos_production_pxe.vmlinuz"]) {
      assert.ok(
        sent.some((text) => text.includes(name)),
        `${name} was sent by TFTP: ${sent.join(" · ")}`,
      );
    }
  });

  await t.test("UEFI: it comes up from its own disk with its own host name and user_data", async () => {
    await scene.machine("node-02").console.waitFor(upFromDisk("node-02", userDataOf("node-02")), 240_000);
    t.diagnostic(`UEFI: up from disk after ${seconds()} s`);
  });

  await t.test(
    "the reserved address is the one that machine got, the other came from the pool (seed D10)",
    async () => {
      const { items } = await appliance.api<{ items: { mac: string; lease?: string }[] }>("/api/v1/machines");
      assert.equal(items.find(({ mac }) => mac === BIOS.mac)?.lease, "10.77.0.11");
      assert.match(items.find(({ mac }) => mac === UEFI.mac)?.lease ?? "none", /^10\.77\.0\.(1\d\d|2[0-4]\d|250)$/);
    },
  );

  await t.test(
    "powered on again, both boot their disk from the network's word and are not installed again (design 4.10)",
    async () => {
      await Promise.all([scene.machine("node-01").reset(), scene.machine("node-02").reset()]);
      await scene.machine("node-01").console.waitFor(upFromDisk("node-01", userDataOf("node-01")), 240_000);
      await scene.machine("node-02").console.waitFor(upFromDisk("node-02", userDataOf("node-02")), 240_000);
      for (const { mac } of [BIOS, UEFI]) {
        const runs = await appliance.runs(mac);
        assert.deepEqual(
          runs.map(({ state }) => state),
          ["done"],
        );
      }
    },
  );

  await t.test("armed: true in the file arms once: a restart of the appliance arms nothing", async () => {
    await appliance.restart();
    for (const { mac } of [BIOS, UEFI])
      assert.deepEqual(
        (await appliance.runs(mac)).map(({ state }) => state),
        ["done"],
      );
  });
});
