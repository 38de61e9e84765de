// Block devices of this machine (loop devices) in the place of sticks: real signatures, real read-only marks, real unmounting.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import { addStick, removeStick, type StickPlaces } from "../../../appliance/card/sticks/stick.ts";
import { stickSentence, watchMedia } from "../../../appliance/images/media.ts";
import { fromStick } from "../../../appliance/wiring/media-needs.ts";
import { makeReleaseIso } from "../../fakes/release-iso.ts";
import { rocky94 } from "../../unit/systems/media.ts";
import { life } from "../images/world.ts";

const root = mkdtempSync(join(tmpdir(), "rackseed-sticks-"));
const run = (file: string, ...words: string[]): string => execFileSync(file, words, { encoding: "utf8" }).trim();
const detach: string[] = [];
after(() => {
  for (const loop of detach) run("losetup", "-d", loop);
  rmSync(root, { recursive: true, force: true });
});

interface Bench extends StickPlaces {
  /** Puts a medium in as a device of that name; returns the loop device that stands for it. */
  plug(device: string, image: string): string;
}

/** Folders that look as /dev and /sys do for the devices that were put in. */
function bench(): Bench {
  const folder = mkdtempSync(join(root, "bench-"));
  const places = { dev: join(folder, "dev"), sys: join(folder, "sys"), sticks: join(folder, "sticks") };
  mkdirSync(places.dev);
  mkdirSync(places.sticks);
  return {
    ...places,
    plug(device, image) {
      // Without direct I/O the page cache would know what a pulled stick held.
      const loop = run("losetup", "--show", "--find", "--direct-io=on", image);
      detach.push(loop);
      symlinkSync(loop, join(places.dev, device));
      const sys = join(places.sys, "class/block", device);
      mkdirSync(join(sys, "device"), { recursive: true });
      writeFileSync(join(sys, "device/model"), "Ultra           \n");
      writeFileSync(join(sys, "size"), readFileSync(`/sys/class/block/${basename(loop)}/size`));
      return loop;
    },
  };
}

function medium(name: string, size: string, ...make: readonly string[]): string {
  const path = join(root, name);
  run("truncate", "-s", size, path);
  const [file, ...words] = make;
  if (file !== undefined) execFileSync(file, [...words, path], { stdio: "ignore" });
  return path;
}

const noteOf = (places: StickPlaces, device: string): unknown =>
  JSON.parse(readFileSync(join(places.sticks, ".notes", `${device}.json`), "utf8"));

test("trust 4.97: sticks with ext4, NTFS, LUKS, or nothing are named, not mounted, and made read-only", async () => {
  const place = bench();
  const loop = place.plug("sda", medium("ext4.img", "16M", "mkfs.ext4", "-q", "-L", "BACKUP"));
  place.plug("sdb", medium("ntfs.img", "16M", "mkntfs", "-q", "-F", "-f", "-L", "WINDOWS"));
  const luks = medium("luks.img", "16M");
  writeFileSync(luks, Buffer.concat([Buffer.from("LUKS\xba\xbe\0\x01", "latin1"), Buffer.alloc(16_777_208)]));
  place.plug("sdc", luks);
  place.plug("sdd", medium("empty.img", "16M"));
  for (const device of ["sda", "sdb", "sdc", "sdd"]) assert.match(await addStick(device, place), /is not mounted/);
  assert.deepEqual(noteOf(place, "sda"), { why: "file-system", name: "BACKUP", fileSystem: "ext4" });
  assert.deepEqual(noteOf(place, "sdb"), { why: "file-system", name: "WINDOWS", fileSystem: "NTFS" });
  assert.deepEqual(noteOf(place, "sdc"), { why: "file-system", name: "Ultra", fileSystem: "LUKS" });
  assert.deepEqual(noteOf(place, "sdd"), { why: "unknown", name: "Ultra" });
  assert.equal(run("blockdev", "--getro", loop), "1");
  assert.deepEqual(readdirSync(place.sticks), [".notes"]);

  const media = watchMedia({
    folder: place.sticks,
    found: () => undefined,
    gone: () => undefined,
    settled: () => undefined,
    problem: (error) => assert.fail(String(error)),
    pollMs: 50,
  });
  await until(() => media.list().length === 4);
  assert.deepEqual(media.list().map(stickSentence).toSorted(), [
    "USB stick BACKUP: This stick uses ext4. Rackseed reads FAT32 and exFAT.",
    "USB stick Ultra: Nothing on this stick can be recognised. Rackseed reads FAT32 and exFAT.",
    "USB stick Ultra: This stick uses LUKS. Rackseed reads FAT32 and exFAT.",
    "USB stick WINDOWS: This stick uses NTFS. Rackseed reads FAT32 and exFAT.",
  ]);
  for (const device of ["sda", "sdb", "sdc", "sdd"]) await removeStick(device, place);
  await until(() => media.list().length === 0);
  await media.stop();
});

