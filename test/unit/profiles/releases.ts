import type { TemplateContext } from "../../../appliance/profiles/context.ts";
import type { Family, Release } from "../../../appliance/systems/system.ts";

/** A release as it would be recognised, made by hand. */
export const release = (
  family: Family,
  distribution: string,
  version: string,
  more: Partial<Release> = {},
): Release => ({
  family,
  title: `${distribution} ${version}`,
  distribution,
  version,
  major: Number.parseInt(version, 10),
  arch: "x86_64",
  boots: { bios: true, uefi: true, secureBoot: false },
  kernel: "images/pxeboot/vmlinuz",
  initrds: ["images/pxeboot/initrd.img"],
  loaders: {},
  memory: 2048,
  diskImages: [],
  repositories: [],
  extras: {},
  ...more,
});

export const EL = {
  6: release("rhel", "centos", "6.5"),
  7: release("rhel", "rhel", "7.6"),
  8: release("rhel", "rocky", "8.10"),
  9: release("rhel", "rocky", "9.4"),
  10: release("rhel", "almalinux", "10.0"),
} as const;
export const FEDORA = release("rhel", "fedora", "43");
export const DEBIAN = release("debian", "debian", "12.5.0");
export const UBUNTU = release("ubuntu", "ubuntu", "24.04.1");

export const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ1aWxkZXIta2V5LWZvci10ZXN0cy1vbmx5 eve o'neil@desk";

export const context = (more: Partial<TemplateContext> = {}): TemplateContext => ({
  machine: {
    name: "node-01",
    mac: "52:54:00:77:00:01",
    address: "10.77.0.11",
    firmware: "bios",
    vars: { rack: "A1" },
  },
  image: { name: "tree", version: "1.0", title: "A Tree 1.0", url: "http://10.77.0.1/tree", repos: [] },
  profile: { name: "worker", disk: "/dev/sda", vars: {}, repos: [] },
  settings: {
    timezone: "Asia/Shanghai",
    locale: "en_US.UTF-8",
    keyboard: "us",
    packages: ["tmux"],
    sshKeys: [KEY],
    user: "admin",
  },
  appliance: { address: "10.77.0.1", url: "http://10.77.0.1" },
  ...more,
});

export const RUN = { report: "http://10.77.0.1/runs/0000000000", answers: "http://10.77.0.1/answers/0000000000" };
