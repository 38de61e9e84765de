// The touch panel's image with a screen: what is on it is read by a program that reads pictures, as a person's phone does.
// `npm run image -- --flavour kiosk` comes first. On virt: QEMU's Raspberry Pi has no screen that Linux can use.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { builtImage, insertCard } from "../harness/card.ts";
import { type Guest, startVirt } from "../harness/qemu.ts";
import { openQmp, type Qmp, qmpAt } from "../harness/qmp.ts";
import { readReport } from "../harness/report.ts";
import type { Shell } from "../harness/serial.ts";

const MOST_MS = 1_800_000;
const GIB = 1024 ** 3;
let folder: string;
let guest: Guest;
let qmp: Qmp;
let shell: Shell;
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
    more: [
      ...qmpAt(socket),
      ...["-device", "virtio-gpu-pci,xres=800,yres=480", "-device", "virtio-tablet-pci"],
      ...["-device", "virtio-keyboard-pci"],
    ],
  });
  qmp = await openQmp(socket);
});
after(async () => {
  qmp.close();
  await guest.kill();
  await rm(folder, { recursive: true, force: true });
});

/** What is on the screen, as a PNG file. */
async function screen(name: string): Promise<string> {
  const file = path.join(shots ?? folder, `kiosk-${name}.png`);
  await qmp.ask("screendump", { filename: file, format: "png" });
  return file;
}

/** What a phone's camera reads off the screen; "" when there is no code on it. */
async function codeOnScreen(name: string): Promise<string> {
  const file = await screen(name);
  // zbarimg ends with 4 when it found nothing.
  const { stdout, code } = await new Promise<{ stdout: string; code: unknown }>((resolve) => {
    execFile("zbarimg", ["--quiet", "--raw", file], (error, text) => resolve({ stdout: text, code: error?.code ?? 0 }));
  });
  assert.ok(code === 0 || code === 4, `zbarimg ended with ${String(code)}`);
  return stdout.trim();
}

async function until<T>(what: string, look: () => Promise<T | undefined>, milliseconds = MOST_MS): Promise<T> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    await pause(3000);
    const found = await look();
    if (found !== undefined) return found;
  }
  const log = await shell.run("journalctl -b -u rackseed-kiosk -o cat --no-pager | tail -n 60");
  throw new Error(`${what}: not within ${milliseconds / 1000} s\n${log}`);
}

const differ = async (one: string, other: string): Promise<boolean> =>
  !(await readFile(one)).equals(await readFile(other));

test("the box becomes ready with the panel's flavour, and no unit fails", async (context) => {
  const { boot, failed, cycles } = await readReport(guest.console, MOST_MS);
  context.diagnostic(`ready after ${boot} s of its own`);
  assert.deepEqual(failed, []);
  assert.equal(cycles, 0);
  shell = await guest.shell();
});

test("the panel comes up on the screen: its code leads to the page with the claim code that lies on the card", async (context) => {
  const began = Date.now();
  const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(await shell.run("cat /boot/firmware/claim.txt"))?.[0] ?? "none";
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

test("a touch is heard: the screen at rest changes", async () => {
  // The panel grows dark by itself. What changes after it has come to rest was changed by the touch.
  const first = await until("a screen at rest", async () => {
    const one = await screen("before-touch");
    await pause(20_000);
    return (await differ(one, await screen("still"))) ? undefined : one;
  });
  // QEMU's tablet counts 0 to 32767 on both sides.
  const at = (x: number, y: number): unknown[] => [
    { type: "abs", data: { axis: "x", value: Math.round((x / 800) * 32767) } },
    { type: "abs", data: { axis: "y", value: Math.round((y / 480) * 32767) } },
  ];
  const button = (down: boolean): unknown => ({ type: "btn", data: { button: "left", down } });
  await qmp.ask("input-send-event", { events: at(760, 450) });
  await pause(2000);
  await qmp.ask("input-send-event", { events: [button(true)] });
  await pause(500);
  await qmp.ask("input-send-event", { events: [button(false)] });
  await until(
    "another picture",
    async () => ((await differ(first, await screen("touched"))) ? true : undefined),
    120_000,
  );
});
