import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { grubConfig } from "../../../appliance/boot/grub.ts";
import { ipxeText } from "../../../appliance/boot/ipxe.ts";
import { parseKernelArg } from "../../../appliance/boot/kernel-arg.ts";
import type { BootPlan } from "../../../appliance/boot/plan.ts";
import { pxelinuxConfig } from "../../../appliance/boot/pxelinux.ts";
import { parseMac } from "../../../appliance/net/mac.ts";
import { recognise, systemOf } from "../../../appliance/systems/recognise.ts";
import type { BootRequest, Medium } from "../../../appliance/systems/system.ts";
import * as media from "./media.ts";

const base = "http://10.77.0.1";
const mac = parseMac("52:54:00:77:00:01");
const answers = `${base}/answers/0123456789abcdef`;
const syslog = { host: "10.77.0.1", port: 514 };

function args(medium: Medium, boot: Partial<BootRequest> = {}): string {
  const found = recognise(medium);
  assert.ok(found.kind === "recognised");
  const flow = boot.flow ?? "automatic";
  const system = systemOf(found.release.family);
  assert.ok(system !== undefined);
  return system
    .kernelArgs({
      release: found.release,
      flow,
      base,
      tree: `${base}/image`,
      answers: flow === "automatic" ? answers : undefined,
      mac,
      disk: "/dev/sda",
      syslog: undefined,
      kernelArgs: [],
      ...boot,
    })
    .join(" ");
}

const KS = `inst.repo=${base}/image inst.ks=${answers}/ks.cfg inst.ks.sendmac inst.ks.sendsn`;
const MIRROR =
  "mirror/country=manual mirror/protocol=http mirror/http/hostname=10.77.0.1 mirror/http/directory=/image mirror/http/proxy=";
const LIVE = `coreos.live.rootfs_url=${base}/image/images/pxeboot/rootfs.img ignition.firstboot ignition.platform.id=metal ip=dhcp rd.neednet=1`;

const table: Readonly<Record<string, readonly [Medium, Partial<BootRequest>, string]>> = {
  "seed F13: el6 knows no inst.": [
    media.centos65,
    { syslog },
    `method=${base}/image ksdevice=bootif ks=${answers}/ks.cfg kssendmac kssendsn syslog=10.77.0.1:514`,
  ],
  "seed F13, F5: el6 by hand has its source and no answers": [
    media.centos65,
    { flow: "manual" },
    `method=${base}/image ksdevice=bootif`,
  ],
  "seed F2: el7": [media.rhel76, { syslog }, `${KS} inst.syslog=10.77.0.1:514`],
  "seed F5: el7 by hand has its source and no answers": [media.rhel76, { flow: "manual" }, `inst.repo=${base}/image`],
  el8: [media.centos8, {}, KS],
  "Stream 9": [media.stream9, {}, KS],
  "Rocky 9.4": [media.rocky94, {}, KS],
  el10: [media.rhel10, {}, KS],
  Fedora: [media.fedora42, {}, KS],
  "the profile's stand in front, each once": [
    media.rocky94,
    { kernelArgs: ["console=ttyS0", "inst.text", "console=ttyS0"] },
    `console=ttyS0 inst.text ${KS}`,
  ],
  "seed F10: Debian 12": [
    media.debian12,
    { syslog },
    `auto=true priority=critical preseed/url=${answers}/preseed.cfg ${MIRROR} mirror/suite=bookworm debian-installer/allow_unauthenticated=true log_host=10.77.0.1 log_port=514`,
  ],
  "seed F10: Debian 13 by hand has its mirror set": [
    media.debian13,
    { flow: "manual" },
    `${MIRROR} mirror/suite=trixie debian-installer/allow_unauthenticated=true`,
  ],
  "seed F10: Ubuntu 20.04 by preseed": [
    media.ubuntu2004old,
    {},
    `auto=true priority=critical preseed/url=${answers}/preseed.cfg ${MIRROR} mirror/suite=focal debian-installer/allow_unauthenticated=true live-installer/net-image=${base}/image/install/filesystem.squashfs`,
  ],
  "Ubuntu 24.04: the seed's folder ends with a slash": [
    media.ubuntu2404,
    {},
    `ip=dhcp url=${base}/image.iso autoinstall ds=nocloud-net;s=${answers}/ cloud-config-url=/dev/null`,
  ],
  "Ubuntu 22.04 by hand": [
    media.ubuntu2204,
    { flow: "manual" },
    `ip=dhcp url=${base}/image.iso cloud-config-url=/dev/null`,
  ],
  "Fedora CoreOS is installed from its own rootfs": [
    media.fcos43,
    { disk: "/dev/disk/by-id/x" },
    `${LIVE} coreos.inst.install_dev=/dev/disk/by-id/x coreos.inst.ignition_url=${answers}/config.ign`,
  ],
  "Fedora CoreOS in memory": [media.fcos43, { flow: "manual" }, LIVE],
  openSUSE: [media.leap156, { flow: "manual" }, `netsetup=dhcp install=${base}/image`],
};
for (const [sentence, [medium, boot, expected]] of Object.entries(table)) {
  test(`kernel arguments: ${sentence}`, () => assert.equal(args(medium, boot), expected));
}

test("trust 103: every family refuses an argument that is not one word", () => {
  for (const medium of [media.centos65, media.rhel76, media.debian12, media.ubuntu2404, media.fcos43, media.leap156]) {
    for (const bad of ["a b", "a\nb", "", "ü"]) {
      assert.throws(() => args(medium, { kernelArgs: [bad] }), /not a valid kernel argument/);
    }
  }
});

const loaders: Readonly<Record<string, (plan: BootPlan) => string>> = {
  "pxelinux.cfg": pxelinuxConfig,
  "grub.cfg": (plan) => grubConfig(plan, mac),
  ipxe: (plan) => ipxeText(plan, mac, base),
};
const installs: Readonly<Record<string, Medium>> = {
  el6: media.centos65,
  el9: media.rocky94,
  debian12: media.debian12,
  ubuntu2404: media.ubuntu2404,
  fcos43: media.fcos43,
};
for (const [name, medium] of Object.entries(installs)) {
  for (const [loader, text] of Object.entries(loaders)) {
    test(`trust 103: the ${loader} that installs ${name} is the one in golden/`, () => {
      const found = recognise(medium);
      assert.ok(found.kind === "recognised" && found.release.kernel !== undefined);
      const at = (file: string): string => (file.startsWith("/") ? file : `/image/${file}`);
      const plan: BootPlan = {
        kind: "kernel",
        label: `node-01 installs ${found.release.title}`,
        kernel: at(found.release.kernel),
        initrds: found.release.initrds.map(at),
        args: args(medium).split(" ").map(parseKernelArg),
      };
      const golden = path.join(import.meta.dirname, "golden", `${name}.${loader}`);
      if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(golden, text(plan));
      assert.equal(text(plan), readFileSync(golden, "utf8"));
    });
  }
}
