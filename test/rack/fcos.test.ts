import { test } from "node:test";
import { EXPECTED, installs } from "./installs.ts";
import { armedPair, isoImage, openScene } from "./scene.ts";

const IMAGE = "fedora-coreos";
const CAST = armedPair(IMAGE);

test("a stand-in of fcos is installed by Ignition from its live ISO, two machines at once", async () => {
  await using scene = await openScene(CAST, await isoImage("fcos", IMAGE));
  await Promise.all(CAST.map((one) => installs(scene, one, EXPECTED.fcos)));
});
