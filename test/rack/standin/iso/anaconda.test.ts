// The stand-in Anaconda on this machine, against a server on loopback: what it asks for, what it stops at, what it leaves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Host, openHost } from "./host.ts";

const OS_RELEASE = 'NAME="Rocky Linux"\nID=rocky\nVERSION_ID=9.4\nINSTALLER=anaconda\n';
let host: Host;

before(async () => {
  host = await openHost("rhel9", "anaconda", OS_RELEASE);
});
after(() => host[Symbol.asyncDispose]());

const LINES = {
  lang: "lang en_US.UTF-8",
  keyboard: "keyboard us",
  timezone: "timezone Etc/UTC --utc",
  network: "network --bootproto=dhcp --hostname=node-09",
  rootpw: "rootpw --iscrypted $6$abc$def",
  ignoredisk: "ignoredisk --only-use=sda",
  zerombr: "zerombr",
  clearpart: "clearpart --all --initlabel",
  autopart: "autopart",
  reboot: "reboot",
  packages: "%packages\n@core\n%end",
};

const kickstart = (changes: Partial<Record<keyof typeof LINES, string | undefined>> = {}, more = ""): string =>
  `${Object.values({ ...LINES, ...changes })
    .filter((line) => line !== undefined)
    .join("\n")}\n${more}`;

const cmdline = (more = ""): string =>
  `BOOTIF=01-52-54-00-77-00-09 inst.repo=${host.base}/os inst.ks=${host.base}/ks.cfg ${more}`;

test("asks in Anaconda's order: kickstart, .treeinfo, second stage, repositories, packages", async () => {
  host.server.texts.set("/ks.cfg", kickstart());
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 0, output);
  const asked = host.server.lines().map((line) => line.replace(/[0-9a-f]{64}/, "SUM").replace(/ \/os\//, " "));
  const repository = (name: string): string[] =>
    ["repomd.xml", "SUM-comps.xml", "SUM-primary.xml.gz"].map((file) => `GET ${name}/repodata/${file}`);
  assert.deepEqual(asked.slice(0, 14), [
    "GET /ks.cfg",
    "GET .treeinfo",
    "GET images/install.img",
    "GET images/updates.img",
    "GET images/product.img",
    "GET .treeinfo",
    ...repository("BaseOS"),
    ...repository("AppStream"),
    "GET BaseOS/repodata/repomd.xml",
    "GET AppStream/repodata/repomd.xml",
  ]);
  assert.ok(
    asked.slice(14).every((line) => /^GET (BaseOS|AppStream)\/Packages\/s\/standin-\S+\.rpm$/.test(line)),
    asked.join("\n"),
  );
  assert.equal((await host.diskStart(512)).readUInt16LE(510), 0xaa55);
});

test("says who it is: dracut's headers, Anaconda's agent, a Range request, one connection for the packages", async () => {
  host.server.texts.set("/ks.cfg", kickstart());
  const { status, output } = await host.run(cmdline("inst.ks.sendmac inst.ks.sendsn"));
  assert.equal(status, 0, output);
  const first = host.server.asked[0]?.headers ?? {};
  assert.equal(first["x-anaconda-architecture"], "x86_64");
  assert.equal(first["x-anaconda-system-release"], "Rocky Linux");
  assert.equal(first["x-rhn-provisioning-mac-0"], "eth0 52:54:00:77:00:09");
  assert.equal(first["x-system-serial-number"], "SN-09");
  const packages = host.server.asked.filter(({ path }) => path.endsWith(".rpm"));
  assert.deepEqual([...new Set(packages.map(({ headers }) => headers["user-agent"]))], ["Rocky Linux (anaconda)/9.4"]);
  assert.deepEqual(
    packages.map(({ headers }) => headers.range).filter((range) => range !== undefined),
    ["bytes=0-99999", "bytes=100000-"],
  );
  assert.equal(new Set(packages.slice(2).map(({ connection }) => connection)).size, 1);
});

test("leaves a system with host name, users, keys and its kickstart, and runs %pre and %post", async () => {
  const user = "user --name=ops --groups=wheel --password=$6$x$y --iscrypted";
  const key = 'sshkey --username=ops "ssh-ed25519 AAAAC3 ops@desk"';
  const text = kickstart(
    { rootpw: `${user}\n${key}` },
    `%pre\ncurl -fsS ${host.base}/pre\n%end\n%post --log=/root/post.log\necho in the new system\necho "$NEW_ROOT" >"$NEW_ROOT/proof"\n%end\n`,
  );
  host.server.texts.set("/ks.cfg", text).set("/pre", "ok\n");
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 0, output);
  assert.equal(await host.installed("etc/hostname"), "node-09\n");
  assert.equal(await host.installed("root/anaconda-ks.cfg"), text);
  assert.equal(await host.installed("home/ops/.ssh/authorized_keys"), "ssh-ed25519 AAAAC3 ops@desk\n");
  assert.match(await host.installed("etc/shadow"), /^ops:\$6\$x\$y:/m);
  assert.match(await host.installed("var/lib/standin/install"), /^ks=[0-9a-f]{64}$/m);
  assert.equal(await host.installed("root/post.log"), "in the new system\n");
  assert.match(await host.installed("proof"), /\/target\n$/);
  const asked = host.server.lines();
  assert.ok(asked.indexOf("GET /pre") > asked.indexOf("GET /os/images/install.img"), "%pre runs in the second stage");
});

