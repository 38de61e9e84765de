import assert from "node:assert/strict";
import { test } from "node:test";
import { bootNeeds, type BootPorts } from "../../../appliance/wiring/boot-needs.ts";
import type { BootNeeds } from "../../../appliance/boot/service.ts";
import { textContent } from "../../../appliance/bytes/content.ts";
import { type ProfileConfig, profileSchema } from "../../../appliance/config-schema.ts";
import type { Image } from "../../../appliance/images/catalog.ts";
import type { Verdict } from "../../../appliance/machines/plan.ts";
import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { type Mac, parseMac } from "../../../appliance/net/mac.ts";
import { recognise } from "../../../appliance/systems/recognise.ts";
import type { Medium } from "../../../appliance/systems/system.ts";
import * as media from "../systems/media.ts";

// A stand-in house: images, profiles and verdicts as values. What is real here is how plans are put together from them.

const mac = parseMac("52:54:00:77:00:01");
const asker = parseIpv4("10.77.0.11");
const stranger = parseIpv4("10.77.0.99");

const image = (name: string, medium: Medium, state: Image["state"] = "ready"): Image => {
  const found = recognise(medium);
  assert.ok(found.kind === "recognised");
  const { release } = found;
  return { name, version: release.version, release, state, verified: "verified", source: "iso", bytes: 0, files: [] };
};
const images = [
  image("rhel-7.6", media.rhel76),
  image("rocky-9.4", media.rocky94),
  image("rocky-arm", media.rocky94arm),
  image("rhel-10", media.rhel10),
  image("centos-6.5", media.centos65),
  image("debian-12", media.debian12),
  image("debian-13", media.debian13),
  image("leap", media.leap156),
  image("coming", media.alma96, "importing"),
];
const byImage = new Map(images.map((one) => [one.name, one]));
const profiles = new Map<string, ProfileConfig>(
  images.map(({ name }) => [name, profileSchema.parse({ name, image: name, install: "manual" })]),
);
// Made automatic after the menu was written: it must not be offered there any more.
profiles.set("wipes", profileSchema.parse({ name: "wipes", image: "rhel-7.6" }));

function house(profile: string | undefined, verdict: Verdict, firmware = "uefi-x64"): BootNeeds {
  const machine = { mac, known: true, name: "node-01", profile, firmware };
  return bootNeeds({
    side: { verdict: () => verdict },
    inventory: { get: (asked: Mac) => (asked === mac ? machine : undefined) },
    profiles: { get: (name: string) => profiles.get(name) },
    images: { get: (name: string) => byImage.get(name) },
    runs: { tokenOf: () => "0123456789abcdef", see: () => undefined },
    files: { find: (path: string) => textContent(path) },
    macOf: (address: string) => (address === asker ? mac : undefined),
    base: "http://10.77.0.1",
    loaders: new Map(["linux", "initrd.gz"].map((file) => [`debian-installer/12/amd64/${file}`, "/x"])),
    menu: { title: "Rack 7", timeout: 30, profiles: [...profiles.keys()] },
  } as unknown as BootPorts);
}

const memory: Verdict = { boots: "memory", because: "" };
const loaderOf = (needs: BootNeeds, name: string, from = asker): string => {
  const content = needs.ownLoader(name, from);
  return content?.kind === "bytes" ? content.bytes.toString() : "the appliance's own";
};

const OWN = "the appliance's own";
for (const [sentence, profile, name, expected] of [
  ["seed B8: shim of RHEL under the name that DHCP gave", "rhel-7.6", "shimx64.efi", "rhel-7.6/EFI/BOOT/BOOTX64.EFI"],
  ["seed B8, Q4: shim under the medium's name", "rhel-7.6", "bootx64.efi", "rhel-7.6/EFI/BOOT/BOOTX64.EFI"],
  ["seed B8: GRUB beside it", "rhel-7.6", "grubx64.efi", "rhel-7.6/EFI/BOOT/grubx64.efi"],
  ["MokManager of the same maker", "rocky-9.4", "mmx64.efi", "rocky-9.4/EFI/BOOT/mmx64.efi"],
  ["SUSE's GRUB by its own name", "leap", "grub.efi", "leap/EFI/BOOT/grub.efi"],
  ["el6 has no shim, so Debian's loaders start it", "centos-6.5", "shimx64.efi", OWN],
  ["Debian's loaders start Debian", "debian-12", "grubx64.efi", OWN],
  ["pxelinux never comes off a medium", "rhel-7.6", "lpxelinux.0", OWN],
] as const) {
  test(`loaders: ${sentence}`, () => assert.equal(loaderOf(house(profile, memory), name), expected));
}

