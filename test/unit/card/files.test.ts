import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { readConfig } from "../../../appliance/config.ts";
import { effectiveConfig } from "../../../appliance/card/effective.ts";
import { firewallRules } from "../../../appliance/card/firewall.ts";
import { portsOf } from "../../../appliance/card/ports.ts";
import { networkFile, socketDropIn } from "../../../appliance/card/network.ts";
import { readCard } from "../../../appliance/card/settings.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { parseInterfaceAddress } from "../../../appliance/net/subnet.ts";

const at = parseInterfaceAddress("10.77.0.1/24");

test("a written address is on the interface before the cable is, and no DHCP server is asked", () => {
  const file = networkFile(readCard("address: 10.77.0.1/24\ngateway: 10.77.0.254\ndns: 9.9.9.9\ninterface: eth1"));
  for (const line of ["Name=eth1", "DHCP=no", "Address=10.77.0.1/24", "Gateway=10.77.0.254", "DNS=9.9.9.9"]) {
    assert.match(file, new RegExp(`^${line}$`, "m"));
  }
  assert.match(file, /^ConfigureWithoutCarrier=yes$/m);
});

test("the fallback keeps asking by DHCP, and its link-local address is no source of broadcasts", () => {
  const file = networkFile(readCard(""), { mac: parseMac("b8:27:eb:00:ff:20") });
  assert.match(file, /^DHCP=ipv4$/m);
  assert.match(file, /^Address=10\.77\.0\.1\/24$/m);
  // 0xff would be among the addresses that RFC 3927 §2.1 keeps.
  assert.match(file, /\[Address\]\nAddress=169\.254\.2\.32\/16\nScope=global\nDuplicateAddressDetection=ipv4\n/);
  assert.doesNotMatch(networkFile(readCard("")), /10\.77\.0\.1|169\.254/);
});

test("another interface takes the place of the unit's own", () => {
  assert.match(socketDropIn("eth1"), /\nBindToDevice=\nBindToDevice=eth1\n/);
});

test("the service gets a configuration that it takes, with the card's lines in it", async () => {
  const card = readCard(
    "hostname: box2\nlanguage: zh\ntimezone: Asia/Shanghai\naccess: { names: [rack] }\ndhcp: { mode: proxy }",
  );
  const { yaml, problems } = await effectiveConfig(card, at);
  const config = readConfig(yaml, "effective");
  assert.deepEqual(problems, []);
  assert.deepEqual([config.data, config.interface, config.address.address], ["/data/rackseed", "eth0", "10.77.0.1"]);
  assert.deepEqual(config.access.names, ["rack", "box2"]);
  assert.deepEqual(config.region, { language: "zh", timeZone: "Asia/Shanghai" });
  assert.equal(config.dhcp.mode, "proxy");
  assert.deepEqual([config.panel.enabled, config.panel.power], [true, true]);
  assert.equal(config.media.folder, "/run/rackseed/sticks");
});

test("a configuration that the service would refuse is told in both languages, and the box starts without it", async () => {
  const { yaml, problems } = await effectiveConfig(readCard("hostname: box2\ndhpc: { mode: server }"), at);
  assert.match(problems[0]?.en ?? "", /dhpc: this is not a setting. Did you mean dhcp\? Nothing of the configuration/);
  assert.match(problems[0]?.zh ?? "", /配置没有使用/);
  const config = readConfig(yaml, "effective");
  assert.equal(config.dhcp.mode, "off");
  assert.deepEqual(config.access.names, ["box2"]);
});

/** nft's own check; it needs the kernel's nf_tables. */
const nft = (rules: string): void => void execFileSync("nft", ["--check", "--file", "-"], { input: rules });

test("the firewall lets in the ports in use and refuses DNS aloud, and nft takes it", () => {
  const fresh = firewallRules(portsOf(readCard("")));
  assert.match(fresh, /iifname "eth0" tcp dport \{ 80, 443 \} accept/);
  assert.match(fresh, /iifname "eth0" udp dport \{ 67, 4011, 123, 69, 514 \} accept/);
  assert.match(fresh, /udp dport 53 reject/);
  assert.doesNotMatch(fresh, /masquerade|\b22\b|\b21\b|3142/);
  nft(fresh);
});

test("ports of the configuration, a key for SSH, NAT and the package cache are in the rules only when they are asked for", () => {
  const rules = firewallRules(
    portsOf(
      readCard(
        "interface: eth1\nnat: true\npackageCache: true\nsshKey: ssh-ed25519 AAAA x\nhttp: { ports: [80, 8080] }\nhttps: { ports: [] }\ntftp: { enabled: false }\nftp: { enabled: true }",
      ),
    ),
  );
  assert.match(rules, /iifname "eth1" tcp dport \{ 80, 8080, 22 \} accept/);
  assert.match(rules, /udp dport \{ 67, 4011, 123, 514 \} accept/);
  assert.match(rules, /tcp dport \{ 21, 32768-60999 \} accept/);
  assert.match(rules, /iifname "eth1" tcp dport 3142 accept/);
  assert.match(rules, /ct mark 0x5253 masquerade/);
  nft(rules);
});

test("a configuration that cannot be read has a fresh box's ports", () => {
  assert.deepEqual(portsOf(readCard("http: { ports: [99999] }")).http, [80]);
});
