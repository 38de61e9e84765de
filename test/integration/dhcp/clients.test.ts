import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { leaseReader } from "../../../appliance/store/leases.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import type { DhcpSubnet } from "../../../appliance/dhcp/facts.ts";
import { settings } from "../../unit/dhcp/scene.ts";
import { makeRack } from "./rack.ts";

const MAC = "52:54:00:77:00:41";

test("udhcpc obtains an address, router and name server, and gives it back (seeds D12, D13; conformance 3.2 D10, D27)", async () => {
  await using rack = await makeRack();
  const client = await rack.client(MAC);
  const { code, told, stderr } = await rack.udhcpc(client);
  assert.equal(code, 0, stderr);
  assert.deepEqual(
    [told["mask"], told["router"], told["dns"], told["lease"]],
    ["24", "10.77.0.1", "10.77.0.1", "43200"],
  );
  assert.equal(told["boot_file"], undefined);
  const running = client.start(rack.udhcpcCommand("eth0")); // with -q it would leave without a RELEASE
  await running.says(/lease of/);
  running.process.kill("SIGUSR2");
  await rack.server.says(/"RELEASE"/);
  await rack.quiet();
  const story = rack.exchanges().map(({ message, outcome }) => `${message} ${outcome}`);
  assert.deepEqual(story, ["DISCOVER OFFER", "REQUEST ACK", "DISCOVER OFFER", "REQUEST ACK", "RELEASE freed"]);
  const reader = leaseReader(rack.database);
  assert.deepEqual(reader.byMac(parseMac(MAC))?.address, told["ip"]);
  assert.equal(reader.byAddress(parseIpv4(told["ip"] ?? ""))?.released, true);
  reader.close();
});

test("dhclient obtains, renews and releases an address (seeds D15; conformance 3.2 D19)", async () => {
  await using rack = await makeRack({ subnets: [{ ...first(), leaseSeconds: 4 }] });
  const client = await rack.client(MAC);
  const script = join(rack.folder, "dhclient.sh");
  writeFileSync(
    script,
    '#!/bin/sh\n[ -z "$new_ip_address" ] || ip addr replace "$new_ip_address/24" dev "$interface"\nexit 0\n',
    { mode: 0o755 },
  );
  const files = [
    "-sf",
    script,
    "-lf",
    join(rack.folder, "c.leases"),
    "-pf",
    join(rack.folder, "c.pid"),
    "-cf",
    "/dev/null",
  ];
  const running = client.start(["dhclient", "-4", "-d", "-v", ...files, "eth0"]);
  await running.says(/bound to 10\.77\.0\.\d+/, 15_000);
  await running.says(/bound to[^]*bound to/, 15_000); // renewed at T1
  await rack.quiet();
  const renewal = rack.exchanges().findLast(({ outcome }) => outcome === "ACK");
  assert.match(renewal?.summary ?? "", /^REQUEST from 52:54:00:77:00:41: ACK 10\.77/);
  await running.stop();
  await client.run(["dhclient", "-4", "-r", "-v", ...files, "eth0"]);
  await rack.server.says(/"RELEASE"/);
});

test("two clients at once get two addresses", async () => {
  await using rack = await makeRack();
  const clients = [await rack.client(), await rack.client()];
  const told = await Promise.all(clients.map((client) => rack.udhcpc(client)));
  const addresses = told.map((one) => one.told["ip"]);
  assert.equal(new Set(addresses).size, 2);
  assert.ok(addresses.every((address) => address !== undefined));
});

const ARCHITECTURES: Record<string, [arch: number, file: string | undefined]> = {
  "a BIOS machine is sent pxelinux.0 (conformance 3.8 P1)": [0, "pxelinux.0"],
  "an x64 UEFI machine is sent shim (conformance 3.8 P2)": [7, "shimx64.efi"],
  "an x64 UEFI machine that says 9 is sent shim too (conformance 3.8 P3)": [9, "shimx64.efi"],
  "an arm64 UEFI machine is sent its shim (conformance 3.8 P5)": [11, "shimaa64.efi"],
  "an IA32 UEFI machine gets an address and no file (conformance 3.8 P4)": [6, undefined],
};

test("each architecture sees its boot file, as a real client reads it", async (t) => {
  await using rack = await makeRack();
  const client = await rack.client(MAC);
  for (const [sentence, [arch, file]] of Object.entries(ARCHITECTURES)) {
    await t.test(sentence, async () => {
      const digits = String(arch).padStart(5, "0");
      const option = `0x5d:${arch.toString(16).padStart(4, "0")}`;
      const wants = ["-O", "bootfile", "-O", "tftp"];
      const { told } = await rack.udhcpc(client, [
        "-V",
        `PXEClient:Arch:${digits}:UNDI:003016`,
        "-x",
        option,
        ...wants,
      ]);
      assert.equal(told["boot_file"], file);
      assert.equal(told["bootfile"], file);
      assert.deepEqual(
        [told["siaddr"], told["tftp"]],
        file === undefined ? [undefined, undefined] : ["10.77.0.1", "10.77.0.1"],
      );
      assert.match(told["ip"] ?? "", /^10\.77\.0\./);
    });
  }
});

test("an address that another device uses is found out before the offer (seeds D11)", async () => {
  const pool = { first: parseIpv4("10.77.0.100"), last: parseIpv4("10.77.0.101") };
  await using rack = await makeRack({ probeAddresses: true, subnets: [{ ...first(), pool }] });
  const squatter = await rack.client();
  await squatter.ip("addr add 10.77.0.100/24 dev eth0");
  const client = await rack.client(MAC);
  const started = Date.now();
  const { told } = await rack.udhcpc(client, ["-r", "10.77.0.100"]);
  assert.equal(told["ip"], "10.77.0.101");
  assert.ok(Date.now() - started < 4000);
  assert.match(rack.server.output, /RS_DHCP_CONFLICT/);
  const reader = leaseReader(rack.database);
  assert.equal(reader.quarantines()[0]?.address, "10.77.0.100");
  reader.close();
});

function first(): DhcpSubnet {
  const [subnet] = settings.subnets;
  assert.ok(subnet);
  return subnet;
}
