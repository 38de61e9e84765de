import assert from "node:assert/strict";
import { test } from "node:test";
import { eventsOf, openScene, upFromDisk, userDataOf } from "./scene.ts";

const STRANGER = { name: "stranger", mac: "52:54:00:77:00:09", firmware: "bios", known: false } as const;
const ARM = { name: "arm-01", mac: "52:54:00:77:00:0a", firmware: "arm64", armed: true } as const;

interface MachineSeen {
  readonly mac: string;
  readonly known: boolean;
  readonly name?: string;
  readonly firmware?: string;
  readonly uuid?: string;
  readonly run?: { readonly state: string };
}

test("an unknown machine is listed and its disk stays blank; an arm64 machine gets as far as its loader", async (t) => {
  await using scene = await openScene([STRANGER, ARM]);
  const { appliance } = scene;
  await Promise.all([scene.machine("stranger").powerOn(), scene.machine("arm-01").powerOn()]);

  await t.test("the unknown machine is told to boot its own disk, and why", async () => {
    const { console } = scene.machine("stranger"); // 80 columns wide
    await console.waitFor(/Rackseed: 52:54:00:77:00:09 boots its own disk: this machine is not in the inven/, 120_000);
    await console.waitFor(/Booting from SAN device 0x80/, 30_000);
  });

  await t.test(
    "it is listed as unknown with its firmware and UUID, without a run, and its disk is blank (seed B4)",
    async () => {
      const machine = await appliance.api<MachineSeen>(`/api/v1/machines/${STRANGER.mac}`);
      assert.equal(machine.known, false);
      assert.equal(machine.firmware, "bios");
      assert.equal(machine.uuid, scene.machine("stranger").uuid);
      assert.equal(machine.run, undefined);
      assert.equal(await scene.machine("stranger").diskIsBlank(), true);
    },
  );

  await t.test(
    "arm64: AAVMF → shim → GRUB → grub.cfg, which says that the image is for x86-64; its disk is blank",
    async () => {
      await scene
        .machine("arm-01")
        .console.waitFor(/Rackseed: arm-01 boots its own disk: the image .* is for x86-64/, 240_000);
      const sent = (await eventsOf(appliance, ARM.mac)).map(({ text }) => text).join(" · ");
      assert.match(sent, /shimaa64\.efi/);
      assert.match(sent, /grubaa64\.efi/);
      assert.equal(await scene.machine("arm-01").diskIsBlank(), true);
      assert.equal((await appliance.runs(ARM.mac))[0]?.state, "armed");
    },
  );
});

test("zero touch: an unknown machine installs without a hand, once (seed F1)", async (t) => {
  await using scene = await openScene([STRANGER], { unknownMachines: { install: "worker" } });
  const { appliance } = scene;
  const name = "node-525400770009";
  assert.match(await eventText(appliance, "RS_ZERO_TOUCH_ON"), /ITS DISK IS WIPED/);
  await scene.machine("stranger").powerOn();

  await t.test("it is entered, armed and installed", async () => {
    await appliance.waitForRun(STRANGER.mac, "done", 300_000);
    const machine = await appliance.api<MachineSeen>(`/api/v1/machines/${STRANGER.mac}`);
    assert.equal(machine.known, true);
    assert.equal(machine.name, name);
    await scene.machine("stranger").console.waitFor(upFromDisk(name, userDataOf(name)), 240_000);
  });

  await t.test("powered on again it boots its disk; there is one run and no second", async () => {
    await scene.machine("stranger").reset();
    await scene.machine("stranger").console.waitFor(upFromDisk(name, userDataOf(name)), 240_000);
    assert.deepEqual(
      (await appliance.runs(STRANGER.mac)).map(({ state }) => state),
      ["done"],
    );
  });
});

async function eventText(appliance: { api<T>(path: string): Promise<T> }, code: string): Promise<string> {
  const { items } = await appliance.api<{ items: { code: string; text: string }[] }>("/api/v1/events?limit=1000");
  return items.find((event) => event.code === code)?.text ?? "";
}