test("a file system that the kernel does not take is called damaged, and its folder is gone again", async () => {
  const place = bench();
  const exfat = medium("exfat.img", "40M", "mkfs.exfat", "-L", "BROKEN");
  run("dd", "if=/dev/zero", `of=${exfat}`, "bs=1", "seek=109", "count=1", "conv=notrunc", "status=none"); // its sectors per cluster
  place.plug("sda", exfat);
  assert.match(await addStick("sda", place), /could not be mounted/);
  assert.deepEqual(noteOf(place, "sda"), { why: "damaged", name: "Ultra", fileSystem: "exFAT" });
  assert.deepEqual(readdirSync(place.sticks), [".notes"]);
});

function isoStick(name: string, more: string): { image: string; size: number } {
  const image = join(root, name);
  makeReleaseIso(image, rocky94, { "big.bin": randomBytes(24_000_000) });
  const { size } = statSync(image);
  run("truncate", "-s", more, image);
  return { image, size };
}

/** Puts it in and says what the note names: /dev/sda on the appliance, a loop device here. */
async function plugIso(place: Bench, image: string): Promise<string> {
  const loop = place.plug("sda", image);
  assert.match(await addStick("sda", place), /not mounted: iso/);
  const note = join(place.sticks, ".notes/sda.json");
  writeFileSync(note, readFileSync(note, "utf8").replace("/dev/sda", loop));
  return loop;
}

/** What the media service makes of a stick that is in. */
async function oneStick(place: StickPlaces) {
  const media = watchMedia({
    folder: place.sticks,
    found: () => undefined,
    gone: () => undefined,
    settled: () => undefined,
    problem: (error) => assert.fail(String(error)),
    pollMs: 50,
  });
  await until(() => media.list().length === 1);
  const [stick] = media.list();
  await media.stop();
  assert.ok(stick?.files[0]);
  return { stick, file: stick.files[0] };
}

test("an ISO that was written to a stick as it is becomes one file, and its import takes the ISO's bytes and no more", async (t) => {
  const place = bench();
  const { image, size } = isoStick("raw.img", "+9M");
  const loop = await plugIso(place, image);
  const { stick, file } = await oneStick(place);
  assert.deepEqual([file.kind, file.path.endsWith(".iso"), stick.path], ["iso", true, loop]);
  const { service } = life(t);
  service.add(fromStick("rocky", stick, file));
  await service.idle();
  const imported = service.get("rocky");
  assert.equal(imported?.state, "ready", imported?.reason);
  assert.equal(imported.source, "iso");
  assert.ok(imported.bytes <= size && imported.bytes > 24_000_000);
  const content = service.content("rocky", ".treeinfo");
  assert.ok(content);
});

test("trust 4.77: a stick that is smaller than the ISO on it ends early, and nothing is copied", async (t) => {
  const place = bench();
  const { image } = isoStick("short.img", "+0");
  truncateSync(image, 12_000_256);
  await plugIso(place, image);
  const { stick, file } = await oneStick(place);
  const { service } = life(t);
  service.add(fromStick("rocky", stick, file));
  await service.idle();
  assert.deepEqual([service.get("rocky")?.state, service.get("rocky")?.code], ["refused", "RS_ISO_TRUNCATED"]);
  assert.match(service.get("rocky")?.reason ?? "", /^This file ends early/);
});

test("trust 4.93: a raw ISO whose stick is pulled out in the middle says at how many percent, and nothing is added", async (t) => {
  const place = bench();
  const { image } = isoStick("pulled.img", "+9M");
  await plugIso(place, image);
  const { stick, file } = await oneStick(place);
  truncateSync(image, 12_000_256); // the bytes behind are gone, the device's size is still told
  const { service, folders } = life(t);
  service.add(fromStick("rocky", stick, file));
  await service.idle();
  const { state, reason = "" } = service.get("rocky") ?? {};
  assert.equal(state, "refused");
  const percent = Number(/^The USB stick was removed at (\d+) %\. Nothing was added\./.exec(reason)?.[1]);
  assert.ok(percent > 20 && percent < 80, reason);
  assert.deepEqual(folders(), []);
});

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it did not happen within ten seconds");
}
