import assert from "node:assert/strict";
import { test } from "node:test";
import { type ProfileConfig, profileSchema } from "../../../appliance/config-schema.ts";
import type { Machine } from "../../../appliance/machines/machine.ts";
import { decideBoot, type Facts } from "../../../appliance/machines/plan.ts";
import { parseMac } from "../../../appliance/net/mac.ts";

const mac = parseMac("52:54:00:77:00:01");
const machine = (change: Partial<Machine> = {}): Machine => ({
  mac,
  known: true,
  name: "node-01",
  address: undefined,
  profile: undefined,
  vars: {},
  firmware: "bios",
  vendorClass: undefined,
  uuid: undefined,
  hostname: undefined,
  firstSeenAt: undefined,
  lastSeenAt: undefined,
  lastSeen: undefined,
  ...change,
});
const manual: ProfileConfig = profileSchema.parse({ name: "rescue", image: "rocky-9.4", install: "manual" });
const automatic: ProfileConfig = profileSchema.parse({ name: "web", image: "rocky-9.4" });

const decide = (change: Partial<Facts>): string => {
  const verdict = decideBoot({
    machine: machine(),
    profile: manual,
    imageMissing: undefined,
    arch: "x86_64",
    menu: undefined,
    run: undefined,
    now: 0,
    ...change,
  });
  return verdict.boots === "installer" ? "installer" : `${verdict.boots}: ${verdict.because}`;
};

const table: Readonly<Record<string, readonly [Partial<Facts>, RegExp]>> = {
  "seed B4: an unknown machine boots its disk": [{ machine: undefined }, /^disk: .*not in the inventory/],
  "seed B4: …and sees the menu only when the file says so": [{ machine: undefined, menu: "everybody" }, /^menu: /],
  "a menu for known machines is not for unknown ones": [
    { machine: machine({ known: false }), menu: "known" },
    /^disk: /,
  ],
  "seed B5: a known machine without a profile sees the menu": [
    { profile: undefined, menu: "known" },
    /^menu: no profile/,
  ],
  "…and boots its disk where there is no menu": [{ profile: undefined }, /^disk: no profile/],
  "a machine with a profile sees no menu": [{ menu: "everybody" }, /^memory: /],
  "an automatic profile that is not armed boots the disk, menu or not": [
    { profile: automatic, menu: "everybody" },
    /^disk: it is not armed/,
  ],
  "an x86-64 image is not for arm64": [
    { machine: machine({ firmware: "uefi-arm64" }) },
    /^disk: the image rocky-9\.4 is for x86-64 and this machine is arm64$/,
  ],
  "an arm64 image is not for UEFI x64": [
    { machine: machine({ firmware: "uefi-x64" }), arch: "aarch64" },
    /^disk: the image rocky-9\.4 is for arm64 and this machine is x86-64$/,
  ],
  "an arm64 image is not for BIOS": [{ arch: "aarch64" }, /^disk: .* this machine is x86-64$/],
  "an arm64 image is for arm64": [{ machine: machine({ firmware: "uefi-arm64" }), arch: "aarch64" }, /^memory: /],
  "what cannot be booted says why": [{ imageMissing: "nobody knows how it is booted" }, /^disk: nobody knows/],
};
for (const [sentence, [facts, expected]] of Object.entries(table)) {
  test(sentence, () => assert.match(decide(facts), expected));
}
