import assert from "node:assert/strict";
import { test } from "node:test";

import { parseDefaultGateway, parseNameServers } from "../../../appliance/network/host-facts.ts";

const ROUTES = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\tFE004D0A\t0003\t0\t0\t100\t00000000\t0\t0\t0
eth0\t00000000\tFD004D0A\t0003\t0\t0\t50\t00000000\t0\t0\t0
wlan0\t00000000\t0101A8C0\t0003\t0\t0\t10\t00000000\t0\t0\t0
eth0\t00004D0A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
eth0\t00000000\t09004D0A\t0002\t0\t0\t1\t00000000\t0\t0\t0
`;

test("the gateway is the default route over our interface with the smallest metric that is up", () => {
  assert.equal(parseDefaultGateway(ROUTES, "eth0"), "10.77.0.253");
  assert.equal(parseDefaultGateway(ROUTES, "wlan0"), "192.168.1.1");
  assert.equal(parseDefaultGateway(ROUTES, "eth1"), undefined);
  assert.equal(parseDefaultGateway("", "eth0"), undefined);
});

test("name servers are those that a machine can ask too: neither a resolver on loopback nor IPv6", () => {
  const text =
    "# made by hand\nnameserver 127.0.0.53\nnameserver 10.77.0.254\n nameserver fe80::1\nsearch rack\nnameserver 1.1.1.1\n";
  assert.deepEqual(parseNameServers(text), ["10.77.0.254", "1.1.1.1"]);
});
