import assert from "node:assert/strict";
import { test } from "node:test";
import { type Busy, decideAddress, type Found } from "../../../appliance/card/address.ts";

const FALLBACK = "10.77.0.1/24";
const OLD = "192.168.1.20/24";
const NEW = "192.168.1.99/24";
const lease = (address: string): Found => ({ address, byLease: true });
const fallback: Found = { address: FALLBACK, byLease: false };
const decide = (current: string, found: Found[], busy?: Busy): [string, string?] => {
  const decision = decideAddress(current, FALLBACK, found, busy);
  return decision.kind === "move" ? ["move", decision.to ?? "fallback"] : [decision.kind];
};
const idle = { serving: false, installs: 0 };

test("an address that is still there is kept, whatever else came", () => {
  assert.deepEqual(decide(OLD, [lease(OLD)]), ["keep"]);
  assert.deepEqual(decide(OLD, [lease(OLD), lease(NEW)], idle), ["keep"]);
  assert.deepEqual(decide(FALLBACK, [fallback], idle), ["keep"]);
});

test("an address that the DHCP server changed is followed; installs that it cuts off are told", () => {
  assert.deepEqual(decide(OLD, [lease(NEW)], idle), ["move", NEW]);
  assert.deepEqual(decide(OLD, [], idle), ["move", "fallback"]);
  const decision = decideAddress(OLD, FALLBACK, [lease(NEW)], { serving: true, installs: 3 });
  assert.match(decision.why?.en ?? "", /from 192\.168\.1\.20\/24 to 192\.168\.1\.99\/24\. 3 installs were under way/);
  assert.match(decision.why?.zh ?? "", /3 个安装/);
});

test("a lease that comes late takes the place of the fallback only while nobody is served there", () => {
  assert.deepEqual(decide(FALLBACK, [fallback, lease(NEW)], idle), ["move", NEW]);
  assert.deepEqual(decide(FALLBACK, [fallback, lease(NEW)]), ["move", NEW]);
  assert.deepEqual(decide(FALLBACK, [fallback, lease(NEW)], { serving: false, installs: 2 }), ["wait"]);
  assert.deepEqual(decide(FALLBACK, [fallback, lease(NEW)], { serving: true, installs: 0 }), ["keep"]);
  assert.match(
    decideAddress(FALLBACK, FALLBACK, [fallback, lease(NEW)], { serving: true, installs: 0 }).why?.en ?? "",
    /keeps 10\.77\.0\.1/,
  );
});
