import assert from "node:assert/strict";
import { test } from "node:test";

import { readConfig } from "../../../appliance/config.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { foreignServers } from "../../../appliance/network/foreign-servers.ts";
import { network } from "../../../appliance/network/plan.ts";
import { settings as openSettings } from "../../../appliance/settings/service.ts";

const HOME = parseIpv4("192.168.1.1");
const HOME_MAC = parseMac("aa:bb:cc:dd:ee:01");

test("trust 2.4: what is told of another server carries its address, MAC and whether a person ignores it", async () => {
  const kept = new Map<string, unknown>();
  const settings = openSettings({
    read: (section) => kept.get(section),
    write: (section, value) => void kept.set(section, value),
  });
  const plan = network(readConfig("address: 10.77.0.1/24\n", "f"), settings);
  const told: [string, Record<string, unknown>][] = [];
  const service = foreignServers({
    interface: "eth0",
    own: [parseIpv4("10.77.0.1")],
    plan: plan.plan,
    open: () => Promise.resolve({ ask: () => Promise.resolve(), macOf: () => Promise.resolve(HOME_MAC) }),
    hasLeases: () => false,
    remember: (ignoredServers) => settings.set("network", { ...settings.raw("network"), ignoredServers }),
    wallClock: () => new Date("2026-11-21T14:02:11.204Z"),
    clockText: () => "14:02",
    event: (code, _severity, _text, data) => void told.push([code, data]),
    problem: (error) => assert.fail(String(error)),
  });
  await service.probe();
  service.heard({ server: HOME, offers: "addresses" });
  await new Promise((resolve) => setImmediate(resolve));
  service.ignore(HOME);
  service.ignore(HOME);
  const about = told.map(([code, { address, mac, ignored }]) => [code, address, mac, ignored]);
  assert.deepEqual(about, [
    ["RS_FOREIGN_DHCP", HOME, HOME_MAC, false],
    ["RS_FOREIGN_DHCP_IGNORED", HOME, HOME_MAC, true],
  ]);
});
