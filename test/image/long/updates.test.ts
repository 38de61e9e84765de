// Updates on the built image. U-Boot's half (counters, the slot that starts) is on raspi3b, which has no network here; there
// root's own program is asked over the serial line. The network's half (upload, RAUC) is on virt, which has no U-Boot.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { makeBundle } from "../../../image-build/bundle.ts";
import { environment } from "../../../image-build/environment.ts";
import { TOKEN } from "../../rack/config.ts";
import { breakSlot, builtImage, insertCard, partition, writeToBoot } from "../harness/card.ts";
import { debugfs } from "../harness/debugfs.ts";
import { freePort } from "../harness/free-port.ts";
import { type Guest, startPi, startVirt } from "../harness/qemu.ts";
import { readReport } from "../harness/report.ts";
import type { Shell } from "../harness/serial.ts";
import { type Variant, variant } from "../harness/variant.ts";

const MOST_MS = 1_800_000;
const MIB = 1024 ** 2;
const GIB = 1024 * MIB;
const run = promisify(execFile);
const COUNTERS = "/usr/lib/rackseed/rauc/fw_printenv";
let folder: string;
let image: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rackseed-updates-"));
  image = await builtImage();
});
after(() => rm(folder, { recursive: true, force: true }));

/** A bundle of another version of the built slot. */
async function bundle(name: string, version: Variant): Promise<string> {
  const slot = await variant(image.replace(/\.img$/, ".slot"), path.join(folder, `${name}.slot`), version);
  const out = path.join(folder, `${name}.raucb`);
  await makeBundle({ slotImage: slot, version: version.version, out });
  await rm(slot);
  return out;
}

/** A disk whose first bytes are a bundle. */
async function bundleDisk(name: string, version: Variant): Promise<{ readonly disk: string; readonly bytes: number }> {
  const out = await bundle(name, version);
  const { size } = await stat(out);
  const disk = `${out}.disk`;
  await copyFile(out, disk);
  await truncate(disk, GIB);
  return { disk, bytes: size };
}

/** Puts the bundle where a person may put it. */
const take = (shell: Shell, device: string, bytes: number): Promise<string> =>
  shell.run(
    `until systemctl is-active -q dbus; do sleep 1; done; mkdir -p /data/updates /data/host; head -c ${bytes} ${device} >/data/updates/x.raucb`,
    MOST_MS,
  );

/** Asks root's program for an update, as rackseed-requests does. */
async function ask(guest: Guest, device: string, bytes: number, allowDowngrade = false): Promise<string> {
  const shell = await guest.shell(MOST_MS);
  await take(shell, device, bytes);
  const request = JSON.stringify({ file: "/data/updates/x.raucb", allowDowngrade });
  return shell.run(
    `echo '${request}' | /usr/lib/rackseed/verbs/update 2>/run/update.log || cat /run/update.log; cat /data/host/update.json 2>/dev/null || true`,
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
    const counters = await shell.run(COUNTERS);
    assert.match(counters, /^BOOT_ORDER=B A$/m);
    assert.match(counters, /^BOOT_B_LEFT=1$/m);
    assert.match(counters, /^BOOT_A_LEFT=9$/m);
  } finally {
    await guest.kill();
  }
});

test("virt, the network's half: a bundle that is sent over the network, cut and continued, is checked, written and waits for the restart", async () => {
  const file = await bundle("sent", { version: "9.3.0" });
  const { size } = await stat(file);
  const card = await insertCard(image, path.join(folder, "sent.img"));
  await writeToBoot(card, "rackseed.yaml", `access:\n  token: ${TOKEN}\n`);
  const port = await freePort();
  const guest = await startVirt({ card, forward: { [port]: 443 } });
  const curl = async <T>(way: string, ...more: string[]): Promise<T> => {
    const url = `https://127.0.0.1:${port}/api/v1/update${way}`;
    const head = ["-sSk", "--max-time", "1200", "-H", "Host: rackseed.local", "-H", `Authorization: Bearer ${TOKEN}`];
    const { stdout } = await run("curl", [...head, ...more, url]);
    return (stdout === "" ? undefined : JSON.parse(stdout)) as T;
  };
  const json = (body: object): string[] => ["-H", "Content-Type: application/json", "-d", JSON.stringify(body)];
  try {
    await readReport(guest.console, MOST_MS);
    const half = path.join(folder, "half");
    await run("cp", [file, half]);
    await truncate(half, 40 * 1024 * 1024);
    const way = "/uploads/rackseed-9.3.0-arm64.raucb";
    const range = ["-H", `Content-Range: bytes 0-${40 * 1024 * 1024 - 1}/${size}`];
    assert.equal((await curl<{ offset: number }>(way, ...range, "-T", half)).offset, 40 * 1024 * 1024);
    await curl(way, "-C", String(40 * 1024 * 1024), "-T", file);
    const { files } = await curl<{ files: { id: string; size: number }[] }>("");
    assert.deepEqual(
      files.map((one) => one.size),
      [size],
    );
    const id = files[0]?.id ?? "";
    const checked = await curl<{ version: string; order: string; needsYes: boolean }>("/check", ...json({ id }));
    assert.deepEqual([checked.version, checked.order, checked.needsYes], ["9.3.0", "newer", false]);
    await curl("", ...json({ id }));
    interface View {
      update?: { outcome: string };
      doing?: { what: string; share: number };
      problem?: { text: string };
    }
    const seen = new Set<string>();
    let view = await curl<View>("");
    for (const end = Date.now() + MOST_MS; view.update?.outcome !== "waiting" && Date.now() < end;) {
      assert.equal(view.problem, undefined, view.problem?.text);
      if (view.doing !== undefined) seen.add(view.doing.what);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      view = await curl<View>("");
    }
    assert.equal(view.update?.outcome, "waiting", JSON.stringify(view));
    assert.ok(seen.has("writing"), `what was told meanwhile: ${[...seen].join(", ")}`);
    assert.match(await (await guest.shell(MOST_MS)).run(COUNTERS), /^BOOT_B_LEFT=1$/m);
  } finally {
    await guest.kill();
  }
});

