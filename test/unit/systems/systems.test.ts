import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { parseMac } from "../../../appliance/net/mac.ts";
import { defaultCloudConfig } from "../../../appliance/systems/cloud-config.ts";
import { coreos } from "../../../appliance/systems/coreos.ts";
import { flatcar } from "../../../appliance/systems/flatcar.ts";
import { folderMedium, recognise } from "../../../appliance/systems/recognise.ts";
import type { Medium } from "../../../appliance/systems/system.ts";

const release = (family: string): string[] =>
  ["pxe.vmlinuz", "pxe_image.cpio.gz", "image.bin.bz2"].flatMap((end) => [
    `${family}_production_${end}`,
    `${family}_production_${end}.sig`,
  ]);

const folder = (names: readonly string[], version?: string): Medium => folderMedium("1010.5.0", names, () => version);

for (const system of [coreos, flatcar]) {
  const { family } = system;

  test(`a ${family} folder is recognised with its kernel, its disk images and its version`, () => {
    const names = [
      "version.txt",
      "key.asc",
      ...release(family),
      `${family}_production_vmware_raw_image.bin.bz2`,
      "other.iso",
    ];
    const answer = recognise(folder(names, `${family.toUpperCase()}_VERSION="1010.5.0"\n`));
    assert.ok(answer.kind === "recognised");
    assert.deepEqual(
      { ...answer.release, memory: undefined },
      {
        family,
        title: `${system.title} 1010.5.0`,
        distribution: family,
        version: "1010.5.0",
        major: 1010,
        arch: "x86_64",
        boots: { bios: true, uefi: true, secureBoot: false },
        kernel: `${family}_production_pxe.vmlinuz`,
        initrds: [`${family}_production_pxe_image.cpio.gz`],
        loaders: {},
        memory: undefined,
        diskImages: [`${family}_production_image.bin.bz2`, `${family}_production_vmware_raw_image.bin.bz2`],
        repositories: [],
        extras: {},
      },
    );
    assert.equal(system.role(answer.release, `${family}_production_image.bin.bz2`), "image");
    assert.equal(system.role(answer.release, `${family}_production_pxe.vmlinuz`), "other");
  });

  test(`an incomplete ${family} folder says which file is missing and what it is for`, () => {
    const answer = recognise(folder(release(family).filter((name) => !name.includes("cpio"))));
    assert.deepEqual(answer, {
      kind: "incomplete",
      family,
      reason: `${family}_production_pxe_image.cpio.gz (the system that runs in memory) is missing`,
    });
  });

  test(`kernel arguments of ${family}: the profile's, then ours, because coreos-cloudinit takes the last`, () => {
    const answer = recognise(folder(release(family)));
    assert.ok(answer.kind === "recognised");
    const boot = {
      release: answer.release,
      base: "http://10.77.0.1",
      tree: "http://10.77.0.1/coreos",
      answers: undefined,
      disk: "/dev/sda",
      syslog: undefined,
      mac: parseMac("52-54-00-77-00-01"),
      kernelArgs: ["console=ttyS0", "console=ttyS0", "cloud-config-url=http://x"],
    };
    assert.deepEqual(system.kernelArgs({ ...boot, flow: "manual" }), [
      "console=ttyS0",
      "cloud-config-url=http://x",
      "cloud-config-url=http://10.77.0.1/cloud-configs/52:54:00:77:00:01.yml",
    ]);
    assert.equal(
      system.kernelArgs({ ...boot, flow: "automatic" }).at(-1),
      "cloud-config-url=http://10.77.0.1/cloud-configs/install.sh",
    );
    for (const arg of ["a b", "a\nb", "", "ü"]) {
      assert.throws(
        () => system.kernelArgs({ ...boot, kernelArgs: [arg], flow: "manual" }),
        /not a valid kernel argument/,
      );
    }
  });

  test(`the installed ${family} keeps its cloud-config where its installer puts it`, () => {
    assert.equal(system.userData, `/var/lib/${family}-install/user_data`);
  });
}

test("strangers and mixtures are not taken for a release", () => {
  assert.deepEqual(recognise(folder(["debian.iso", "vmlinuz"])), { kind: "stranger" });
  assert.equal(recognise(folder([...release("coreos"), ...release("flatcar")])).kind, "incomplete");
});

test("a profile without a cloud-config gets hostname and keys", () => {
  assert.equal(defaultCloudConfig({ hostname: "node-01", sshKeys: [] }), "#cloud-config\nhostname: node-01\n");
  const text = defaultCloudConfig({ hostname: "no", sshKeys: ["ssh-ed25519 AAAA+/= me: #1"] });
  assert.deepEqual(parse(text, { version: "1.1" }), {
    hostname: "no",
    ssh_authorized_keys: ["ssh-ed25519 AAAA+/= me: #1"],
  });
});

test("the seed's own install.sh is kept byte for byte", () => {
  const lines = [
    "#!/bin/sh",
    "",
    "mac_addr=`ifconfig | grep -A2 'broadcast' | grep -o '..:..:..:..:..:..'`",
    "wget http://10.10.10.1:8080/cloud-configs/${mac_addr}.yml",
    "sudo coreos-install -d /dev/sda -c ${mac_addr}.yml -b http://10.10.10.1:8080",
    "sudo reboot",
    "",
  ];
  assert.equal(readFileSync(new URL("seed-install.sh", import.meta.url), "utf8"), lines.join("\n"));
});
