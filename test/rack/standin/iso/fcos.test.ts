// The stand-in for Fedora CoreOS' live system on this machine: rootfs and config by URL, both checked, then the disk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FCOS } from "./fcos.ts";
import { type Host, openHost } from "./host.ts";

let host: Host;

before(async () => {
  host = await openHost("fcos", "fcos", `NAME="Fedora CoreOS"\nID=fedora\nVERSION_ID=${FCOS.version}\n`);
});
after(() => host[Symbol.asyncDispose]());

const live = (): string =>
  `coreos.live.rootfs_url=${host.base}/os/images/pxeboot/rootfs.img ignition.firstboot ignition.platform.id=metal`;
const install = (): string =>
  `${live()} coreos.inst.install_dev=/dev/sda coreos.inst.ignition_url=${host.base}/config.ign`;
const config = (changes: object = {}): string => JSON.stringify({ ignition: { version: "3.4.0" }, ...changes });

test("fetches the root file system, then the config, writes the disk and leaves the config in it", async () => {
  host.server.texts.set("/config.ign", config());
  const { status, output } = await host.run(install());
  assert.equal(status, 0, output);
  assert.deepEqual(host.server.lines(), ["GET /os/images/pxeboot/rootfs.img", "GET /config.ign"]);
  assert.equal(await host.installed("boot/ignition/config.ign"), config());
  assert.match(await host.installed("var/lib/standin/install"), /^ignition=[0-9a-f]{64}$/m);
  assert.equal((await host.diskStart(512)).readUInt16LE(510), 0xaa55);
});

test("without install_dev it stays in memory and the disk stays blank", async () => {
  const { status, output } = await host.run(live());
  assert.equal(status, 3, output);
  assert.match(output, /^STANDIN COREOS live: in memory/m);
  assert.ok((await host.diskStart(4096)).every((byte) => byte === 0));
});

const refused: Record<string, [() => string, string, RegExp]> = {
  "a config of spec 2": [
    install,
    JSON.stringify({ ignition: { version: "2.3.0" } }),
    /version "2\.3\.0"; 3\.x is needed/,
  ],
  "a config that is no JSON": [install, "#cloud-config\n", /is not JSON/],
  "a config with a file twice": [
    install,
    config({ storage: { files: [{ path: "/etc/a" }, { path: "/etc/a" }] } }),
    /is not valid/,
  ],
  "no ignition.platform.id": [
    () => install().replace("ignition.platform.id=metal", ""),
    config(),
    /ignition\.platform\.id are needed/,
  ],
  "a disk that does not exist": [
    () => install().replace("/dev/sda", "/dev/sdq"),
    config(),
    /\/dev\/sdq does not exist/,
  ],
};

for (const [what, [cmdline, text, expected]] of Object.entries(refused)) {
  test(`${what} stops it before the disk is touched`, async () => {
    host.server.texts.set("/config.ign", text);
    const { status, output } = await host.run(cmdline());
    assert.equal(status, 4, output);
    assert.match(output, expected);
    assert.ok((await host.diskStart(4096)).every((byte) => byte === 0));
  });
}

test("another release's rootfs is refused", async () => {
  const { status, output } = await host.run(live(), { osRelease: "ID=fedora\nVERSION_ID=42.1\n" });
  assert.equal(status, 4, output);
  assert.match(output, /is of another release/);
});