test("seed B8: who boots its own disk, or has no lease here, gets the appliance's own loaders", () => {
  assert.equal(loaderOf(house("rhel-7.6", { boots: "disk", because: "" }), "shimx64.efi"), OWN);
  assert.equal(loaderOf(house("rhel-7.6", { boots: "menu", because: "" }), "shimx64.efi"), OWN);
  assert.equal(loaderOf(house("rhel-7.6", memory), "shimx64.efi", stranger), OWN);
});

for (const [profile, efi] of [
  ["rhel-7.6", true],
  ["rocky-9.4", true],
  ["rocky-arm", false],
  ["rhel-10", false],
  ["centos-6.5", false],
  ["debian-12", false],
] as const) {
  test(`seed B7: GRUB starts ${profile} by ${efi ? "linuxefi" : "linux"}, and other loaders know nothing of that`, () => {
    const { plan } = house(profile, memory).planFor(mac, "grub", "x64");
    assert.ok(plan.kind === "kernel");
    assert.equal(plan.linuxefi === true, efi);
    const other = house(profile, memory).planFor(mac, "pxelinux", "bios").plan;
    assert.ok(other.kind === "kernel" && other.linuxefi === undefined);
  });
}

test("an armed machine is sent to the answers of its run, and a manual one is not", () => {
  const verdict = { boots: "installer", run: { id: 1 } } as unknown as Verdict;
  const { plan } = house("rocky-9.4", verdict).planFor(mac, "pxelinux", "bios");
  assert.ok(plan.kind === "kernel");
  assert.ok(plan.args.some((arg) => arg === "inst.ks=http://10.77.0.1/answers/0123456789abcdef/ks.cfg"));
  const manual = house("rocky-9.4", memory).planFor(mac, "pxelinux", "bios").plan;
  assert.ok(manual.kind === "kernel" && manual.args.every((arg) => !arg.includes("inst.ks")));
});

test("seed B12: a menu offers the machine's disk first, then what this machine could start now", () => {
  const { plan } = house(undefined, { boots: "menu", because: "" }).planFor(mac, "grub", "x64");
  assert.ok(plan.kind === "menu");
  assert.deepEqual(
    plan.entries.map(({ label, plan: entry }) => `${label}: ${entry.kind}`),
    [
      "The disk of this machine: local",
      "rhel-7.6: kernel",
      "rocky-9.4: kernel",
      "rhel-10: kernel",
      "centos-6.5: kernel",
      "debian-12: kernel",
      "leap: kernel",
    ],
    "nothing that wipes, not for another architecture, not while it is imported, not without Debian 13's installer",
  );
  const unsigned = plan.entries.map(({ plan: entry }) => entry.kind === "kernel" && entry.unsigned !== undefined);
  assert.deepEqual(unsigned, [false, true, true, true, true, false, true]);
});

test("seed L4: centos7/vmlinuz and initrd.img are found where the medium keeps them", () => {
  const { imageFile } = house("rhel-7.6", memory);
  const missing = bootNeeds({
    ...({ images: { get: (name: string) => byImage.get(name) } } as unknown as BootPorts),
    files: {
      find: (path: string) => (path.includes("pxeboot") ? textContent(path) : undefined),
    } as unknown as BootPorts["files"],
  });
  const text = (file: string): string | undefined => {
    const content = missing.imageFile("rhel-7.6", file, asker);
    return content?.kind === "bytes" ? content.bytes.toString() : undefined;
  };
  assert.equal(text("vmlinuz"), "rhel-7.6/images/pxeboot/vmlinuz");
  assert.equal(text("initrd.img"), "rhel-7.6/images/pxeboot/initrd.img");
  assert.equal(text("splash.jpg"), undefined);
  assert.ok(imageFile("rhel-7.6", "vmlinuz", asker) !== undefined);
});

test("a console is told that an installer asks there, not that it runs in memory (seed F5)", () => {
  const { plan } = house("rocky-9.4", { boots: "memory", because: "" }).planFor(mac, "grub", "x64");
  assert.ok(plan.kind === "kernel");
  assert.equal(plan.label, "node-01 starts rocky-9.4, which asks its questions here");
});
