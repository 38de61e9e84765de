// Each of the other stand-ins really installs and boots: one machine by BIOS, from the ISO's tree on a plain server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bench, diskMarker, openBench } from "./boot.ts";
import type { IsoKind } from "./kinds.ts";

interface Case {
  readonly files: { readonly kernel: string; readonly initrd: string };
  /** The answer files, by path, and the kernel's arguments. */
  answers(base: string): Record<string, string>;
  args(base: string): string;
  readonly os: string;
  readonly answer: string; // how the installed system calls what it was installed by
}

const PXEBOOT = { kernel: "images/pxeboot/vmlinuz", initrd: "images/pxeboot/initrd.img" };

const unit = (base: string): string =>
  `[Service]\nType=oneshot\nExecStart=/usr/bin/curl -fsS -X POST ${base}/report/up\n[Install]\nWantedBy=multi-user.target\n`;

const enable = (base: string): string =>
  `printf '%b' '${unit(base).replaceAll("\n", "\\n")}' >/etc/systemd/system/up.service; systemctl enable up.service`;

const kickstart = (base: string): string => `lang en_US.UTF-8
keyboard us
timezone --utc Etc/UTC
url --url=${base}/os
network --bootproto=dhcp --hostname=node-01
rootpw --iscrypted $6$x$y
ignoredisk --only-use=sda
zerombr
clearpart --all --initlabel
autopart
reboot
%packages
@core
%end
%post
${enable(base)}
curl -fsS -X POST ${base}/report/installed
%end
`;

const rhel = (os: string, args: (base: string) => string): Case => ({
  files: PXEBOOT,
  answers: (base) => ({ "/ks.cfg": kickstart(base) }),
  args,
  os,
  answer: "ks",
});

const preseed = (base: string): string => `d-i debian-installer/locale string en_US.UTF-8
d-i netcfg/get_hostname string node-01
d-i mirror/http/hostname string ${new URL(base).host}
d-i mirror/http/directory string /os
d-i mirror/suite string bookworm
d-i debian-installer/allow_unauthenticated boolean true
d-i passwd/root-password-crypted password $6$x$y
d-i passwd/make-user boolean false
d-i partman-auto/method string regular
d-i partman-auto/choose_recipe select atomic
d-i partman-partitioning/confirm_write_new_label boolean true
d-i partman/choose_partition select finish
d-i partman/confirm boolean true
d-i partman/confirm_nooverwrite boolean true
d-i grub-installer/bootdev string default
d-i finish-install/reboot_in_progress note
d-i preseed/late_command string in-target sh -c "$(wget -q -O - ${base}/late.sh)" && wget -q -O /dev/null --post-data= ${base}/report/installed
`;

const userData = (base: string): string => `#cloud-config
autoinstall:
  version: 1
  identity:
    hostname: node-01
    username: ops
    password: $6$x$y
  late-commands:
    - curtin in-target -- sh -c "$(curl -fsS ${base}/late.sh)"
    - curl -fsS -X POST ${base}/report/installed
`;

const ignition = (base: string): string =>
  JSON.stringify({
    ignition: { version: "3.4.0" },
    storage: {
      files: [{ path: "/etc/hostname", mode: 420, overwrite: true, contents: { source: "data:,node-01%0A" } }],
    },
    systemd: { units: [{ name: "up.service", enabled: true, contents: unit(base) }] },
  });

const CASES: Partial<Record<IsoKind, Case>> = {
  fcos: {
    files: PXEBOOT,
    answers: (base) => ({ "/config.ign": ignition(base) }),
    args: (base) =>
      `coreos.live.rootfs_url=${base}/os/images/pxeboot/rootfs.img ignition.firstboot ignition.platform.id=metal ` +
      `coreos.inst.install_dev=/dev/sda coreos.inst.ignition_url=${base}/config.ign`,
    os: "fedora-43.20260413.3.2",
    answer: "ignition",
  },
  ubuntu24: {
    files: { kernel: "casper/vmlinuz", initrd: "casper/initrd" },
    answers: (base) => ({
      "/seed/user-data": userData(base),
      "/seed/meta-data": "",
      "/seed/vendor-data": "",
      "/late.sh": enable(base),
    }),
    args: (base) => `ip=dhcp url=${base}/os.iso autoinstall ds=nocloud-net;s=${base}/seed/ cloud-config-url=/dev/null`,
    os: "ubuntu-24.04.1",
    answer: "autoinstall",
  },
  debian12: {
    files: { kernel: "install.amd/netboot/vmlinuz", initrd: "install.amd/netboot/initrd.gz" },
    answers: (base) => ({ "/preseed.cfg": preseed(base), "/late.sh": enable(base) }),
    args: (base) => `auto=true priority=critical preseed/url=${base}/preseed.cfg`,
    os: "debian-12.5.0",
    answer: "preseed",
  },
  rhel6: rhel("centos-6.10", (base) => `method=${base}/os ks=${base}/ks.cfg ksdevice=bootif kssendmac`),
  rhel7: rhel("rhel-7.9", (base) => `inst.repo=${base}/os inst.ks=${base}/ks.cfg`),
  rhel10: rhel("rhel-10.0", (base) => `inst.repo=${base}/os inst.ks=${base}/ks.cfg`),
};

for (const [kind, { files, answers, args, os, answer }] of Object.entries(CASES)) {
  test(`the stand-in ${kind} installs itself and boots from its disk`, { timeout: 600_000 }, async (t) => {
    await using bench: Bench = await openBench(kind as IsoKind);
    const { server, base } = bench;
    for (const [path, text] of Object.entries(answers(base))) server.texts.set(path, text);
    const began = Date.now();
    const installer = await bench.install(`BOOTIF=01-52-54-00-12-34-56 console=ttyS0 ${args(base)}`, files);
    await installer.sees(/^STANDIN \w+ installed disk=\/dev\/sda/m, 300);
    await installer.ends(60);
    t.diagnostic(`${kind}: installed after ${((Date.now() - began) / 1000).toFixed(1)} s`);
    const machine = await bench.fromDisk("bios");
    const seen = await diskMarker(machine, 180);
    t.diagnostic(`${kind}: up after ${((Date.now() - began) / 1000).toFixed(1)} s`);
    assert.deepEqual([seen["hostname"], seen["os"], seen["partitions"]], ["node-01", os, "9"]);
    assert.match(seen[answer] ?? "none", /^[0-9a-f]{64}$/);
    await machine.sees(/^STANDIN DISK unit=up.service exit=0/m, 60);
    const reports = server.lines().filter((line) => line.startsWith("POST /report"));
    assert.deepEqual(reports, [...(kind === "fcos" ? [] : ["POST /report/installed"]), "POST /report/up"]);
  });
}
