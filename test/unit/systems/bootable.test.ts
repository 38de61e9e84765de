import assert from "node:assert/strict";
import { test } from "node:test";
import { bootFilesOf, whyNotBootable } from "../../../appliance/wiring/bootable.ts";
import { recognise } from "../../../appliance/systems/recognise.ts";
import { unsignedLink } from "../../../appliance/systems/secure-boot.ts";
import type { Medium, Release } from "../../../appliance/systems/system.ts";
import * as media from "./media.ts";

function released(medium: Medium): Release {
  const answer = recognise(medium);
  assert.ok(answer.kind === "recognised");
  return answer.release;
}

const nothing = new Map<string, string>();
const debian12 = new Map(["linux", "initrd.gz"].map((file) => [`debian-installer/12/amd64/${file}`, "/x"]));
const alpine = media.iso("alpine.iso", "alpine-std 3.20.0 x86_64", ["boot/vmlinuz-lts", "boot/initramfs-lts"]);

test("seed F10: Debian needs the installer of its own major on the appliance, and the sentence names the package", () => {
  assert.match(whyNotBootable("d", released(media.debian12), {}, nothing) ?? "", /debian-installer-12-netboot-amd64/);
  assert.equal(whyNotBootable("d", released(media.debian12), {}, debian12), undefined);
  assert.match(whyNotBootable("d", released(media.debian13), {}, debian12) ?? "", /debian-installer-13-netboot-amd64/);
  assert.equal(whyNotBootable("u", released(media.ubuntu2004old), {}, nothing), undefined);
  assert.deepEqual(bootFilesOf("debian-12", released(media.debian12), {}), {
    kernel: "/debian-installer/12/amd64/linux",
    initrds: ["/debian-installer/12/amd64/initrd.gz"],
  });
});

test("a medium that nobody knows is booted by the files that its profile names", () => {
  const release = released(alpine);
  assert.match(whyNotBootable("alpine", release, {}, nothing) ?? "", /its profile has to name the kernel/);
  const chosen = { kernel: "boot/vmlinuz-lts", initrd: "boot/initramfs-lts" };
  assert.equal(whyNotBootable("alpine", release, chosen, nothing), undefined);
  assert.deepEqual(bootFilesOf("alpine", release, chosen), {
    kernel: "/alpine/boot/vmlinuz-lts",
    initrds: ["/alpine/boot/initramfs-lts"],
  });
  assert.match(
    whyNotBootable("alpine", release, { kernel: "../../etc/shadow" }, nothing) ?? "",
    /no boot loader takes the path/,
  );
});

test("seed B9: which link is unsigned is said in words, and nothing where there is none", () => {
  assert.match(unsignedLink(released(media.centos65)) ?? "", /no pair of shim and GRUB on the medium of CentOS 6\.5/);
  assert.match(unsignedLink(released(media.ubuntu2404)) ?? "", /made for CDs/);
  assert.match(unsignedLink(released(media.ubuntu2004old)) ?? "", /does not trust its kernel/);
  assert.match(unsignedLink(released(media.fcos43)) ?? "", /efiboot\.img/);
  assert.match(unsignedLink(released(alpine)) ?? "", /nobody knows whether/);
  for (const medium of [media.rhel76, media.rocky94, media.debian12, media.leap156]) {
    assert.equal(unsignedLink(released(medium)), undefined);
  }
});
