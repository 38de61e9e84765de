// Rackseed beside a DHCP server that knows nothing of booting: dnsmasq gives the addresses, proxyDHCP says what to boot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tail } from "./appliance.ts";
import { addOtherServer } from "../integration/other-server.ts";
import { BRIDGE } from "./namespace.ts";
import { eventsOf, leasesOf, openScene, type Scene, upFromDisk, userDataOf } from "./scene.ts";

const CAST = [
  { name: "node-01", mac: "52:54:00:77:00:01", firmware: "bios", armed: true },
  { name: "node-02", mac: "52:54:00:77:00:02", firmware: "uefi", armed: true },
] as const;
/** No subnet and no pool: none is needed where another server gives the addresses. */
const PROXY = { dhcp: { mode: "proxy" }, subnets: [] };

async function installed(scene: Scene, { name, mac }: (typeof CAST)[number]): Promise<void> {
  try {
    await scene.appliance.waitForRun(mac, "done", 300_000);
    await scene.machine(name).console.waitFor(upFromDisk(name, userDataOf(name)), 240_000);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}\n${tail(scene.appliance.log())}`, { cause: error });
  }
}

test("beside another DHCP server a BIOS and a UEFI machine install themselves by proxyDHCP", async (t) => {
  await using scene = await openScene(CAST, PROXY);
  await using other = await addOtherServer(scene.rack.name, BRIDGE, scene.rack.address);
  const { appliance } = scene;
  await Promise.all(CAST.map(({ name }) => scene.machine(name).powerOn()));

  for (const machine of CAST) {
    await t.test(
      `${machine.name} (${machine.firmware}) has its address from the other server and its system from us`,
      async () => {
        await installed(scene, machine);
        const sent = (await eventsOf(appliance, machine.mac)).map(({ text }) => text).join(" · ");
        if (machine.firmware === "uefi") assert.match(sent, /shimx64\.efi/);
      },
    );
  }

  await t.test("the UEFI machine asked port 4011, as its driver does with an OFFER without option 43", () => {
    assert.match(appliance.log(), /REQUEST from 52:54:00:77:00:02: ACK 10\.77\.0\.\d+, boots shimx64\.efi/);
  });

  await t.test("not one address was ours: the other server acknowledged both, and we have no lease", async () => {
    for (const { mac } of CAST)
      assert.match(other.log(), new RegExp(`DHCPACK\\(eth0\\) 10\\.77\\.0\\.[5-9]\\d ${mac}`));
    assert.deepEqual(await leasesOf(appliance), []);
  });
});
