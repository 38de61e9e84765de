// The built image, on the two machines that there are here: does it start, is all well, does it grow, does it stay the same.
// `npm run image` comes first.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test, type TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { builtImage, insertCard, partition, readFromBoot } from "./harness/card.ts";
import { freePort } from "./harness/free-port.ts";
import { type Guest, startPi, startVirt } from "./harness/qemu.ts";
import { openQmp, type Qmp, qmpAt } from "./harness/qmp.ts";
import { type Report, readReport } from "./harness/report.ts";
import { codeOn, picture, SCREEN } from "./harness/screen.ts";
import type { Shell } from "./harness/serial.ts";

// Emulated, on a machine that does other things too. Nobody is told off for being slow before this.
const MOST_MS = 900_000;
const GIB = 1024 ** 3;
const run = promisify(execFile);

function tell(context: TestContext, machine: string, report: Report, started: number): void {
  const wall = ((Date.now() - started) / 1000).toFixed(0);
  context.diagnostic(
    `${machine}: ready after ${report.boot} s of its own, ${wall} s on the wall; the service takes ${(report.rss / 1024).toFixed(0)} MiB`,
  );
}

function assertWell(report: Report): void {
  assert.deepEqual(report.failed, [], "units that failed");
  assert.equal(report.cycles, 0, "circles in the order of the units");
  assert.equal(report.slot, "A");
}

describe("the image on a virtual machine with a network", () => {
  let folder: string;
  let card: string;
  let guest: Guest;
  let shell: Shell;
  let port: number;
  let qmp: Qmp | undefined;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "rackseed-boot-"));
    card = await insertCard(await builtImage(), path.join(folder, "card.img"));
    port = await freePort();
  });
  after(async () => {
    qmp?.close();
    await guest.kill();
    await rm(folder, { recursive: true, force: true });
  });

  test("it becomes ready out of slot A, no unit fails, and none waits for itself", async (context) => {
    const started = Date.now();
    const socket = path.join(folder, "qmp.sock");
    const more = [...qmpAt(socket), ...SCREEN];
    guest = await startVirt({ card, forward: { [port]: 443 }, folder: path.join(folder, "first"), more });
    qmp = await openQmp(socket);
    const report = await readReport(guest.console, MOST_MS);
    tell(context, "virt", report, started);
    assertWell(report);
    assert.ok(report.rss > 10_000, `${report.rss} kB is no appliance`);
    shell = await guest.shell();
  });

  test("a screen on it shows what to do: a phone reads the address with the claim code off it", async () => {
    const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(await shell.run("cat /boot/firmware/claim.txt"))?.[0] ?? "none";
    let read = "";
    for (const end = Date.now() + 120_000; read === "" && Date.now() < end;) {
      await pause(2000);
      assert.ok(qmp);
      read = await codeOn(await picture(qmp, process.env["RACKSEED_SHOTS"] ?? folder, "console"));
    }
    assert.match(read, /^https:\/\//);
    assert.ok(read.includes(code), `${read} without ${code}`);
  });

  test("its web page answers, and asks to be claimed", async () => {
    // curl is a stranger; the certificate is the box's own, and its address is another behind the emulator.
    const url = `https://127.0.0.1:${port}/api/v1/hello`;
    const { stdout } = await run("curl", ["-sk", "--max-time", "120", "-H", "Host: rackseed.local", url]);
    assert.equal((JSON.parse(stdout) as { claimed: boolean }).claimed, false);
  });

  test("the data partition takes the whole card", async () => {
    const { size, start } = await partition(card, 4);
    assert.equal(start + size, (await stat(card)).size);
    assert.ok(Number(await shell.run("df --output=size -B1 /data | tail -n 1")) > GIB, "the file system grew with it");
  });

  test("nothing under / is on the card but what the slot holds, read-only", async () => {
    assert.match(await shell.run("findmnt -no FSTYPE /"), /^overlay$/m);
    assert.match(await shell.run("findmnt -no OPTIONS /run/rackseed-slot"), /\bro\b/);
    assert.match(await shell.run("findmnt -no OPTIONS /boot/firmware"), /\bro\b/);
    const writable = await shell.run(
      "findmnt -lno TARGET,OPTIONS,SOURCE | awk '$3 ~ /^\\/dev\\// && $2 ~ /^rw/ {print $1}' | sort -u",
    );
    assert.deepEqual(writable.split("\n"), ["/data"]);
    await shell.run("touch /etc/gone && echo kept >/data/kept && sync");
  });

  test("the clients' boot loaders and the appliance's tools are on it", async () => {
    const tools = "xorriso bwrap checkisomd5 gpgv ignition-validate debconf-set-selections ipmitool rauc nft chronyc";
    await shell.run(`for tool in ${tools}; do command -v $tool >/dev/null || { echo $tool; exit 1; }; done`);
    const missing = await shell.run(
      `cd /opt/rackseed && node/bin/node -e 'import("/opt/rackseed/appliance/boot/loader-files.js").then(({loaderFiles}) => console.log(JSON.stringify(loaderFiles().missing)))'`,
    );
    assert.equal(missing, "[]");
  });

  test("the updater takes its configuration and knows which slot runs", async () => {
    const status = JSON.parse(await shell.run("rauc status --output-format=json", 120_000)) as { booted: string };
    assert.equal(status.booted, "A");
  });

  test("the whole of Debian's configuration is done: no package is half installed, no host key is in the image", async () => {
    assert.equal(await shell.run("dpkg --audit"), "");
    assert.equal(await shell.run("ls /etc/ssh/ssh_host_* 2>/dev/null | wc -l"), "0");
  });

  test("after its power was cut, it comes back as it was: data kept, everything else as flashed", async (context) => {
    await guest.kill();
    const started = Date.now();
    guest = await startVirt({ card, forward: { [port]: 443 }, folder: path.join(folder, "second") });
    const report = await readReport(guest.console, MOST_MS);
    tell(context, "virt, second start", report, started);
    assertWell(report);
    const again = await guest.shell();
    assert.equal(await again.run("cat /data/kept; ls /etc/gone 2>/dev/null || true"), "kept");
  });
});

