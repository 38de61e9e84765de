import { test } from "node:test";
import { EXPECTED, installs } from "./installs.ts";
import { armedPair, isoImage, openScene } from "./scene.ts";

const IMAGE = "ubuntu-24.04";
const CAST = armedPair(IMAGE);

test("a stand-in of ubuntu24 is installed by autoinstall, its ISO by HTTP, two machines at once", async () => {
  await using scene = await openScene(CAST, await isoImage("ubuntu24", IMAGE));
  await Promise.all(CAST.map((one) => installs(scene, one, EXPECTED.ubuntu24)));
});
