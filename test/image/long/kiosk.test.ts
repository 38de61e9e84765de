// The touch panel's image with a screen: what is on it is read by a program that reads pictures, as a person's phone does.
// `npm run image -- --flavour kiosk` comes first. On virt: QEMU's Raspberry Pi has no screen that Linux can use.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { builtImage, insertCard } from "../harness/card.ts";
import { claim } from "../harness/claim.ts";
import { type Guest, startVirt } from "../harness/qemu.ts";
import { openQmp, type Qmp, qmpAt } from "../harness/qmp.ts";
import { readReport } from "../harness/report.ts";
import { codeOn, picture, SCREEN } from "../harness/screen.ts";
import type { Shell } from "../harness/serial.ts";

const MOST_MS = 1_800_000;
const GIB = 1024 ** 3;
let folder: string;
let guest: Guest;
let qmp: Qmp;
let shell: Shell;
/** The claim code that lies on the card. */
let code: string;
/** RACKSEED_SHOTS=FOLDER keeps what was on the screen. */
const shots = process.env["RACKSEED_SHOTS"];

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rackseed-kiosk-"));
  const card = await insertCard(await builtImage("kiosk"), path.join(folder, "card.img"), 4 * GIB);
  const socket = path.join(folder, "qmp.sock");
  guest = await startVirt({
    card,
    memory: 2048,
    folder,
    more: [...qmpAt(socket), ...SCREEN, ...["-device", "virtio-tablet-pci", "-device", "virtio-keyboard-pci"]],
  });
  qmp = await openQmp(socket);
});
after(async () => {
  qmp.close();
  await guest.kill();
  await rm(folder, { recursive: true, force: true });
});

let nudges = 0;
/**
 * The pointer is moved by a hair before each picture. With the kernel's emulated vertical blank (virtio-gpu, 7.3) a frame is
 * now and then held back until there is input: cage sleeps, Chromium waits for it, and the page goes on asking.
 */
async function screen(name: string): Promise<string> {
  await qmp.ask("input-send-event", { events: at(20 + (++nudges % 2), 20) });
  await pause(1500);
  return picture(qmp, shots ?? folder, `kiosk-${name}`);
}
/** QEMU's tablet counts 0 to 32767 on both sides. */
const at = (x: number, y: number): unknown[] => [
  { type: "abs", data: { axis: "x", value: Math.round((x / 800) * 32767) } },
  { type: "abs", data: { axis: "y", value: Math.round((y / 480) * 32767) } },
];
const codeOnScreen = async (name: string): Promise<string> => codeOn(await screen(name));

async function until<T>(what: string, look: () => Promise<T | undefined>, milliseconds = MOST_MS): Promise<T> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    await pause(3000);
    const found = await look();
    if (found !== undefined) return found;
  }
  const log = await shell.run("journalctl -b -u rackseed-kiosk -o cat --no-pager | tail -n 60");
  throw new Error(`${what}: not within ${milliseconds / 1000} s\n${log}`);
}

/** What a pointer that moved by a hair is worth. */
const NUDGED = 3;
/** How far the picture's bytes are from its corner's, in hundredths of the mean: what dims fades into its ground. A pointer does not count for much. */
async function brightness(name: string): Promise<number> {
  await screen(name);
  const file = path.join(folder, "screen.ppm");
  await qmp.ask("screendump", { filename: file, format: "ppm" });
  const bytes = (await readFile(file)).subarray("P6\n800 480\n255\n".length);
  const far = bytes.reduce((sum, one, at) => sum + Math.abs(one - (bytes[at % 3] ?? 0)), 0);
  return Math.round((far / bytes.length) * 100);
}

test("the box becomes ready with the panel's flavour, and no unit fails", async (context) => {
  const { boot, failed, cycles } = await readReport(guest.console, MOST_MS);
  context.diagnostic(`ready after ${boot} s of its own`);
  assert.deepEqual(failed, []);
  assert.equal(cycles, 0);
  shell = await guest.shell();
});

test("the panel comes up on the screen: its code leads to the page with the claim code that lies on the card", async (context) => {
  const began = Date.now();
  code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(await shell.run("cat /boot/firmware/claim.txt"))?.[0] ?? "none";
  const read = await until("a code on the screen", async () => {
    const seen = await codeOnScreen("claim");
    return seen === "" ? undefined : seen;
  });
  context.diagnostic(`on the screen ${((Date.now() - began) / 1000).toFixed(0)} s after the box was ready`);
  assert.match(read, /^https:\/\//);
  assert.ok(read.includes(code), `${read} without ${code}`);
});

test("keys lead nowhere, and what shows the panel may see nothing of the box's data", async () => {
  for (const keys of [["alt", "f4"], ["ctrl", "w"], ["ctrl", "alt", "f1"], ["f11"]])
    await qmp.ask("send-key", { keys: keys.map((data) => ({ type: "qcode", data })) });
  await pause(10_000);
  assert.match(await codeOnScreen("keys"), /^https:\/\//);
  const seen = "ls -A /data /run/rackseed | grep -cE '^(rackseed|state)$' || true";
  assert.equal(await shell.run(seen), "2", "there is something to see, outside");
  const inside = `nsenter -t $(systemctl show -P MainPID rackseed-kiosk) -m sh -c ${JSON.stringify(seen)}`;
  assert.equal(await shell.run(inside), "0");
});

test("a browser that is killed comes back", async () => {
  const count = "systemctl show -P NRestarts rackseed-kiosk";
  const restarts = Number(await shell.run(count));
  await shell.run("pkill -KILL -u kiosk -x cage");
  await until("another start", async () => (Number(await shell.run(count)) > restarts ? true : undefined));
  await until("the code again", async () => ((await codeOnScreen("again")) === "" ? undefined : true));
});

test("a person claims the box: the panel shows the rack, grows dark after two minutes, and a touch makes it bright", async () => {
  assert.match(await claim(shell, "10.0.2.15", code), /^201$/m);
  await until("no code any more", async () => ((await codeOnScreen("claimed")) === "" ? true : undefined));
  await pause(20_000);
  const bright = await brightness("bright");
  // A picture that does not change any more, darker than half: the panel's own dimming, which only a touch ends.
  const dark = await until("a dark screen", async () => {
    const one = await brightness("dark");
    await pause(5000);
    return one < bright / 2 && Math.abs((await brightness("dark-too")) - one) <= NUDGED ? one : undefined;
  });
  await pause(30_000);
  assert.ok(Math.abs((await brightness("still-dark")) - dark) <= NUDGED, "nothing but a touch");
  const button = (down: boolean): unknown => ({ type: "btn", data: { button: "left", down } });
  await qmp.ask("input-send-event", { events: at(400, 240) });
  await pause(2000);
  await qmp.ask("input-send-event", { events: [button(true)] });
  await pause(500);
  await qmp.ask("input-send-event", { events: [button(false)] });
  await until(
    "a bright screen",
    async () => ((await brightness("touched")) > (bright + dark) / 2 ? true : undefined),
    120_000,
  );
});
