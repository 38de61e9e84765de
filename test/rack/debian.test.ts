import { test } from "node:test";
import { EXPECTED, installs } from "./installs.ts";
import { armedPair, isoImage, openScene } from "./scene.ts";

const IMAGE = "debian-12";
const CAST = armedPair(IMAGE);

test("a stand-in of debian12 is installed by preseed from its ISO, two machines at once (seed F10)", async () => {
  await using scene = await openScene(CAST, await isoImage("debian12", IMAGE));
  await Promise.all(CAST.map((one) => installs(scene, one, EXPECTED.debian12)));
});
