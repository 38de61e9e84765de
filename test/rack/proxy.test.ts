// Rackseed beside a DHCP server that knows nothing of booting: dnsmasq gives the addresses, proxyDHCP says what to boot.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addOtherServer } from "../integration/other-server.ts";
import { tail } from "./appliance.ts";
import { BRIDGE } from "./namespace.ts";
import { eventsOf, leasesOf, openScene, type Scene, upFromDisk, userDataOf } from "./scene.ts";

const BIOS = { name: "node-01", mac: "52:54:00:77:00:01", firmware: "bios", armed: true } as const;
const UEFI = { name: "node-02", mac: "52:54:00:77:00:02", firmware: "uefi", armed: true } as const;
/** No subnet and no pool: none is needed where another server gives the addresses. */
const PROXY = { dhcp: { mode: "proxy" }, subnets: [] };

const telling = async (scene: Scene, steps: () => Promise<void>): Promise<void> => {
  try {
    await steps();
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${tail(scene.appliance.log())}`, { cause: error });
  }
};

test("beside another DHCP server a BIOS machine (iPXE) installs itself by proxyDHCP, without one address of ours", async () => {
  await using scene = await openScene([BIOS], PROXY);
  await using other = await addOtherServer(scene.rack.name, BRIDGE);
  const { name, mac } = BIOS;
  await scene.machine(name).powerOn();
  await telling(scene, async () => {
    await scene.appliance.waitForRun(mac, "done", 300_000);
    await scene.machine(name).console.waitFor(upFromDisk(name, userDataOf(name)), 240_000);
  });
  assert.match(other.log(), new RegExp(`DHCPACK\\(eth0\\) 10\\.77\\.0\\.[5-9]\\d ${mac}`));
  assert.deepEqual(await leasesOf(scene.appliance), []);
});

test("beside another DHCP server a UEFI machine asks port 4011 and is sent shim, GRUB, its configuration and the kernel", async () => {
  await using scene = await openScene([UEFI], PROXY);
  // Debian's GRUB looks for grub.cfg at the siaddr of the address's ACK and never at a proxy's OFFER.
  await using other = await addOtherServer(scene.rack.name, BRIDGE, scene.rack.address);
  const { name, mac } = UEFI;
  await scene.machine(name).powerOn();
  await telling(scene, async () => {
    await scene.machine(name).console.waitFor(/Linux version|STANDIN/, 300_000);
  });
  const sent = (await eventsOf(scene.appliance, mac)).map(({ text }) => text).join(" · ");
  for (const file of ["shimx64.efi", "grubx64.efi", "/grub/grub.cfg", "coreos_production_pxe.vmlinuz"]) {
    assert.ok(sent.includes(file), `${file} was sent: ${sent}`);
  }
  const asked4011 = /REQUEST from 52:54:00:77:00:02: ACK 10\.77\.0\.\d+, boots shimx64\.efi/;
  assert.match(scene.appliance.log(), asked4011, "as its driver does with an OFFER without option 43");
  assert.match(other.log(), new RegExp(`DHCPACK\\(eth0\\) 10\\.77\\.0\\.[5-9]\\d ${mac}`));
  assert.deepEqual(await leasesOf(scene.appliance), []);
});