test("virt, RAUC's half: the plug is pulled while the slot is written: the counters keep the old system, and it says so", async () => {
  const { disk, bytes } = await bundleDisk("cut", { version: "9.4.0" });
  const card = await insertCard(image, path.join(folder, "cut.img"));
  const first = await startVirt({ card, more: OTHER_DISK(disk) });
  try {
    const shell = await first.shell(MOST_MS);
    await take(shell, "/dev/vda", bytes);
    const request = JSON.stringify({ file: "/data/updates/x.raucb", allowDowngrade: false });
    await shell.run(`(echo '${request}' | /usr/lib/rackseed/verbs/update >/run/update.log 2>&1 &)`);
    await shell.run(`until grep -q '"what":"writing"' /run/rackseed/update/state.json; do sleep 0.2; done`, MOST_MS);
    await shell.run(`until ${COUNTERS} | grep -q '^BOOT_B_LEFT=0$'; do sleep 0.2; done`, MOST_MS);
  } finally {
    await first.kill();
  }
  const second = await startVirt({ card });
  try {
    assert.equal((await readReport(second.console, MOST_MS)).slot, "A");
    const shell = await second.shell(MOST_MS);
    await shell.run('until grep -q \'"outcome":"failed"\' /data/host/update.json; do sleep 2; done', MOST_MS);
    assert.match(await shell.run("cat /data/host/update.json"), /while it was written/);
    const counters = await shell.run(COUNTERS);
    assert.match(counters, /^BOOT_B_LEFT=0$/m);
    assert.match(counters, /^BOOT_A_LEFT=9$/m);
    assert.equal(await shell.run("ls -d /data/host/incoming* 2>/dev/null || true"), "");
  } finally {
    await second.kill();
  }
});

// The service of this version is up for systemd, and its page is not.
const SICK =
  'mkdir -p /overlay/upper/opt/rackseed/appliance && echo \'setInterval(() => {}, 1e6); import { execFileSync } from "node:child_process"; execFileSync("systemd-notify", ["--ready"]);\' >/overlay/upper/opt/rackseed/appliance/main.js';

test("virt, the box's half: a version whose page does not answer is not kept; it restarts by itself, and the old one says why", async () => {
  const card = await cardToTry("sick", { version: "9.5.0", more: SICK });
  // No boot loader is on this machine: what it would do is said on the command line.
  const trial = await startVirt({ card, slot: "B", words: "rs.trial" });
  try {
    await trial.ended;
  } finally {
    await trial.kill();
  }
  const back = await startVirt({ card });
  try {
    const shell = await back.shell(MOST_MS);
    await shell.run('until grep -q \'"outcome":"back"\' /data/host/update.json; do sleep 2; done', MOST_MS);
    assert.match(await shell.run("cat /data/host/update.json"), /its page does not answer/);
    assert.match(await shell.run(COUNTERS), /^BOOT_A_LEFT=9$/m);
  } finally {
    await back.kill();
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
    assert.match(await shell.run(COUNTERS), /^BOOT_B_LEFT=9$/m);
  } finally {
    await guest.kill();
  }
});

test("raspi3b, U-Boot's half: a kept slot whose root file system the card has lost gives way to the old one, and it says so", async () => {
  const card = await insertCard(image, path.join(folder, "lost.img"));
  await run("dd", [
    `if=${image.replace(/\.img$/, ".slot")}`,
    `of=${card}`,
    "bs=1M",
    "conv=notrunc",
    `seek=${(await partition(card, 3)).start / MIB}`,
  ]);
  await breakSlot(card, 3);
  // As the updates that were kept on emulated boards leave it.
  await writeToBoot(card, "slots.env", environment({ BOOT_A_LEFT: "9", BOOT_B_LEFT: "9", BOOT_ORDER: "B A" }));
  const at = "2026-11-21T14:00:00.000Z";
  const update = {
    at,
    from: { slot: "A", version: "0.1.0" },
    to: { slot: "B", version: "9.6.0" },
    outcome: "kept",
    boot: "x",
  };
  const record = path.join(folder, "update.json");
  await writeFile(record, JSON.stringify({ slots: { A: "0.1.0", B: "9.6.0" }, update }));
  const { start } = await partition(card, 4);
  await debugfs(`${card}?offset=${start}`, ["mkdir /host", `write ${record} /host/update.json`]);
  const first = await startPi({ card });
  await first.ended;
  await first.kill();
  assert.match(first.console.text(), /slot B is not started any more; slot A is next/);
  const second = await startPi({ card });
  try {
    assert.equal((await readReport(second.console, MOST_MS)).slot, "A");
    const shell = await second.shell(MOST_MS);
    await shell.run('until grep -q \'"outcome":"lost"\' /data/host/update.json; do sleep 2; done', MOST_MS);
    assert.match(await shell.run(COUNTERS), /^BOOT_B_LEFT=0$/m);
  } finally {
    await second.kill();
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
