import assert from "node:assert/strict";
import { test } from "node:test";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { parseInterfaceAddress, parseRange, parseSubnet } from "../../../appliance/net/subnet.ts";
import { type ProposedPool, scopeProblems, type Surroundings } from "../../../appliance/network/scope-guard.ts";

const own = parseInterfaceAddress("192.168.1.20/24");
const around: Surroundings = { own, relayed: false };
const pool = (range: string, more: Partial<ProposedPool> = {}): ProposedPool => ({
  subnet: parseSubnet("192.168.1.0/24"),
  pool: parseRange(range),
  router: parseIpv4("192.168.1.1"),
  dns: [parseIpv4("192.168.1.53")],
  ...more,
});
const codes = (proposed: ProposedPool, where = around): string[] =>
  scopeProblems(proposed, where).map(({ code }) => code);

test("trust 2.4: a pool that takes nobody's address has no problem", () => {
  assert.deepEqual(codes(pool("192.168.1.100-192.168.1.200")), []);
});

const WRONG: Record<string, [range: string, code: string]> = {
  "trust 2.4: a pool that begins on the network address is refused": ["192.168.1.0-192.168.1.0", "outside-subnet"],
  "trust 2.4: a pool that ends on the broadcast address is refused": ["192.168.1.250-192.168.1.255", "outside-subnet"],
  "trust 4.56: a pool that leaves the subnet is refused": ["192.168.1.200-192.168.2.20", "outside-subnet"],
  "trust 4.57: a pool with the appliance's own address is refused": ["192.168.1.10-192.168.1.30", "own-address"],
  "trust 4.57: a pool with the gateway is refused": ["192.168.1.1-192.168.1.5", "router"],
  "trust 2.4: a pool with a name server is refused": ["192.168.1.50-192.168.1.60", "name-server"],
};
for (const [sentence, [range, code]] of Object.entries(WRONG)) {
  test(sentence, () => assert.deepEqual(codes(pool(range)), [code]));
}

test("trust 2.4: a subnet that is not our interface's is refused, unless it lies behind a relay", () => {
  const elsewhere = pool("10.0.0.100-10.0.0.200", { subnet: parseSubnet("10.0.0.0/24") });
  assert.deepEqual(codes(elsewhere), ["not-our-subnet"]);
  assert.deepEqual(codes(elsewhere, { own, relayed: true }), []);
});

test("trust 2.4: a pool over addresses that answered ARP names the first few of them", () => {
  const answering = [101, 102, 103, 104, 105, 106, 7].map((last) => parseIpv4(`192.168.1.${last}`));
  const [problem, ...rest] = scopeProblems(pool("192.168.1.100-192.168.1.200"), { ...around, answering });
  assert.deepEqual(rest, []);
  assert.equal(problem?.code, "in-use");
  assert.match(problem.text, /^The pool 192\.168\.1\.100-192\.168\.1\.200: .*192\.168\.1\.105 and 1 more are in use/);
});
