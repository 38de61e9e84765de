import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { consoleLog, plain } from "./console.ts";
import { pidsIn, removeLeftovers } from "./leftovers.ts";
import { openNamespace } from "./namespace.ts";
import { openRack } from "./rack.ts";

test("a machine talks on its console, asks the network, and leaves its disk blank", async () => {
  await using rack = await openRack();
  const machine = await rack.machine({ name: "m", mac: "52:54:00:77:00:01", firmware: "bios" });
  await machine.powerOn();
  await machine.console.waitFor(/Configuring \(net0 52:54:00:77:00:01\)/, 30_000);
  assert.equal(await machine.diskIsBlank(), true);
  assert.equal(machine.running, true);

  await assert.rejects(machine.console.waitFor(/no machine ever says this/, 50), /its last lines:\n.*SeaBIOS/s);

  const waiting = machine.console.waitFor(/no machine ever says this/, 30_000);
  const complaint = assert.rejects(waiting, /went off/);
  await machine.powerOff();
  await complaint;
  assert.equal(machine.running, false);
});

test("a disk is not blank once anything was written to it, wherever", async () => {
  await using rack = await openRack({ routerAdvertisements: false });
  const machine = await rack.machine({ name: "m", mac: "52:54:00:77:00:01", firmware: "bios" });
  assert.equal(await machine.diskIsBlank(), true);
  {
    await using disk = await open(machine.disk, "r+");
    await disk.write("x", 3_000_000_000);
  }
  assert.equal(await machine.diskIsBlank(), false);
});

test("a new power-on is waited for anew, and a mark finds what came after it", async () => {
  const log = consoleLog("m");
  log.write("first boot: ready\n");
  await log.waitFor(/ready/, 10);
  log.restart();
  await assert.rejects(log.waitFor(/ready/, 10), /nothing after/);
  const mark = log.length;
  log.write("second boot: ready\n");
  assert.equal((await log.waitFor(/(\w+) boot/, 10, { from: mark }))[1], "second");
});

test("the console is plain text, even where an escape sequence is cut in two", () => {
  assert.equal(plain("\u001b[2J\u001b[01;01H\u001b[=3hBdsDxe\u001b[0m ok\r\n"), "\nBdsDxe ok\n");
  const log = consoleLog("m");
  log.write("one\u001b[3");
  log.write("1mtwo");
  assert.equal(log.text(), "onetwo");
});

test("disposing stops what runs inside and removes namespace and folder", async () => {
  const space = await openNamespace();
  // A grandchild in a process group of its own, deaf to SIGTERM: only the namespace still knows it.
  await space.spawn(["setsid", "sh", "-c", "trap '' TERM; sleep 60 & wait"]);
  while (pidsIn(space.name).length === 0) await sleep(10);
  const [pid = 0] = pidsIn(space.name);
  await space[Symbol.asyncDispose]();
  assert.equal(existsSync(join("/run/netns", space.name)), false);
  assert.equal(existsSync(space.folder), false);
  assert.equal(await dies(pid), true);
});

test("a program that fails or hangs says so, with what it printed", async () => {
  await using space = await openNamespace();
  await assert.rejects(space.exec(["sh", "-c", "echo no such luck >&2; exit 3"]), /exit 3:\nno such luck/);
  await assert.rejects(space.exec(["sleep", "60"], { timeout: 100 }), /sleep 60 did not end within 0.1 s/);
});

for (const [signal, remains] of [
  ["SIGTERM", false],
  ["SIGKILL", true],
] as const) {
  test(`a run that ends by ${signal} leaves ${remains ? "only what the next one removes" : "nothing"}`, async () => {
    const { name, pid } = await orphan(signal);
    assert.equal(existsSync(join("/run/netns", name)), remains);
    assert.equal(await dies(pid), true, "the program inside ends with its owner");
    removeLeftovers();
    assert.equal(existsSync(join("/run/netns", name)), false);
    assert.deepEqual(
      readdirSync(tmpdir()).filter((entry) => entry === name),
      [],
    );
  });
}

/** Another process opens a namespace, starts a program inside and is ended by the signal. */
async function orphan(signal: NodeJS.Signals): Promise<{ name: string; pid: number }> {
  const script = `
    const { openNamespace } = await import(${JSON.stringify(join(import.meta.dirname, "namespace.ts"))});
    const space = await openNamespace();
    const child = await space.spawn(["sleep", "60"]);
    console.log(JSON.stringify({ name: space.name, pid: child.pid }));
    setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await new Promise<string>((resolve) => owner.stdout.setEncoding("utf8").once("data", resolve));
  const closed = new Promise((resolve) => owner.once("close", resolve));
  owner.kill(signal);
  await closed;
  return JSON.parse(said) as { name: string; pid: number };
}

/** A zombie that nobody has waited for yet is dead, too. */
function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

async function dies(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(10);
  return !isAlive(pid);
}
