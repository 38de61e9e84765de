import { test } from "node:test";
import { EXPECTED, installs } from "./installs.ts";
import { isoImage, openScene } from "./scene.ts";

const IMAGE = "debian-12";
const CAST = [1, 2].map((number) => ({
  name: `node-0${number}`,
  mac: `52:54:00:77:00:0${number}`,
  firmware: "bios" as const,
  armed: true,
  profile: IMAGE,
}));

test("a stand-in of debian12 is installed by preseed from its ISO, two machines at once (seed F10)", async () => {
  await using scene = await openScene(CAST, await isoImage("debian12", IMAGE));
  await Promise.all(CAST.map((one) => installs(scene, one, EXPECTED.debian12)));
});
