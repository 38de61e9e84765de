import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, readConfig } from "../../appliance/config.ts";

const good = `
data: /var/lib/rackseed
interface: eth0
address: 10.77.0.1/24
http: { ports: [80, 8080] }
access: { token: "0123456789", plainHttp: true }
dhcp: { mode: server, answer: everyone, authoritative: true }
unknownMachines: list
armedFor: 2h
subnets:
  - cidr: 10.77.0.0/24
    pool: 10.77.0.100-10.77.0.250
    router: 10.77.0.1
    dns: [10.77.0.1]
    lease: 12h
    allocation: dynamic
images:
  - name: coreos-1010.5.0
    source: /srv/media/coreos/1010.5.0
    key: /srv/media/coreos/key.asc
    version: 1010.5.0
    verify: required
profiles:
  - name: worker
    image: coreos-1010.5.0
    install: automatic
    disk: /dev/sda
    kernelArgs: [console=ttyS0]
    cloudConfig: |
      #cloud-config
      hostname: {{ machine.name }}
machines:
  - mac: 52:54:00:77:00:01
    name: node-01
    address: 10.77.0.11
    profile: worker
    armed: true
`;

test("the configuration of the documentation is read as it stands", () => {
  const config = readConfig(good, "rackseed.yaml");
  assert.equal(config.armedFor, 7200);
  assert.deepEqual(config.http.ports, [80, 8080]);
  assert.equal(config.subnets[0]?.lease, 43_200);
  assert.equal(config.images[0]?.version, "1010.5.0");
  assert.equal(config.machines[0]?.mac, "52:54:00:77:00:01");
  assert.equal(config.profiles[0]?.cloudConfig, "#cloud-config\nhostname: {{ machine.name }}\n");
});

test("an empty box is silent: DHCP is off unless the file says otherwise (design 4.11)", () => {
  const config = readConfig("address: 10.77.0.1/24", "f");
  assert.equal(config.dhcp.mode, "off");
  assert.equal(config.dhcp.answer, "everyone");
  assert.equal(config.unknownMachines, "list");
  assert.equal(config.access.plainHttp, false);
});

