import assert from "node:assert/strict";
import { test } from "node:test";
import { readCard } from "../../../appliance/card/settings.ts";

const whole = `
# Rackseed
address: 10.77.0.1/24
interface: eth1
gateway: 10.77.0.254
dns: [10.77.0.254, 9.9.9.9]
hostname: Rack-Seed-2.local
language: zh-CN
timezone: Asia/Shanghai
sshKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB mei@desk
nat: true
packageCache: true
dhcp: { mode: server }
`;

test("a card without rackseed.yaml, or with an empty one, is a box with defaults and nothing to say", () => {
  for (const text of [undefined, "", "\n\n", "# nothing yet\n"]) {
    const { interface: device, address, hostname, sshKeys, config, problems } = readCard(text);
    assert.deepEqual(
      [device, address, hostname, sshKeys, config, problems],
      ["eth0", undefined, "rackseed", [], {}, []],
    );
  }
});

test("all lines about the box are read, the rest is configuration", () => {
  const card = readCard(whole);
  assert.deepEqual(card.problems, []);
  assert.equal(card.address?.address, "10.77.0.1");
  assert.equal(card.address.subnet.prefix, 24);
  assert.deepEqual(
    [card.interface, card.gateway, card.dns, card.hostname, card.language, card.timezone, card.nat, card.packageCache],
    ["eth1", "10.77.0.254", ["10.77.0.254", "9.9.9.9"], "rack-seed-2", "zh", "Asia/Shanghai", true, true],
  );
  assert.equal(card.sshKeys.length, 1);
  assert.deepEqual(card.config, { dhcp: { mode: "server" } });
});

test("a mark that Windows' editor puts in front, and its line ends, change nothing", () => {
  assert.deepEqual(readCard(`\uFEFF${whole.replaceAll("\n", "\r\n")}`), readCard(whole));
});

test("address: dhcp is written out", () => {
  assert.equal(readCard("address: DHCP").address, undefined);
  assert.deepEqual(readCard("address: DHCP").problems, []);
});

const mistakes: Record<string, [line: string, en: RegExp, zh: RegExp]> = {
  "an address without prefix": ["address: 10.77.0.1", /address is "10\.77\.0\.1": .*10\.77\.0\.1\/24, or dhcp/, /前缀/],
  "an address with a typing error": ["address: 10.77.0.256/24", /address is/, /address 的值是/],
  "a gateway somewhere else": [
    "address: 10.77.0.1/24\ngateway: 10.0.0.1",
    /gateway .* outside/,
    /不在 address 的网络之内/,
  ],
  "a gateway with DHCP": ["gateway: 10.0.0.1", /With an address by DHCP/, /由 DHCP/],
  "a name server by name": ["dns: [dns.example]", /name servers as addresses/, /域名服务器/],
  "an interface that is a path": ["interface: ../eth0", /network interface/, /网络接口/],
  "a host name with an underscore": ["hostname: my_box", /letters, digits and dashes/, /连字符/],
  "a language nobody made": ["language: tlh", /en or zh/, /en 或 zh/],
  "a zone that does not exist": ["timezone: Mars/Olympus", /zone's name/, /时区/],
  "half a key": ["sshKey: AAAAC3Nza", /whole public key/, /公钥/],
  "a switch that is a word": ["nat: maybe", /true or false/, /true 或 false/],
  "a number where a text belongs": ["hostname: 7", /hostname is 7/, /hostname 的值是 7/],
  "another data folder": ["data: /srv", /cannot be chosen/, /不能设置/],
};
for (const [name, [line, en, zh]] of Object.entries(mistakes)) {
  test(`${name} is one sentence in each language, and everything else holds`, () => {
    const card = readCard(`${line}\nlisten: kept\n`);
    assert.equal(card.problems.length, 1);
    assert.match(card.problems[0]?.en ?? "", en);
    assert.match(card.problems[0]?.zh ?? "", zh);
    assert.deepEqual(card.config, { listen: "kept" });
    assert.equal(card.hostname, "rackseed");
  });
}

test("what is no YAML, or no settings, says where, and the box has defaults", () => {
  const broken = readCard("address: 10.77.0.1/24\n\tdhcp: {");
  assert.match(broken.problems[0]?.en ?? "", /not valid YAML at line \d+, column \d+/);
  assert.match(broken.problems[0]?.zh ?? "", /第 \d+ 行第 \d+ 列/);
  assert.equal(broken.address, undefined);
  assert.match(readCard("- 10.77.0.1").problems[0]?.en ?? "", /holds no settings/);
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(20)}]\nc: &c [${"*b,".repeat(20)}]\nd: [${"*c,".repeat(20)}]`;
  assert.match(readCard(bomb).problems[0]?.en ?? "", /cannot be used/);
});
