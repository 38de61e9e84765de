import assert from "node:assert/strict";
import { test } from "node:test";

import { type Ipv4, parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { parseSubnet } from "../../../appliance/net/subnet.ts";
import { marksOf } from "../../../appliance/network/marks.ts";

const at = (last: number): Ipv4 => parseIpv4(`10.77.0.${last}`);
const one = (last: number) => ({ address: at(last) });
const mac = parseMac("52:54:00:77:00:01");

test("each address is marked once, by the strongest that is known of it, in order and inside the subnet", () => {
  const marks = marksOf(parseSubnet("10.77.0.0/24"), {
    own: at(1),
    gateways: [at(254)],
    quarantined: [{ ...one(104), because: "Another device answered." }],
    leased: [one(104), { ...one(100), mac }],
    reserved: [one(100), one(20)],
    live: [one(1), one(20), one(100), { ...one(254), mac }, one(99), { address: parseIpv4("10.78.0.4") }],
  });
  assert.deepEqual(
    marks.map(({ address, state }) => `${address} ${state}`),
    [
      "10.77.0.1 own",
      "10.77.0.20 reserved",
      "10.77.0.99 live",
      "10.77.0.100 leased",
      "10.77.0.104 quarantined",
      "10.77.0.254 gateway",
    ],
  );
  assert.equal(marks.at(-1)?.mac, mac, "the gateway's MAC is known by ARP");
});
