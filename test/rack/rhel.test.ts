import assert from "node:assert/strict";
import { test } from "node:test";
import { EXPECTED, installs } from "./installs.ts";
import { type Cast, isoImage, openScene, together } from "./scene.ts";

const IMAGE = "rocky-9.4";
const machine = (number: number, firmware: Cast["firmware"], more: Partial<Cast> = {}): Cast => ({
  name: `node-0${number}`,
  mac: `52:54:00:77:00:0${number}`,
  firmware,
  armed: true,
  profile: IMAGE,
  ...more,
});

test("a stand-in RHEL 9 is installed by kickstart from its ISO on a BIOS and a UEFI machine at the same time (seed F2, F3)", async () => {
  const [bios, uefi] = [machine(1, "bios"), machine(2, "uefi")];
  await using scene = await openScene([bios, uefi], { boot: { ipxe: false }, ...(await isoImage("rhel9", IMAGE)) });
  await Promise.all([installs(scene, bios, EXPECTED.rhel9), installs(scene, uefi, EXPECTED.rhel9)]);
});

test("a stand-in RHEL 9 is installed under Secure Boot by the shim and GRUB of its own ISO", async () => {
  const secure = machine(3, "uefi-secure-boot");
  await using scene = await openScene([secure], await isoImage("rhel9", IMAGE));
  await installs(scene, secure, EXPECTED.rhel9);
  assert.match(scene.machine(secure.name).console.text(), /Secure boot enabled/);
});

test("manual: the stand-in's installer reaches its first screen with the source set, nothing is wiped (seed F5)", async () => {
  const manual = machine(4, "bios", { armed: false });
  await using scene = await openScene([manual], await isoImage("rhel9", IMAGE, { install: "manual" }));
  const { console, powerOn, diskIsBlank } = scene.machine(manual.name);
  await powerOn();
  await console.waitFor(
    /^STANDIN ANACONDA would ask: language: no kickstart was given; source=http:\/\/10\.77\.0\.1\/rocky-9\.4/m,
    300_000,
  );
  assert.equal(await diskIsBlank(), true);
  assert.deepEqual(await scene.appliance.runs(manual.mac), []);
});

test("stand-ins of el6, el7 and el10 are installed from their own layouts, three machines at once (seed F13)", async () => {
  const kinds = ["rhel6", "rhel7", "rhel10"] as const;
  const cast = kinds.map((kind, index) => machine(5 + index, "bios", { profile: kind }));
  const images = await Promise.all(kinds.map((kind) => isoImage(kind, kind)));
  await using scene = await openScene(cast, together(...images));
  await Promise.all(cast.map((one, index) => installs(scene, one, EXPECTED[kinds[index] ?? "rhel10"])));
});