/** A change to the good file, and what the message must say: key, value, reason, remedy. */
const wrong: Record<string, { from: string; to: string; says: RegExp }> = {
  "a misspelt key is refused with a suggestion": {
    from: "router:",
    to: "rooter:",
    says: /subnets\[0\]\.rooter: this is not a setting\. Did you mean router\?/,
  },
  "a misspelt section is refused with a suggestion": {
    from: "dhcp:",
    to: "dchp:",
    says: /dchp: this is not a setting\. Did you mean dhcp\?/,
  },
  "a pool outside its subnet is refused (trust 4.56)": {
    from: "10.77.0.100-10.77.0.250",
    to: "10.78.0.100-10.78.0.250",
    says: /subnets\[0\]\.pool is "10\.78\.0\.100-10\.78\.0\.250": it lies outside the subnet 10\.77\.0\.0\/24.*Choose/,
  },
  "a pool containing the appliance's address is refused (trust 4.57)": {
    from: "10.77.0.100-10.77.0.250",
    to: "10.77.0.1-10.77.0.250",
    says: /it contains the appliance's own address 10\.77\.0\.1\. Let the pool/,
  },
  "a pool that runs backwards is refused (trust 4.55)": {
    from: "10.77.0.100-10.77.0.250",
    to: "10.77.0.250-10.77.0.100",
    says: /first address must not be higher/,
  },
  "a pool holding the router is refused": {
    from: "router: 10.77.0.1",
    to: "router: 10.77.0.120",
    says: /it contains the router 10\.77\.0\.120/,
  },
  "an unknown profile is refused with the known ones": {
    from: "profile: worker",
    to: "profile: wroker",
    says: /machines\[0\]\.profile is "wroker": there is no profile of that name\. Known profiles are: worker/,
  },
  "an unknown image is refused": {
    from: "image: coreos-1010.5.0",
    to: "image: nope",
    says: /profiles\[0\]\.image is "nope".*Known images are: coreos-1010\.5\.0/,
  },
  "a subnet that does not hold the appliance is refused (seed D5)": {
    from: "address: 10.77.0.1/24",
    to: "address: 10.99.0.1/24",
    says: /subnets is "10\.77\.0\.0\/24": none of them holds the appliance's own address/,
  },
  "host bits in a subnet are refused with the right one (trust 4.54)": {
    from: "cidr: 10.77.0.0/24",
    to: "cidr: 10.77.0.7/24",
    says: /did you mean 10\.77\.0\.0\/24\?/,
  },
  "an address with a leading zero is refused (trust 4.53)": {
    from: "router: 10.77.0.1",
    to: 'router: "010.77.0.1"',
    says: /Write the address as four numbers 0–255/,
  },
  "a loop device is refused with the seed's reason (seed K11)": {
    from: "disk: /dev/sda",
    to: "disk: /dev/loop0",
    says: /Loop devices.*partition table cannot be read again.*whole disk/,
  },
  "a version that YAML reads as a number is named": {
    from: "version: 1010.5.0",
    to: "version: 1010.5",
    says: /images\[0\]\.version is 1010\.5: YAML reads this as a number\. Write it in quotes: "1010\.5"/,
  },
  "an image without a key is refused unless verification is switched off": {
    from: "    key: /srv/media/coreos/key.asc\n",
    to: "",
    says: /images\[0\]\.key: it is missing.*verify: none/,
  },
  "a machine that is armed without a profile is refused": {
    from: "    profile: worker\n",
    to: "",
    says: /machines\[0\]\.armed is true: a machine without a profile/,
  },
  "a manual profile cannot be armed": {
    from: "install: automatic",
    to: "install: manual",
    says: /its profile worker is manual and never armed/,
  },
  "the multicast bit in a MAC is refused (trust 4.52)": {
    from: "52:54:00:77:00:01",
    to: "53:54:00:77:00:01",
    says: /machines\[0\]\.mac is "53:54:00:77:00:01".*group/,
  },
  "zero touch with an unknown profile is refused": {
    from: "unknownMachines: list",
    to: "unknownMachines: { install: nope }",
    says: /unknownMachines\.install is "nope": there is no profile/,
  },
  "a reservation on the appliance's own address is refused": {
    from: "address: 10.77.0.11",
    to: "address: 10.77.0.1",
    says: /machines\[0\]\.address is "10\.77\.0\.1": this is the appliance's own address/,
  },
  "an unknown DHCP mode is refused": { from: "mode: server", to: "mode: servr", says: /dhcp\.mode is "servr"/ },
  "a lease under a minute is refused (trust 4.59)": {
    from: "lease: 12h",
    to: "lease: 5s",
    says: /subnets\[0\]\.lease is "5s": leases under one minute/,
  },
  "broken YAML is named with its line": {
    from: "dns: [10.77.0.1]",
    to: "dns: [10.77.0.1",
    says: /not valid YAML at line \d+, column \d+/,
  },
  "a key that stands twice is refused": {
    from: "interface: eth0",
    to: "interface: eth0\ninterface: eth1",
    says: /not valid YAML at line 4.*unique/,
  },
};

for (const [sentence, { from, to, says }] of Object.entries(wrong)) {
  test(sentence, () => {
    assert.ok(good.includes(from), "the row changes something");
    assert.throws(
      () => readConfig(good.replace(from, to), "rackseed.yaml"),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /rackseed\.yaml/);
        assert.match(error.message.replaceAll("\n", " "), says);
        return true;
      },
    );
  });
}

test("a MAC that stands twice, in two spellings, is refused (trust 4.60)", () => {
  assert.throws(
    () => readConfig(`${good}  - mac: 52-54-00-77-00-01\n`, "f"),
    /machines\[1\]\.mac is "52:54:00:77:00:01": it stands in machines\[0\] already/,
  );
});

test("proxyDHCP needs neither subnets nor a pool", () => {
  const text = "address: 10.77.0.1/24\ndhcp: { mode: proxy }\n";
  assert.deepEqual(readConfig(text, "f").subnets, []);
});

test("overlapping subnets are refused (trust 4.58)", () => {
  const text = "address: 10.77.0.1/24\nsubnets:\n  - cidr: 10.77.0.0/24\n  - cidr: 10.77.0.128/25\n";
  assert.throws(() => readConfig(text, "f"), /subnets\[1\]\.cidr is "10\.77\.0\.128\/25": it overlaps subnets\[0\]/);
});
