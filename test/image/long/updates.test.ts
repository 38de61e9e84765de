// Updates on the built image. U-Boot's half (counters, the slot that starts) is on raspi3b, which has no network here; there
// root's own program is asked over the serial line. The network's half (upload, RAUC) is on virt, which has no U-Boot.
import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { makeBundle } from "../../../image-build/bundle.ts";
import { builtImage, insertCard } from "../harness/card.ts";
import { type Guest, startPi, startVirt } from "../harness/qemu.ts";
import { readReport } from "../harness/report.ts";
import { type Variant, variant } from "../harness/variant.ts";

const MOST_MS = 1_800_000;
const GIB = 1024 ** 3;
let folder: string;
let image: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rackseed-updates-"));
  image = await builtImage();
});
after(() => rm(folder, { recursive: true, force: true }));

/** A disk whose first bytes are a bundle of another version of the built slot. */
async function bundleDisk(name: string, version: Variant): Promise<{ readonly disk: string; readonly bytes: number }> {
  const slot = await variant(image.replace(/\.img$/, ".slot"), path.join(folder, `${name}.slot`), version);
  const out = path.join(folder, `${name}.raucb`);
  await makeBundle({ slotImage: slot, version: version.version, out });
  const { size } = await stat(out);
  const disk = `${out}.disk`;
  await copyFile(out, disk);
  await truncate(disk, GIB);
  return { disk, bytes: size };
}

/** Asks root's program for an update, as rackseed-requests does. */
async function ask(guest: Guest, device: string, bytes: number, allowDowngrade = false): Promise<string> {
  const shell = await guest.shell(MOST_MS);
  const request = JSON.stringify({ file: "/data/updates/x.raucb", allowDowngrade });
  return shell.run(
    `until systemctl is-active -q dbus; do sleep 1; done; mkdir -p /data/updates /data/host; head -c ${bytes} ${device} >/data/updates/x.raucb; echo '${request}' | /usr/lib/rackseed/verbs/update 2>/run/update.log || cat /run/update.log; cat /data/host/update.json`,
    MOST_MS,
  );
}

const OTHER_DISK = (disk: string): string[] => [
  ...["-drive", `file=${disk},if=none,id=update,format=raw`, "-device", "virtio-blk-device,drive=update"],
];

test("virt, RAUC's half: a newer bundle is verified, written to slot B and waits; the counters say that it is tried once", async () => {
  const { disk, bytes } = await bundleDisk("newer", { version: "9.0.0" });
  const card = await insertCard(image, path.join(folder, "virt.img"));
  const guest = await startVirt({ card, more: OTHER_DISK(disk) });
  try {
    const said = await ask(guest, "/dev/vda", bytes);
    assert.match(said, /"ok":true/);
    assert.match(said, /"outcome":"waiting"/);
    const shell = await guest.shell();
    const counters = await shell.run("/usr/lib/rackseed/rauc/fw_printenv");
    assert.match(counters, /^BOOT_ORDER=B A$/m);
    assert.match(counters, /^BOOT_B_LEFT=1$/m);
    assert.match(counters, /^BOOT_A_LEFT=9$/m);
  } finally {
    await guest.kill();
  }
});

test("virt, RAUC's half: an older bundle is refused by root, and slot B stays as it is", async () => {
  const { disk, bytes } = await bundleDisk("older", { version: "0.0.1" });
  const card = await insertCard(image, path.join(folder, "older.img"));
  const guest = await startVirt({ card, more: OTHER_DISK(disk) });
  try {
    assert.match(await ask(guest, "/dev/vda", bytes), /"code":"RS_UPDATE_OLDER"/);
  } finally {
    await guest.kill();
  }
});

/** A card for the board whose slot B was written, on virt, with a version that is to be tried at the next start. */
async function cardToTry(name: string, version: Variant): Promise<string> {
  const { disk, bytes } = await bundleDisk(name, version);
  const card = await insertCard(image, path.join(folder, `${name}.img`));
  const guest = await startVirt({ card, more: OTHER_DISK(disk) });
  try {
    assert.match(await ask(guest, "/dev/vda", bytes), /"ok":true/);
    await (await guest.shell()).run("sync");
  } finally {
    await guest.kill();
  }
  return card;
}

test("raspi3b, U-Boot's half: the new slot is tried once, found well, and kept", async () => {
  const card = await cardToTry("forward", { version: "9.1.0" });
  const guest = await startPi({ card });
  try {
    const report = await readReport(guest.console, MOST_MS);
    assert.equal(report.slot, "B");
    assert.equal(report.version, "9.1.0");
    const shell = await guest.shell(MOST_MS);
    await shell.run('until grep -q \'"outcome":"kept"\' /data/host/update.json; do sleep 2; done', MOST_MS);
    assert.match(await shell.run("/usr/lib/rackseed/rauc/fw_printenv"), /^BOOT_B_LEFT=9$/m);
  } finally {
    await guest.kill();
  }
});

test("raspi3b, U-Boot's half: a slot that does not start is tried once, and the old system comes back and says so", async () => {
  const card = await cardToTry("broken", { version: "9.2.0", broken: true });
  const first = await startPi({ card });
  await first.ended;
  await first.kill();
  const second = await startPi({ card });
  try {
    assert.equal((await readReport(second.console, MOST_MS)).slot, "A");
    const shell = await second.shell(MOST_MS);
    await shell.run('until grep -q \'"outcome":"back"\' /data/host/update.json; do sleep 2; done', MOST_MS);
  } finally {
    await second.kill();
  }
});
