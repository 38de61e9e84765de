// A bundle's image goes into a slot: a real bundle of rauc's, a real block device.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import type { AppError } from "../../../appliance/errors.ts";
import type { SlotImage } from "../../../appliance/update/decide.ts";
import { inspect } from "../../../appliance/update/rauc.ts";
import { writeSlot } from "../../../appliance/update/root/write-slot.ts";
import { openWorld, type World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "rackseed-slot-"));
const disk = join(folder, "slot");
const run = (file: string, ...words: string[]): string => execFileSync(file, words, { encoding: "utf8" }).trim();
let world: World;
let bundle: string;
let image: SlotImage;
let device = "";

before(async () => {
  world = await openWorld();
  bundle = await world.bundle("good.raucb");
  const facts = await inspect(bundle, world.keys.keyring);
  assert.ok(facts.image);
  image = facts.image;
  writeFileSync(disk, "");
  truncateSync(disk, 4 * 1024 * 1024);
  device = loopOf(disk);
});
after(async () => {
  if (device !== "") run("losetup", "--detach", device);
  await world[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Some machines begin with read-only ones. */
function loopOf(file: string): string {
  const loop = run("losetup", "--show", "--find", file);
  run("blockdev", "--setrw", loop);
  return loop;
}

const refusal = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => assert.fail("it was taken"),
    (error: unknown) => error as AppError,
  );
const leftovers = (): string[] => readdirSync("/run").filter((name) => name.startsWith("rackseed-bundle-"));

test("what is in the slot afterwards is what was signed, told from 0 to 1, and nothing stays mounted", async () => {
  const shares: number[] = [];
  await writeSlot(bundle, image, device, (share) => shares.push(share));
  run("blockdev", "--flushbufs", device);
  const written = readFileSync(disk).subarray(0, image.size);
  assert.deepEqual(written, readFileSync(join(world.folder, "slot.img")));
  assert.equal(shares.at(-1), 1);
  assert.deepEqual(
    shares,
    shares.toSorted((left, right) => left - right),
  );
  assert.deepEqual(leftovers(), []);
});

test("an image that is not the one whose sum was signed: the slot is not written, and nobody says that nothing was changed", async () => {
  const other = { ...image, checksum: "0".repeat(64) };
  const { code, message } = await refusal(writeSlot(bundle, other, device, () => undefined));
  assert.equal(code, "RS_UPDATE_WRITE");
  assert.match(message, /not the one that was signed\. What runs now stays/);
  assert.equal(
    (await refusal(writeSlot(bundle, { ...image, size: image.size + 1 }, device, () => undefined))).code,
    "RS_UPDATE_WRITE",
  );
  assert.deepEqual(leftovers(), []);
});

test("an image that is larger than the slot is refused before a byte is written", async () => {
  const before = readFileSync(disk);
  const large = { ...image, size: 5 * 1024 * 1024 };
  const { code, message } = await refusal(writeSlot(bundle, large, device, () => undefined));
  assert.equal(code, "RS_UPDATE_WRITE");
  assert.match(message, /: the update has 5242880 bytes and the slot 4194304\. /);
  assert.deepEqual(readFileSync(disk), before);
});

test("a slot that somebody has mounted is not written", async () => {
  run("mkfs.ext4", "-q", "-F", device);
  const place = mkdtempSync(join(folder, "mount-"));
  run("mount", device, place);
  try {
    assert.match(String(await refusal(writeSlot(bundle, image, device, () => undefined))), /EBUSY/);
  } finally {
    run("umount", place);
  }
});

test("a card that gives other bytes than were written to it is told", async () => {
  const copy = join(folder, "dm");
  writeFileSync(copy, "");
  truncateSync(copy, 4 * 1024 * 1024);
  const liar = loopOf(copy);
  try {
    const taken = writeSlot(bundle, image, liar, (share) => {
      // Between the writing and the reading another hand changes bytes on the card, below its block device.
      if (share === 0.5) writeFileSync(copy, Buffer.alloc(8), { flag: "r+" });
    });
    const { code, message } = await refusal(taken);
    assert.equal(code, "RS_UPDATE_WRITE");
    assert.match(message, /gives other bytes/);
  } finally {
    run("losetup", "--detach", liar);
  }
});
