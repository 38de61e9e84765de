// The stand-in RHEL really installs and boots: Anaconda's stand-in from the ISO's tree, then the disk by every firmware.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { diskMarker, openBench } from "./boot.ts";

const PXEBOOT = { kernel: "images/pxeboot/vmlinuz", initrd: "images/pxeboot/initrd.img" };

const kickstart = (base: string): string => `#version=RHEL9
text
lang en_US.UTF-8
keyboard us
timezone Etc/UTC --utc
url --url=${base}/os/
network --bootproto=dhcp --device=link --hostname=node-01
rootpw --lock
user --name=admin --groups=wheel --lock
sshkey --username=admin "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA operator@desk"
ignoredisk --only-use=disk/by-id/ata-QEMU_HARDDISK_QM00005
zerombr
clearpart --all --initlabel
autopart
reboot
%packages
@^minimal-environment
%end
%pre
curl -fsS -X POST ${base}/report/started
%end
%post
curl -fsS -X POST "${base}/report/installed"
cat >/etc/systemd/system/report-up.service <<UNIT
[Unit]
ConditionPathExists=!/var/lib/reported
[Service]
Type=oneshot
ExecStart=/usr/bin/curl -fsS -X POST ${base}/report/up
ExecStart=/bin/touch /var/lib/reported
ExecStart=/bin/sync
[Install]
WantedBy=multi-user.target
UNIT
systemctl enable report-up.service
%end
`;

test("the stand-in RHEL 9 installs itself by kickstart and boots from its disk", { timeout: 600_000 }, async (t) => {
  await using bench = await openBench("rhel9");
  const { server, base } = bench;
  const ks = kickstart(base);
  server.texts.set("/ks.cfg", ks);
  const sum = createHash("sha256").update(ks).digest("hex");
  const began = Date.now();
  const seconds = (): string => ((Date.now() - began) / 1000).toFixed(1);

  await t.test("install", async (context) => {
    const installer = await bench.install(
      `inst.repo=${base}/os inst.ks=${base}/ks.cfg inst.ks.sendmac inst.ks.sendsn BOOTIF=01-52-54-00-12-34-56 console=ttyS0`,
      PXEBOOT,
    );
    await installer.sees(/^STANDIN ANACONDA kickstart=/m, 120);
    context.diagnostic(`kickstart fetched after ${seconds()} s`);
    await installer.sees(new RegExp(`^STANDIN ANACONDA installed disk=/dev/sda hostname=node-01 ks=${sum} `, "m"), 240);
    await installer.ends(60);
    context.diagnostic(`installed after ${seconds()} s`);
    const reports = server.lines().filter((line) => line.startsWith("POST"));
    assert.deepEqual(reports, ["POST /report/started", "POST /report/installed"]);
    assert.equal(
      server.asked.find(({ path }) => path === "/ks.cfg")?.headers["x-rhn-provisioning-mac-0"],
      "eth0 52:54:00:12:34:56",
    );
  });

  for (const firmware of ["bios", "uefi", "secure-boot"] as const) {
    await t.test(
      `${firmware}: the installed disk comes up with its host name and its kickstart's sum`,
      async (context) => {
        const since = Date.now();
        const machine = await bench.fromDisk(firmware);
        const { hostname, ks: seen, os, partitions, ssh_keys: keys } = await diskMarker(machine, 180);
        context.diagnostic(`${firmware}: up after ${((Date.now() - since) / 1000).toFixed(1)} s`);
        assert.deepEqual([hostname, seen, os, partitions, keys], ["node-01", sum, "rocky-9.4", "9", "1"]);
        if (firmware === "secure-boot") assert.match(machine.serial, /Secure boot enabled/);
        const report =
          firmware === "bios" ? /^STANDIN DISK unit=report-up.service exit=0/m : /report-up.service condition not met/;
        await machine.sees(report, 30);
        assert.equal(server.lines().filter((line) => line === "POST /report/up").length, 1);
        await machine.powerOff();
      },
    );
  }
});
