import assert from "node:assert/strict";
import { test } from "node:test";
import { cable, makeNamespace, plug } from "../namespace.ts";
import { makeRack } from "./rack.ts";

test("isc-dhcp-relay with two subnets behind it never mixes their addresses (seeds D4, D16, Q1)", async () => {
  await using rack = await makeRack();
  await using router = await makeNamespace("r");
  await plug(rack.host, "br0", router, "up0");
  await router.ip("addr add 10.77.0.2/24 dev up0");
  await router.run(["sysctl", "-qw", "net.ipv4.ip_forward=1"]);
  await using left = await makeNamespace("l");
  await using right = await makeNamespace("s");
  await cable(router, "dn1", left, "eth0");
  await cable(router, "dn2", right, "eth0");
  await router.ip("addr add 10.88.0.1/24 dev dn1");
  await router.ip("addr add 10.99.0.1/24 dev dn2");
  await rack.host.ip("route add 10.88.0.0/24 via 10.77.0.2");
  await rack.host.ip("route add 10.99.0.0/24 via 10.77.0.2");
  router.start(["dhcrelay", "-4", "-d", "-a", "--no-pid", "-iu", "up0", "-id", "dn1", "-id", "dn2", "10.77.0.1"]);
  const direct = await rack.client();
  for (let round = 0; round < 5; round += 1) {
    for (const [number, place] of [left, right, direct].entries()) {
      await place.ip("link set eth0 down");
      await place.ip(`link set eth0 address 52:54:00:88:0${number}:0${round}`);
      await place.ip("link set eth0 up");
    }
    const told = await Promise.all([left, right, direct].map((place) => rack.udhcpc(place)));
    const [a, b, c] = told.map((one) => one.told["ip"] ?? "");
    assert.match(a ?? "", /^10\.88\.0\./, told[0]?.stderr);
    assert.match(b ?? "", /^10\.99\.0\./, told[1]?.stderr);
    assert.match(c ?? "", /^10\.77\.0\./, told[2]?.stderr);
    assert.equal(told[0]?.told["router"], "10.88.0.1");
    assert.equal(told[1]?.told["router"], undefined);
    for (const place of [left, right, direct]) await place.ip("addr flush dev eth0 scope global");
  }
  await rack.quiet();
  const relayed = rack.exchanges().filter(({ relay }) => relay !== undefined);
  assert.ok(relayed.length >= 20, `${relayed.length} relayed exchanges were reported`);
  assert.ok(relayed.every(({ relay, address }) => address?.slice(0, 6) === relay?.slice(0, 6)));
  assert.ok(relayed.every(({ circuitId }) => circuitId === "646e31" || circuitId === "646e32")); // "dn1", "dn2"
  assert.ok(rack.exchanges().every(({ outcome }) => outcome === "OFFER" || outcome === "ACK"));
});
