// The appliance as the card's system starts it: no privilege, and every port a socket that was opened before (design §4.3).
import assert from "node:assert/strict";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Client, openScene, type Scene, TOKEN, URL_BASE } from "../appliance/scene.ts";
import type { Running } from "../namespace.ts";

const MANAGER = new URL("service-manager.pl", import.meta.url).pathname;
/** Nobody has this number. */
const UID = 600;

let scene: Scene;
let manager: Running;
let client: Client;
before(async () => {
  scene = await openScene();
  chmodSync(scene.folder, 0o755);
  const data = join(scene.folder, "data");
  mkdirSync(data);
  chownSync(data, UID, UID);
  manager = scene.start({}, ["perl", MANAGER, String(UID), "rack0"]);
  await manager.says(/ready on http/, 60_000);
  client = await scene.client("52:54:00:77:00:01");
});
after(() => scene[Symbol.asyncDispose]());

const pid = (): string => /started (\d+)\n(?![\s\S]*started)/.exec(manager.output)?.[1] ?? "";

test("it runs as nobody in particular, without a single capability", () => {
  const status = readFileSync(`/proc/${pid()}/status`, "utf8");
  assert.match(status, new RegExp(`^Uid:\\s+${UID}\\s+${UID}\\s+${UID}`, "m"));
  assert.match(status, /^CapEff:\s+0+$/m);
});

test("addresses, boot files, the page and installers' logs all come by the sockets that were handed over", async () => {
  const booted = await client.boots();
  assert.match(booted.stdout, /ip=10\.77\.0\./, booted.stderr);
  assert.match(await client.tftp("grub/grub.cfg"), /menuentry|set |exit|chainloader/);
  assert.equal((await client.get("/boot.ipxe")).status, 200);
  const { stdout } = await client.place.run(["curl", "-ksS", "https://10.77.0.1/api/v1/hello"]);
  assert.match(stdout, /"httpsPort":443/);
  const { problems } = await scene.api<{ problems: string[] }>("/health-report");
  assert.deepEqual(
    problems.filter((text) => /cannot be opened|cannot be searched|does not answer/.test(text)),
    [],
  );
  // No socket of its own on a low port: the ones of systemd are the only ones.
  const own = (await scene.host.run(["ss", "-Hlun", "sport", "<", "1024"])).stdout.trim().split("\n");
  assert.equal(own.length, 4, own.join("\n"));
});

test("another DHCP server is found through systemd's socket on port 68, asked from the rack's own address", async () => {
  const other = await scene.client("52:54:00:77:00:99");
  await other.place.ip("addr add 10.77.0.66/24 dev eth0");
  const dnsmasq = other.place.start([
    ...[
      "dnsmasq",
      "--keep-in-foreground",
      "--port=0",
      "--interface=eth0",
      "--bind-interfaces",
      "--conf-file=/dev/null",
    ],
    ...["--dhcp-range=10.77.0.200,10.77.0.210", `--dhcp-leasefile=${join(mkdtempSync(join(scene.folder, "o-")), "l")}`],
  ]);
  const found = await scene.until(
    "the other server",
    async () => {
      const { items } = await scene.api<{ items: { address: string }[] }>("/foreign-servers/probe", ["-X", "POST"]);
      return items.find(({ address }) => address === "10.77.0.66");
    },
    30_000,
  );
  assert.equal(found.address, "10.77.0.66");
  // It would give the next test's machine its address.
  await dnsmasq.stop();
});

test("systemd is told: ready, then a sign of life three times in the watchdog's period", async () => {
  assert.match(manager.output, /told READY=1/);
  await manager.says(/(told WATCHDOG=1[\s\S]*){3}/, 10_000);
});

test("a restored backup ends the process, and the next one has the sockets again: a machine that boots meanwhile is served", async () => {
  const file = join(scene.folder, "backup");
  const made = await client.get("/api/v1/backup", [
    "-H",
    `Authorization: Bearer ${TOKEN}`,
    "-H",
    "Content-Type: application/json",
    "-d",
    "{}",
    "-o",
    file,
  ]);
  assert.equal(made.status, 200, made.body);
  const curl = (...more: string[]) =>
    client.place.run(["curl", "-sS", "-H", `Authorization: Bearer ${TOKEN}`, ...more, `${URL_BASE}/api/v1/restore`]);
  await curl("-T", file, "-H", "Content-Type: application/octet-stream");
  const before = pid();
  const asked = await curl("-H", "Content-Type: application/json", "-d", '{"confirm":"restore"}');
  await manager
    .says(/a backup is put in place, stopping[\s\S]*told STOPPING=1[\s\S]*ended 0 signal 0/, 20_000)
    .catch((e: unknown) => {
      throw new Error(asked.stdout, { cause: e });
    });
  const second = await scene.client("52:54:00:77:00:02");
  const booted = await second.boots();
  assert.match(booted.stdout, /ip=10\.77\.0\./, booted.stderr);
  assert.notEqual(pid(), before);
  assert.equal((await client.get("/boot.ipxe")).status, 200);
});

test("an event loop that hangs is not fed for: the watchdog's signs stop with the process, and go on with the next", async () => {
  process.kill(Number(pid()), "SIGSTOP");
  const before = manager.output.length;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  assert.doesNotMatch(manager.output.slice(before + 200), /WATCHDOG/);
  process.kill(Number(pid()), "SIGKILL");
  await manager.says(new RegExp(`signal 9[\\s\\S]*ready on http`), 30_000);
});
