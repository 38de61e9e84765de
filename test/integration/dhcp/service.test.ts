import assert from "node:assert/strict";
import { test } from "node:test";
import { startDhcp } from "../../../appliance/dhcp/service.ts";
import { leaseReader } from "../../../appliance/store/leases.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { settings } from "../../unit/dhcp/scene.ts";
import { makeRack, makeRackWithoutServer } from "./rack.ts";

const MAC = "52:54:00:77:00:61";

test("a socket that systemd opened is adopted and serves (design §4.3)", async () => {
  await using rack = await makeRackWithoutServer();
  await rack.host.ip("route add default dev br0");
  await rack.serve([process.execPath, new URL("./hand-over-main.ts", import.meta.url).pathname], { descriptor: 3 });
  const client = await rack.client(MAC);
  const { told, stderr } = await rack.udhcpc(client);
  assert.match(told["ip"] ?? "", /^10\.77\.0\./, stderr);
});

test("after a restart the machine has the same lease, and appliance time went on (trust 5, rows 9 and 10)", async () => {
  await using rack = await makeRack();
  const client = await rack.client(MAC);
  const before = await rack.udhcpc(client);
  const lease = (): { endsAt: number | null; startedAt: number } | undefined => {
    const reader = leaseReader(rack.database);
    try {
      return reader.byMac(parseMac(MAC));
    } finally {
      reader.close();
    }
  };
  const first = lease();
  await rack.server.stop("SIGKILL");
  await rack.serve();
  assert.deepEqual(lease(), first);
  const after = await rack.udhcpc(client);
  assert.equal(after.told["ip"], before.told["ip"]);
  assert.ok((lease()?.startedAt ?? 0) >= (first?.startedAt ?? Infinity));
});

test("changed settings hold from the next packet on; mode off closes the port", async () => {
  await using rack = await makeRack();
  const client = await rack.client(MAC);
  const change = (changes: object): void =>
    void rack.server.process.stdin?.write(JSON.stringify({ ...rack.settings, ...changes }));
  change({ reservations: [{ mac: MAC, address: "10.77.0.61" }] });
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal((await rack.udhcpc(client)).told["ip"], "10.77.0.61");
  change({ mode: "off" });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { stdout } = await rack.host.run(["ss", "-Hlun"]);
  assert.doesNotMatch(stdout, /:67\s/);
  change({});
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.match((await rack.udhcpc(client)).told["ip"] ?? "", /^10\.77\./);
});

test("an address that is not ours is refused", async () => {
  const common = {
    database: ":memory:",
    applianceTime: { atHrtime: String(process.hrtime.bigint()), seconds: 0 },
    report: () => undefined,
  };
  await assert.rejects(startDhcp({ ...common, settings }), /EADDRNOTAVAIL/);
});
