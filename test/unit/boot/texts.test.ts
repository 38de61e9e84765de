import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { grubConfig } from "../../../appliance/boot/grub.ts";
import { ipxeText } from "../../../appliance/boot/ipxe.ts";
import { type KernelArg, parseKernelArg } from "../../../appliance/boot/kernel-arg.ts";
import { type BootPlan, checkPath, consoleLine } from "../../../appliance/boot/plan.ts";
import { pxelinuxConfig } from "../../../appliance/boot/pxelinux.ts";
import { InvalidValueError } from "../../../appliance/net/invalid-value.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const mac = parseMac("52:54:00:77:00:01");
const base = "http://10.77.0.1";
const args = (...texts: string[]): KernelArg[] => texts.map(parseKernelArg);

const plans: Record<string, BootPlan> = {
  disk: { kind: "local", because: "node-01 boots its own disk: installed" },
  coreos: {
    kind: "kernel",
    label: "node-01 installs coreos-1010.5.0",
    kernel: "/coreos-1010.5.0/coreos_production_pxe.vmlinuz",
    initrds: ["/coreos-1010.5.0/coreos_production_pxe_image.cpio.gz"],
    args: args("coreos.first_boot=1", "console=ttyS0", "cloud-config-url=http://10.77.0.1/cloud-configs/install.sh"),
  },
  hostile: {
    kind: "kernel",
    label: "x' && reboot; ${net0/mac}\n# 节点",
    kernel: "/image/vmlinuz",
    initrds: ["/image/one.gz", "/image/two.gz"],
    args: args(
      "console=ttyS1,9600n8",
      "ds=nocloud-net;s=http://10.77.0.1/a?b=c&d=e#f",
      "acpi_osi=!*",
      "a=||",
      "---",
      "quiet",
    ),
  },
  bare: {
    kind: "kernel",
    label: "node-02 boots a kernel of its own",
    kernel: "/one/kernel.img",
    initrds: [],
    args: [],
  },
  el7: {
    kind: "kernel",
    label: "node-01 installs rhel-7.6",
    kernel: "/rhel-7.6/images/pxeboot/vmlinuz",
    initrds: ["/rhel-7.6/images/pxeboot/initrd.img"],
    args: args("inst.repo=http://10.77.0.1/rhel-7.6"),
    linuxefi: true,
  },
  flatcar: {
    kind: "kernel",
    label: "node-01 installs flatcar",
    kernel: "/flatcar/flatcar_production_pxe.vmlinuz",
    initrds: [],
    args: [],
    unsigned: "the kernel of Flatcar 4593.1.0 is not signed",
  },
  menu: {
    kind: "menu",
    title: "Rack 7 --title x' \"; ${net0/mac} ^n\n节点",
    timeoutSeconds: 30,
    entries: [
      { label: "The disk of this machine", plan: { kind: "local", because: "nothing else was chosen" } },
      {
        label: "rocky' } --menu ^x || reboot",
        plan: {
          kind: "kernel",
          label: "node-01 runs rocky-9.4",
          kernel: "/rocky-9.4/images/pxeboot/vmlinuz",
          initrds: ["/rocky-9.4/images/pxeboot/initrd.img"],
          args: args("console=ttyS0", "inst.repo=http://10.77.0.1/rocky-9.4"),
          unsigned: "the loaders of a menu are Debian's",
        },
      },
      {
        label: "debian",
        plan: {
          kind: "kernel",
          label: "node-01 runs debian-12",
          kernel: "/debian-installer/12/amd64/linux",
          initrds: ["/debian-installer/12/amd64/initrd.gz"],
          args: args("mirror/country=manual"),
        },
      },
    ],
  },
};

const texts: Record<string, (plan: BootPlan) => string> = {
  "pxelinux.cfg": pxelinuxConfig,
  "grub.cfg": (plan) => grubConfig(plan, mac),
  ipxe: (plan) => ipxeText(plan, mac, base),
};

