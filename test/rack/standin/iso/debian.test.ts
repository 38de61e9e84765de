// The stand-in for Debian's installer on this machine: its requests, the dialogs that it stops at, what it leaves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Host, openHost } from "./host.ts";

let host: Host;

before(async () => {
  host = await openHost(
    "debian12",
    "debian",
    'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID=12.5.0\nVARIANT_ID=netboot\n',
  );
});
after(() => host[Symbol.asyncDispose]());

const ANSWERS = {
  "debian-installer/locale": "string en_US.UTF-8",
  "netcfg/get_hostname": "string node-09",
  "mirror/http/hostname": "string HOST",
  "mirror/http/directory": "string /os",
  "mirror/suite": "string bookworm",
  "debian-installer/allow_unauthenticated": "boolean true",
  "passwd/root-login": "boolean false",
  "passwd/user-fullname": "string ops",
  "passwd/username": "string ops",
  "passwd/user-password-crypted": "password $6$x$y",
  "partman-auto/disk": "string /dev/sda",
  "partman-auto/method": "string regular",
  "partman-auto/choose_recipe": "select atomic",
  "partman-partitioning/confirm_write_new_label": "boolean true",
  "partman/choose_partition": "select finish",
  "partman/confirm": "boolean true",
  "partman/confirm_nooverwrite": "boolean true",
  "grub-installer/bootdev": "string /dev/sda",
  "finish-install/reboot_in_progress": "note",
};

const preseed = (changes: Record<string, string | undefined> = {}): string =>
  Object.entries<string | undefined>({ ...ANSWERS, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([question, value]) => `d-i ${question} ${(value ?? "").replace("HOST", new URL(host.base).host)}\n`)
    .join("");

const cmdline = (): string => `auto=true priority=critical preseed/url=${host.base}/preseed.cfg`;

test("asks in the installer's order: preseed, Release, components, Release again, packages", async () => {
  host.server.texts.set("/preseed.cfg", preseed());
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 0, output);
  const asked = host.server.lines().map((line) => line.replace("GET /os/", ""));
  assert.deepEqual(asked.slice(0, 7), [
    "GET /preseed.cfg",
    "dists/bookworm/Release",
    "dists/bookworm/main/debian-installer/binary-amd64/Packages.gz",
    "pool/main/s/standin/standin-component_12.5.0-1_amd64.udeb",
    "dists/bookworm/InRelease",
    "dists/bookworm/Release",
    "dists/bookworm/main/binary-amd64/Packages.gz",
  ]);
  assert.equal(asked.slice(7).filter((line) => line.startsWith("pool/main/s/standin/standin-system-")).length, 6);
  assert.equal(host.server.asked[0]?.headers["user-agent"], "debian-installer");
  assert.match(host.server.asked[1]?.headers["user-agent"] ?? "", /^Wget/);
  assert.equal(await host.installed("etc/hostname"), "node-09\n");
  assert.match(await host.installed("etc/shadow"), /^ops:\$6\$x\$y:/m);
  assert.match(await host.installed("var/lib/standin/install"), /^preseed=[0-9a-f]{64}$/m);
});

test("runs early, partman and late commands, continued over lines, and debconf-set counts", async () => {
  host.server.texts.set(
    "/preseed.cfg",
    preseed({
      "preseed/early_command": `string wget -q -O /dev/null ${host.base}/runs/started || true`,
      "partman-auto/disk": "string /dev/absent",
      "partman/early_command": "string debconf-set partman-auto/disk /dev/sda; \\\n  true",
      "preseed/late_command": `string ( in-target sh -c 'exit 0' ) && { wget -q -O /dev/null ${host.base}/runs/installed; }`,
    }),
  );
  host.server.texts.set("/runs/started", "").set("/runs/installed", "");
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 0, output);
  const asked = host.server.lines();
  assert.equal(asked[1], "GET /runs/started");
  assert.equal(asked.at(-1), "GET /runs/installed");
});

const questions: Record<string, [Record<string, string | undefined>, RegExp]> = {
  "a locale": [{ "debian-installer/locale": undefined }, /would ask: localechooser\/languagelist/],
  "a country in the locale": [
    { "debian-installer/locale": "string C.UTF-8" },
    /would ask: localechooser\/continentlist/,
  ],
  "a user's password": [{ "passwd/user-password-crypted": undefined }, /would ask: passwd\/user-password/],
  "a way of partitioning": [{ "partman-auto/method": undefined }, /would ask: partman-auto\/method/],
  confirmation: [
    { "partman/confirm_nooverwrite": undefined, "partman/confirm": undefined },
    /would ask: partman\/confirm_nooverwrite/,
  ],
  "a disk that exists": [
    { "partman-auto/disk": "string /dev/sdq" },
    /would ask: partman-auto\/disk: \/dev\/sdq does not exist/,
  ],
  "a device for GRUB": [{ "grub-installer/bootdev": undefined }, /would ask: grub-installer\/bootdev/],
  "leave to use an unsigned archive": [
    { "debian-installer/allow_unauthenticated": undefined },
    /would ask: anna: .* is not signed/,
  ],
  "a mirror that answers": [
    { "mirror/http/directory": "string /absent" },
    /would ask: choose-mirror: bad archive mirror/,
  ],
  "a type that debconf knows": [{ "passwd/username": "text-string ops" }, /would ask: preseed: failed to process/],
};

for (const [what, [changes, expected]] of Object.entries(questions)) {
  test(`without ${what} it stops there and the disk stays blank`, async () => {
    host.server.texts.set("/preseed.cfg", preseed(changes));
    const { status, output } = await host.run(cmdline());
    assert.equal(status, 3, output);
    assert.match(output, expected);
    assert.ok((await host.diskStart(4096)).every((byte) => byte === 0));
  });
}

test("an early command that fails stops it; so does the note at the end when nobody answered it", async () => {
  host.server.texts.set("/preseed.cfg", preseed({ "preseed/early_command": "string exit 9" }));
  const early = await host.run(cmdline());
  assert.deepEqual(
    [early.status, early.output.includes("failed to run preseeded command (status 9)")],
    [3, true],
    early.output,
  );
  host.server.texts.set("/preseed.cfg", preseed({ "finish-install/reboot_in_progress": undefined }));
  const late = await host.run(cmdline());
  assert.deepEqual(
    [late.status, late.output.includes("would ask: finish-install/reboot_in_progress")],
    [3, true],
    late.output,
  );
});

test("the initrd for CDs stops at once", async () => {
  const { status, output } = await host.run(cmdline(), {
    osRelease: "NAME=Debian\nID=debian\nVERSION_ID=12.5.0\nVARIANT_ID=cdrom\n",
  });
  assert.equal(status, 3, output);
  assert.match(output, /would ask: cdrom-detect/);
  assert.deepEqual(host.server.lines(), []);
});