const questions: Record<string, [string, RegExp]> = {
  "a language": [kickstart({ lang: undefined }), /would ask: language/],
  "a keyboard": [kickstart({ keyboard: undefined }), /would ask: keyboard/],
  "a time zone": [kickstart({ timezone: undefined }), /would ask: time zone/],
  "a root password or an administrator": [kickstart({ rootpw: undefined }), /would ask: root password/],
  "a package section": [kickstart({ packages: undefined }), /would ask: software selection/],
  partitions: [kickstart({ autopart: undefined }), /would ask: disk: neither autopart nor part/],
  "a disk that exists": [
    kickstart({ ignoredisk: "ignoredisk --only-use=sdq" }),
    /would ask: disk: "sdq".*does not exist/,
  ],
  "leave to use a blank disk": [
    kickstart({ zerombr: undefined, clearpart: undefined }),
    /would ask: disk: .* is blank/,
  ],
};

for (const [what, [text, expected]] of Object.entries(questions)) {
  test(`without ${what} it stops with that question and the disk stays blank`, async () => {
    host.server.texts.set("/ks.cfg", text);
    const { status, output } = await host.run(cmdline());
    assert.equal(status, 3, output);
    assert.match(output, expected);
    assert.ok((await host.diskStart(4096)).every((byte) => byte === 0));
  });
}

test("a disk in use and no clearpart: it asks", async () => {
  host.server.texts.set("/ks.cfg", kickstart({ clearpart: undefined }));
  const { status, output } = await host.run(cmdline(), { diskInUse: true });
  assert.equal(status, 3, output);
  assert.match(output, /would ask: disk: .* is in use/);
});

test("a disk by its id is found", async () => {
  host.server.texts.set("/ks.cfg", kickstart({ ignoredisk: "ignoredisk --only-use=/dev/disk/by-id/ata-TEST_1" }));
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 0, output);
});

const errors: Record<string, [string, RegExp]> = {
  "a section without %end": [kickstart({}, "%post\necho\n"), /%post does not end with %end/],
  "a command that el9 has no more": [kickstart({}, "install\n"), /install has been removed/],
  "a command that nobody knows": [kickstart({}, "instal\n"), /unknown command: instal/],
  "an %include of a file that %pre did not write": [kickstart({}, "%include /tmp/absent-standin\n"), /unable to open/],
  "a %post that fails with --erroronfail": [
    kickstart({}, "%post --erroronfail\nexit 7\n%end\n"),
    /%post script failed with status 7/,
  ],
};

for (const [what, [text, expected]] of Object.entries(errors)) {
  test(`${what} is an error on the screen`, async () => {
    host.server.texts.set("/ks.cfg", text);
    const { status, output } = await host.run(cmdline());
    assert.equal(status, 4, output);
    assert.match(output, expected);
  });
}

test("without reboot in the kickstart it waits for Enter", async () => {
  host.server.texts.set("/ks.cfg", kickstart({ reboot: undefined }));
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 3, output);
  assert.match(output, /would ask: reboot/);
});

test("without a kickstart it shows its first screen with the source already set (seed F5, stand-in)", async () => {
  const { status, output } = await host.run(`inst.repo=${host.base}/os`);
  assert.equal(status, 3, output);
  assert.match(output, /stage2=[0-9a-f]{64}/);
  assert.match(output, /would ask: language: no kickstart was given; source=http/);
});

test("a 503 is tried again, a 404 is final", async () => {
  host.server.texts.set("/os/.treeinfo", 503);
  host.server.texts.set("/ks.cfg", kickstart());
  const again = await host.run(cmdline());
  assert.equal(again.status, 0, again.output);
  assert.equal(host.server.lines().filter((line) => line === "GET /os/.treeinfo").length, 3);
  host.server.texts.delete("/ks.cfg");
  const final = await host.run(cmdline());
  assert.equal(final.status, 4, final.output);
  assert.deepEqual(host.server.lines(), ["GET /ks.cfg"]);
});

test("bare names are no longer understood by el9", async () => {
  host.server.texts.set("/ks.cfg", kickstart());
  const { status, output } = await host.run(`method=${host.base}/os ks=${host.base}/ks.cfg`);
  assert.equal(status, 3, output);
  assert.deepEqual(host.server.lines(), []);
});
