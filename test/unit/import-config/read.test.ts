import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { readDhcpd } from "../../../appliance/import-config/dhcpd.ts";
import { readConfigOf, recognise } from "../../../appliance/import-config/read.ts";
import type { Understood } from "../../../appliance/import-config/understood.ts";
import { formatRange, formatSubnet, parseInterfaceAddress } from "../../../appliance/net/subnet.ts";

const OWN = parseInterfaceAddress("192.168.1.5/24");
const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");
const read = (text: string): Understood => readConfigOf(text, recognise(text), OWN);
const subnets = ({ subnets: found }: Understood): unknown[] =>
  found.map(({ cidr, pool, router, dns, lease }) => [
    formatSubnet(cidr),
    pool === undefined ? undefined : formatRange(pool),
    router,
    dns,
    lease,
  ]);
const lines = (notes: Understood["skipped"]): number[] => notes.map(({ line }) => line);

test("seed 000's dhcpd.conf: both subnets with pools, routers, name server and lease time; the PXE class is not needed (trust 4.109)", () => {
  const found = read(fixture("seed-0-dhcpd.conf"));
  assert.equal(found.format, "dhcpd");
  assert.deepEqual(subnets(found), [
    ["10.127.19.0/24", "10.127.19.200-10.127.19.210", "10.127.19.1", ["10.127.96.11"], 259_200],
    ["10.127.64.0/24", "10.127.64.200-10.127.64.210", "10.127.64.1", ["10.127.96.11"], 259_200],
  ]);
  assert.deepEqual(found.skipped, [
    { line: 3, text: "option time-offset -18000", because: "Rackseed does not send this option." },
  ]);
  const boot = found.notNeeded.filter(({ because }) => because.startsWith("Rackseed chooses the boot loader"));
  assert.deepEqual(lines(boot), [7, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});

test("seed 001's dnsmasq.conf: the range with the netmask of option 1 and the name servers; nothing is skipped (trust 4.109)", () => {
  const found = read(fixture("seed-1-dnsmasq.conf"));
  assert.equal(found.format, "dnsmasq");
  assert.deepEqual(subnets(found), [
    ["192.168.1.0/24", "192.168.1.100-192.168.1.110", undefined, ["233.5.5.5", "8.8.8.8"], undefined],
  ]);
  assert.deepEqual(found.skipped, []);
  assert.deepEqual(lines(found.notNeeded), [2, 5, 6, 7, 8, 9]);
});

test("a dhcpd.conf with groups, hosts, statements nobody knows and damage: what is good comes in, the rest is listed by line", () => {
  const found = read(`authoritative;
include "/etc/dhcp/more.conf";
omapi-port 7911;
group {
  option domain-name "rack.example";
  subnet 10.0.0.0 netmask 255.255.255.0 {
    pool { range 10.0.0.100 10.0.0.150; deny unknown-clients; }
    range 10.0.0.200 10.0.0.210;
    option routers 10.0.0.1, 10.0.0.2;
  }
  host node-01 { hardware ethernet 52:54:0:77:0:1; fixed-address 10.0.0.11; filename "pxelinux.0"; }
  host web.rack.example. { hardware ethernet 52:54:00:77:00:02; fixed-address web.rack.example; }
  host token { hardware token-ring 52:54:00:77:00:03; }
}
subnet 10.1.0.0 netmask 255.0.255.0 { range 10.1.0.5; }
subnet6 2001:db8::/64 { range6 2001:db8::10 2001:db8::20; }
subnet 10.2.0.0 netmask 255.255.255.0 { range 10.3.0.5 10.3.0.9
}
`);
  assert.equal(found.authoritative, true);
  assert.deepEqual(
    found.subnets.map(({ cidr, pool, domain, router }) => [formatSubnet(cidr), pool?.last, domain, router]),
    [
      ["10.0.0.0/24", "10.0.0.210", "rack.example", "10.0.0.1"],
      ["10.2.0.0/24", undefined, undefined, undefined],
    ],
  );
  assert.deepEqual(found.machines, [
    { line: 11, mac: "52:54:00:77:00:01", name: "node-01", address: "10.0.0.11" },
    { line: 12, mac: "52:54:00:77:00:02", name: "web" },
  ]);
  assert.deepEqual(lines(found.skipped), [2, 3, 7, 7, 12, 13, 13, 15, 15, 16, 16, 17]);
  assert.match(found.skipped.at(-1)?.because ?? "", /semicolon/);
  for (const { because } of found.skipped) assert.match(because, /^["A-Z].*\.$/);
});

test("dnsmasq's hosts, tags, proxies and DNS lines each land where they belong", () => {
  const found = read(`# comment
dhcp-range=set:red,10.0.0.100,10.0.0.150,255.255.255.0,12h   # pool
dhcp-range=10.9.0.5,10.9.0.9
dhcp-range=192.168.1.0,proxy
dhcp-option=option:router,10.0.0.1
dhcp-option=tag:efi,option:ntp-server,10.0.0.4
dhcp-host=52:54:00:77:00:01,10.0.0.11,node-01,infinite
dhcp-host=52:54:00:77:00:02,set:red,node_02
dhcp-host=id:*,10.0.0.13
pxe-service=x86PC, "Install", pxelinux
server=8.8.8.8
conf-dir=/etc/dnsmasq.d
domain=rack.example
frobnicate
`);
  assert.deepEqual(
    found.subnets.map(({ cidr, pool, router, lease, domain }) => [
      formatSubnet(cidr),
      pool?.first,
      router,
      lease,
      domain,
    ]),
    [["10.0.0.0/24", "10.0.0.100", "10.0.0.1", 43_200, "rack.example"]],
  );
  assert.deepEqual(
    found.machines.map(({ mac, name, address }) => [mac, name, address]),
    [
      ["52:54:00:77:00:01", "node-01", "10.0.0.11"],
      ["52:54:00:77:00:02", undefined, undefined],
    ],
  );
  assert.deepEqual(lines(found.skipped), [3, 4, 6, 9, 11, 12, 14]);
  assert.deepEqual(lines(found.notNeeded), [10]);
});

test("a Kea configuration with comments: subnets, pools, options of each level and reservations", () => {
  const found = read(`// Kea
{ "Dhcp4": {
    "interfaces-config": { "interfaces": [ "eth0" ] },
    "valid-lifetime": 4000, # seconds
    "option-data": [ { "name": "domain-name-servers", "data": "10.0.0.2, 10.0.0.3" } ],
    "hooks-libraries": [],
    "subnet4": [ {
      "id": 1, "subnet": "10.0.0.0/24", "pools": [ { "pool": "10.0.0.100 - 10.0.0.150" } ],
      "option-data": [ { "name": "routers", "data": "10.0.0.1" }, { "name": "ntp-servers", "data": "10.0.0.1" } ],
      "reservations": [ { "hw-address": "52:54:00:77:00:01", "ip-address": "10.0.0.11", "hostname": "node-01.rack" } ]
    } ]
} }`);
  assert.equal(found.format, "kea");
  assert.deepEqual(subnets(found), [
    ["10.0.0.0/24", "10.0.0.100-10.0.0.150", "10.0.0.1", ["10.0.0.2", "10.0.0.3"], 4000],
  ]);
  assert.deepEqual(found.machines, [{ line: 10, mac: "52:54:00:77:00:01", name: "node-01", address: "10.0.0.11" }]);
  assert.deepEqual(
    found.skipped.map(({ line, text }) => [line, text]),
    [
      [6, "hooks-libraries"],
      [9, "ntp-servers"],
    ],
  );
});

test("every statement of a dhcpd.conf is in exactly one of the lists, whatever the words (trust 4.109)", () => {
  const word = fc.constantFrom(
    "option",
    "routers",
    "range",
    "10.0.0.5",
    "subnet",
    "netmask",
    "255.255.255.0",
    "host",
    "x",
    "filename",
    "allow",
    "include",
    "10.0.0.0",
    "class",
    "if",
  );
  const statement = fc.array(word, { minLength: 1, maxLength: 5 });
  const file = fc.array(fc.tuple(statement, fc.array(statement, { maxLength: 3 }), fc.boolean()), { maxLength: 8 });
  fc.assert(
    fc.property(file, (blocks) => {
      const text = blocks.map(([head, inner, block]) =>
        block
          ? `${head.join(" ")} {\n${inner.map((words) => `${words.join(" ")};\n`).join("")}}\n`
          : `${head.join(" ")};\n`,
      );
      const count = blocks.reduce((sum, [, inner, block]) => sum + 1 + (block ? inner.length : 0), 0);
      const { taken, notNeeded, skipped } = readDhcpd(text.join(""));
      assert.equal(taken.length + notNeeded.length + skipped.length, count);
    }),
  );
});

test("no text breaks the readers; nesting without end is refused with a sentence", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      (text) => void ["dhcpd", "dnsmasq", "kea"].map((format) => readConfigOf(text, format as "kea", OWN)),
    ),
  );
  assert.throws(() => readDhcpd("a {".repeat(1000)), /nested more than 32 levels/);
});