for (const [loader, text] of Object.entries(texts)) {
  for (const [name, plan] of Object.entries(plans)) {
    test(`seed B5, B7, B12, trust 103: the ${loader} for ${name} is the one in golden/`, () => {
      const golden = path.join(import.meta.dirname, "golden", `${name}.${loader}`);
      if (process.env["UPDATE_GOLDEN"] !== undefined) {
        writeFileSync(golden, text(plan));
      }
      assert.equal(text(plan), readFileSync(golden, "utf8"));
    });
  }
}

test("without a lease GRUB gets no BOOTIF, and iPXE names the card that it used", () => {
  const coreos = plans["coreos"];
  assert.ok(coreos !== undefined);
  assert.doesNotMatch(grubConfig(coreos, undefined), /BOOTIF/);
  assert.match(ipxeText(coreos, undefined, base), /BOOTIF=01-\$\{netX\/mac:hexhyp\}/);
});

const refused: Record<string, string> = {
  "a command behind a semicolon and a space": "quiet; echo",
  "a space in a value": "a=b c",
  "an expansion of iPXE and GRUB": "${net0/mac}",
  "an expansion in a value": "a=${net0/mac}",
  "an operator": "&& shell",
  "an operator alone": "&&",
  "another operator alone": "||",
  "a comment": "#x",
  "a line break": "quiet\nreboot",
  "a carriage return": "quiet\rreboot",
  "a NUL": "quiet\0",
  "a single quote": "a='b'",
  "a double quote": 'a="b c"',
  "a backslash": "a=b\\c",
  "a backtick": "a=`b`",
  "no argument at all": "",
  "letters of other scripts": "a=节点",
  "what the loaders are told by us": "initrd=/etc/shadow",
  "another of those": "BOOTIF=01-00-00-00-00-00-00",
};
for (const [sentence, text] of Object.entries(refused)) {
  test(`trust 103, refused as a kernel argument: ${sentence}`, () =>
    assert.throws(() => parseKernelArg(text), InvalidValueError));
}

test("kernel arguments that people really use are taken", () => {
  const real =
    "quiet console=ttyS0,115200n8 ip=dhcp inst.ks=http://10.77.0.1/ks.cfg --- auto=true preseed/url=http://10.77.0.1/p " +
    "debian-installer/locale?=en_US.UTF-8 rd.driver.blacklist=nouveau acpi_osi=! flatcar.autologin=tty1 root=LABEL=ROOT " +
    "ds=nocloud-net;s=http://10.77.0.1/seed/ isolcpus=2-7,9 vlan=bond0.10:bond0 modprobe.blacklist=a,b 1";
  for (const text of real.split(" ")) {
    assert.equal(parseKernelArg(text), text);
  }
});

test("seed B12: every label of an iPXE menu is there once, and every goto has its label", () => {
  const { menu } = plans;
  assert.ok(menu !== undefined);
  const text = ipxeText(menu, mac, base);
  const labels = [...text.matchAll(/^:(\S+)$/gm)].map(([, label]) => label);
  assert.equal(new Set(labels).size, labels.length);
  for (const [, target] of text.matchAll(/goto (\w+)/g)) assert.ok(labels.includes(target), target);
  assert.ok(labels.includes("entry0") && labels.includes("entry2"));
});

test("seed B5: a menu of pxelinux waits less than an hour, because syslinux knows no longer time", () => {
  const long: BootPlan = { kind: "menu", title: "x", timeoutSeconds: 86_400, entries: [] };
  assert.match(pxelinuxConfig(long), /^timeout 35996$/m);
});

test("a path that a loader would need to quote is refused when the text is made", () => {
  for (const bad of ["vmlinuz", "/a b", "/a,b", "/a/../b", "/a//b", "/a\nb", "/..", "/a'b", "/${x}", "/a#b", ""]) {
    assert.throws(() => checkPath(bad), InvalidValueError, bad);
  }
  assert.equal(checkPath("/rhel-9.4/.treeinfo"), "/rhel-9.4/.treeinfo");
});

test("the console's line is one line of plain characters", () => {
  assert.equal(consoleLine({ kind: "local", because: "x\r\n${a} && `b` 节点" }), "Rackseed: x????a? ?? ?b? ??");
});
