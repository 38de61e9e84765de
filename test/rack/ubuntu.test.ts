import { test } from "node:test";
import { EXPECTED, installs } from "./installs.ts";
import { isoImage, openScene } from "./scene.ts";

const IMAGE = "ubuntu-24.04";
const CAST = [1, 2].map((number) => ({
  name: `node-0${number}`,
  mac: `52:54:00:77:00:0${number}`,
  firmware: "bios" as const,
  armed: true,
  profile: IMAGE,
}));

test("a stand-in of ubuntu24 is installed by autoinstall, its ISO by HTTP, two machines at once", async () => {
  await using scene = await openScene(CAST, await isoImage("ubuntu24", IMAGE));
  await Promise.all(CAST.map((one) => installs(scene, one, EXPECTED.ubuntu24)));
});
