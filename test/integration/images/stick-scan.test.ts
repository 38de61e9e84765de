// Sticks with more on them than anybody wants to read: real folders, the real limits.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { SCAN_LIMITS, scanStick } from "../../../appliance/images/stick-scan.ts";

const root = mkdtempSync(join(tmpdir(), "rackseed-scan-"));
after(() => rmSync(root, { recursive: true, force: true }));
const stick = (): string => mkdtempSync(join(root, "stick-"));
const scan = (folder: string) => scanStick(folder, () => performance.now());
const fill = (folder: string, count: number, name: (number: number) => string): void => {
  for (let number = 0; number < count; number++) writeFileSync(join(folder, name(number)), "");
};

test("trust 4.95: a stick with 10,000 files is listed within five seconds", async () => {
  const folder = stick();
  writeFileSync(join(folder, "a.iso"), "x");
  mkdirSync(join(folder, "photos"));
  fill(join(folder, "photos"), 9_990, (number) => `${number}.jpg`);
  const few = await scan(folder);
  assert.deepEqual([few.files.map(({ path }) => path), few.more], [["a.iso"], false]);
  fill(join(folder, "photos"), 20, (number) => `more-${number}.jpg`);
  const began = performance.now();
  const many = await scan(folder);
  assert.deepEqual([many.files.map(({ path }) => path), many.more], [["a.iso"], true]);
  assert.ok(performance.now() - began < SCAN_LIMITS.ms + 1000);
});

test("trust 4.95: of 1,000 ISOs the first 200 are listed, and that there are more", async () => {
  const folder = stick();
  fill(folder, 1000, (number) => `${number}.iso`);
  const { files, more } = await scan(folder);
  assert.deepEqual([files.length, more], [200, true]);
});

test("trust 4.95: a deep tree is looked at four folders deep; links lead nowhere, so a loop ends", async () => {
  const folder = stick();
  const deep = join(folder, ...Array<string>(300).fill("d"));
  execFileSync("mkdir", ["-p", deep]);
  writeFileSync(join(folder, "d/d/d/d/found.iso"), "x");
  writeFileSync(join(folder, "d/d/d/d/d/too-deep.iso"), "x");
  symlinkSync("..", join(folder, "d/loop"));
  symlinkSync("/etc/shadow", join(folder, "shadow.iso"));
  symlinkSync(join(folder, "d/d/d/d/found.iso"), join(folder, "link.iso"));
  const { files, more } = await scan(folder);
  assert.deepEqual([files.map(({ path }) => path), more], [["d/d/d/d/found.iso"], true]);
});

test("trust 4.95: a stick that is so slow that the time is over is listed as far as it was read", async () => {
  const folder = stick();
  fill(folder, 50, (number) => `${number}.iso`);
  let now = 0;
  const { files, more } = await scanStick(folder, () => (now += 500)); // a stand-in for the clock
  assert.ok(files.length > 0 && files.length < 20);
  assert.equal(more, true);
});

test("what a Mac or Windows leaves on a stick is no ISO, and a device is no file", async () => {
  const folder = stick();
  for (const name of ["._Rocky.iso", "Rocky.iso.part", "iso"]) writeFileSync(join(folder, name), "x");
  mkdirSync(join(folder, "folder.iso"));
  mkdirSync(join(folder, ".Trashes"));
  writeFileSync(join(folder, ".Trashes/old.iso"), "x");
  execFileSync("mkfifo", [join(folder, "pipe.iso")]);
  assert.deepEqual(await scan(folder), { files: [], more: false });
});

test("trust 4.96: a folder that cannot be read any more hides nothing that lies beside it", () => {
  // The stick's last folder lies behind the end of its device, so that listing it is EIO.
  const [place, content] = [stick(), stick()];
  const [device, mount] = [join(place, "device"), join(place, "mount")];
  mkdirSync(mount);
  writeFileSync(join(content, "good.iso"), "x");
  mkdirSync(join(content, "zz-broken"));
  fill(join(content, "zz-broken"), 400, (number) => `${"long-name-".repeat(20)}${number}`);
  execFileSync("mkfs.ext4", ["-q", "-b", "4096", "-O", "^has_journal", "-d", content, device, "16M"]);
  const print = `import { scanStick } from "${new URL("../../../appliance/images/stick-scan.ts", import.meta.url).href}";
    console.log(JSON.stringify(await scanStick("${mount}", () => performance.now())));`;
  const script = `block=$(debugfs -R "blocks /zz-broken" ${device} 2>/dev/null | cut -d' ' -f2)
    loop=$(losetup --show -f --direct-io=on ${device}); mount -o ro $loop ${mount}; losetup -d $loop
    cat ${mount}/good.iso >/dev/null; ls ${mount} >/dev/null
    truncate -s $((block * 4096)) ${device}; ls ${mount}/zz-broken >/dev/null 2>${place}/said && exit 3
    node --input-type=module -e '${print}'`;
  const printed = execFileSync("unshare", ["-m", "sh", "-ec", script], { encoding: "utf8" });
  const { files, more } = JSON.parse(printed) as Awaited<ReturnType<typeof scan>>;
  assert.deepEqual([files.map(({ path }) => path), more], [["good.iso"], true]);
});
