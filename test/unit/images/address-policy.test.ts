import assert from "node:assert/strict";
import { test } from "node:test";
import { addressPolicy, classOf } from "../../../appliance/images/address-policy.ts";

const CLASSES: Record<ReturnType<typeof classOf>, string[]> = {
  public: ["1.1.1.1", "172.15.255.255", "172.32.0.0", "192.167.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd12:3456::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:c0a8:101::1"],
  loopback: ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1"],
  "link-local": ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "::ffff:169.254.169.254", "::a9fe:a9fe"],
  multicast: ["224.0.0.1", "239.255.255.255", "ff02::1"],
  reserved: ["0.0.0.0", "0.1.2.3", "::", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "240.0.0.1", "255.255.255.255", "2001:db8::1", "not an address"],
}; // prettier-ignore

for (const [kind, addresses] of Object.entries(CLASSES)) {
  test(`trust 2.8, 4.101: ${kind} addresses are known in every dress`, () => {
    for (const address of addresses) assert.equal(classOf(address), kind, address);
  });
}

test("trust 4.101: only the internet may be asked, and the house when a person says so; ourselves never", () => {
  const policy = addressPolicy(["10.77.0.1", "8.8.4.4"]);
  assert.equal(policy.refusal("1.1.1.1", false), undefined);
  assert.match(policy.refusal("10.0.0.5", false) ?? "", /private network/);
  assert.equal(policy.refusal("10.0.0.5", true), undefined);
  for (const address of ["10.77.0.1", "8.8.4.4", "127.0.0.1", "169.254.169.254", "224.0.0.1", "0.0.0.0"])
    assert.notEqual(policy.refusal(address, true), undefined, address);
});