describe("the very image as the card of a Raspberry Pi 3 (QEMU's raspi3b), from U-Boot on", () => {
  let folder: string;
  let card: string;
  const guests: Guest[] = [];
  const boot = async (): Promise<{ guest: Guest; report: Report; started: number }> => {
    const started = Date.now();
    const guest = await startPi({ card, folder: path.join(folder, String(guests.length)) });
    guests.push(guest);
    return { guest, report: await readReport(guest.console, MOST_MS), started };
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "rackseed-boot-"));
    card = await insertCard(await builtImage(), path.join(folder, "card.img"));
  });
  after(async () => {
    for (const guest of guests) await guest.kill();
    await rm(folder, { recursive: true, force: true });
  });

  test("U-Boot starts slot A; it becomes ready, no unit fails; a good slot is not counted; the machine's id stays", async (context) => {
    const slots = await readFromBoot(card, "slots.env");
    const first = await boot();
    tell(context, "raspi3b", first.report, first.started);
    assertWell(first.report);
    const shell = await first.guest.shell();
    const id = await shell.run("cat /etc/machine-id");
    assert.match(id, /^[0-9a-f]{32}$/);
    assert.ok(Number(await shell.run("df --output=size -B1 /data | tail -n 1")) > GIB);
    assert.equal(
      await shell.run("modinfo -n vchiq 2>/dev/null || :"),
      "",
      "a module that can take an emulated board down",
    );
    await first.guest.kill();
    assert.deepEqual(
      await readFromBoot(card, "slots.env"),
      slots,
      "a start of a good slot writes nothing to the first partition",
    );

    const second = await boot();
    tell(context, "raspi3b, second start", second.report, second.started);
    assertWell(second.report);
    assert.equal(await (await second.guest.shell()).run("cat /etc/machine-id"), id);
  });
});
