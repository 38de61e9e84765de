import assert from "node:assert/strict";
import { test } from "node:test";

import { parseHostName } from "../../../appliance/net/host-name.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { permittedFor, subjects } from "../../../appliance/tls/names.ts";

test("a certificate covers both own names, the added ones, every address, and localhost, each once", () => {
  assert.deepEqual(subjects([parseIpv4("10.77.0.1"), parseIpv4("10.77.0.1")], ["b.lan", "rackseed"]), {
    names: ["b.lan", "localhost", "rackseed", "rackseed.local"],
    addresses: ["10.77.0.1", "127.0.0.1"],
  });
});

test("private names and addresses are permitted from the start; the first authority names no site of the Internet", () => {
  const usual = permittedFor(subjects([parseIpv4("10.77.0.1")], []));
  const more = permittedFor(
    subjects([parseIpv4("192.168.1.2"), parseIpv4("172.31.255.254")], ["a.lan", "b.home.arpa"]),
  );
  assert.deepEqual(more, usual);
  assert.ok(!usual.domains.includes("com") && !usual.networks.includes("0.0.0.0/0"));
});

test("a name or address outside is added by itself, and stays when it is no longer wanted", () => {
  const wide = permittedFor(subjects([parseIpv4("203.0.113.9")], ["rack.example.org", "notlocal"]));
  assert.deepEqual(wide.domains.slice(-2), ["notlocal", "rack.example.org"]);
  assert.equal(wide.networks.at(-1), "203.0.113.9/32");
  assert.deepEqual(permittedFor(subjects([parseIpv4("10.77.0.1")], []), wide), wide);
  assert.deepEqual(permittedFor(subjects([parseIpv4("172.32.0.1")], [])).networks.at(-1), "172.32.0.1/32");
});

for (const [name, want] of Object.entries({
  "Rack.Example.ORG": "rack.example.org",
  rack: "rack",
  "10.77.0.1": undefined,
  "a..b": undefined,
  "-x.org": undefined,
  "服务器.org": undefined,
  localhost: undefined,
  "*.org": undefined,
  "a b": undefined,
  "a.org\n": undefined,
  "": undefined,
})) {
  test(`the host name ${JSON.stringify(name)} is ${want === undefined ? "refused" : `read as ${want}`}`, () => {
    if (want === undefined) assert.throws(() => parseHostName(name), /not a valid host name/);
    else assert.equal(parseHostName(name), want);
  });
}
