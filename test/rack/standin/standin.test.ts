// The stand-in release really boots: its live system runs the seed's own install.sh, reboots, and the disk that it left
// comes up by BIOS, UEFI and UEFI with Secure Boot. About two minutes under emulation on two cores.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { standinRelease, type StandinRelease } from "./build.ts";
import { run } from "./tools.ts";
import { powerOn, type Machine, type MachineOptions } from "./vm.ts";

const HOST = "10.0.2.2"; // this machine's loopback, seen from a QEMU machine on slirp

let release: StandinRelease;
let folder: string;
let server: Server;
let base: string;
let requests: string[];
const answers = new Map<string, string | number>(); // path → body, or status of the next answer
const running = new Set<Machine>();

before(async () => {
  release = await standinRelease();
  folder = await mkdtemp(join(tmpdir(), "standin-boot-"));
  const disk = await open(join(folder, "disk.img"), "w");
  await disk.truncate(1024 ** 3);
  await disk.close();
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  requests = [];
});

afterEach(() => Promise.all([...running].map((machine) => machine.powerOff())));

after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? "";
  requests.push(`${request.method ?? ""} ${path}`);
  const own = answers.get(path);
  if (typeof own === "number") {
    answers.set(path, answers.get(`${path} then`) ?? 404);
    return void response.writeHead(own).end();
  }
  if (own !== undefined) return void response.end(own);
  const file = join(release.folder, basename(path));
  const found = path.startsWith(`/${release.version}/`) ? await stat(file).catch(() => undefined) : undefined;
  if (found === undefined) return void response.writeHead(path.startsWith("/report") ? 200 : 404).end();
  response.setHeader("content-length", found.size);
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

async function start(firmware: MachineOptions["firmware"], liveArguments?: string): Promise<Machine> {
  const kernel = {
    image: join(release.folder, "coreos_production_pxe.vmlinuz"),
    initrd: join(release.folder, "coreos_production_pxe_image.cpio.gz"),
    arguments: liveArguments ?? "",
  };
  const live = liveArguments === undefined ? {} : { kernel };
  const machine = await powerOn({ firmware, disk: join(folder, "disk.img"), folder, ...live });
  running.add(machine);
  void machine.exited.then(() => running.delete(machine));
  return machine;
}

/** The marker line as a record of its name=value pairs. */
async function marker(machine: Machine, where: "LIVE" | "DISK", seconds: number): Promise<Record<string, string>> {
  const [, pairs = ""] = await machine.sees(new RegExp(`^STANDIN ${where} (hostname=.*?)\\r?\\n`, "m"), seconds);
  return Object.fromEntries(pairs.split(" ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

const cloudConfig = (): string => `#cloud-config
hostname: node-01
ssh_authorized_keys:
  - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA operator@desk
coreos:
  units:
    - name: report.service
      command: start
      content: |
        [Service]
        Type=oneshot
        ExecStart=/usr/bin/curl -fsS -X POST ${base}/report/$private_ipv4
`;

test("the release has CoreOS's files, each with a good signature", async () => {
  const files = ["coreos_production_pxe.vmlinuz", "coreos_production_pxe_image.cpio.gz", "coreos_production_image.bin.bz2"];
  assert.deepEqual((await readdir(release.folder)).sort(), [...files, ...files.map((name) => `${name}.sig`), "version.txt"].sort());
  const keyring = join(release.key, "../key.gpg");
  for (const name of files) await run("gpgv", ["--keyring", keyring, `${name}.sig`, name], { cwd: release.folder });
});

test("two callers at once get the same Flatcar release, under Flatcar's names", async () => {
  const [one, two] = await Promise.all([standinRelease({ family: "flatcar" }), standinRelease({ family: "flatcar" })]);
  assert.deepEqual(one, two);
  const names = await readdir(one.folder);
  assert.ok(names.includes("flatcar_production_image.bin.bz2"), names.join(" "));
  assert.equal(
    (await stat(join(one.folder, "flatcar_production_pxe.vmlinuz"))).ino,
    (await stat(join(release.folder, "coreos_production_pxe.vmlinuz"))).ino,
  );
});

test("a cloud-config is applied in memory, after a 503; the last cloud-config-url wins", { timeout: 120_000 }, async () => {
  answers.set("/node.yml", 503).set("/node.yml then", cloudConfig());
  const machine = await start("bios", `cloud-config-url=${base}/wrong console=ttyS0 cloud_config_url=${base}/node.yml`);
  const seen = await marker(machine, "LIVE", 100);
  assert.deepEqual([seen["hostname"], seen["kind"], seen["ssh_keys"]], ["node-01", "cloud-config", "1"]);
  assert.deepEqual(requests.splice(0, 2), ["GET /node.yml", "GET /node.yml"]);
  await machine.sees(/^STANDIN LIVE unit=report.service exit=0\r?\n/m, 30);
  assert.deepEqual(requests.splice(0), [`POST /report/${seen["address"] ?? ""}`]);
});

test("the seed's install.sh installs to the blank disk and reboots", { timeout: 240_000 }, async () => {
  answers.set("/cloud-configs/52:54:00:12:34:56.yml", cloudConfig()); // QEMU's first card
  answers.set("/cloud-configs/install.sh", [
    "#!/bin/sh",
    "",
    "mac_addr=`ifconfig | grep -A2 'broadcast' | grep -o '..:..:..:..:..:..'`",
    `wget ${base}/cloud-configs/\${mac_addr}.yml`,
    `sudo coreos-install -d /dev/sda -c \${mac_addr}.yml -b ${base}`,
    "sudo reboot",
  ].join("\n"));
  const machine = await start("bios", `cloud-config-url=${base}/cloud-configs/install.sh`);
  assert.equal((await marker(machine, "LIVE", 100))["kind"], "script");
  await machine.sees(/^Success! CoreOS stable 1010\.5\.0 is installed on \/dev\/sda\r?\n/m, 120);
  await machine.ends(20);
  const image = `/${release.version}/coreos_production_image.bin.bz2`;
  assert.deepEqual(requests.splice(0), [
    "GET /cloud-configs/install.sh",
    "GET /cloud-configs/52:54:00:12:34:56.yml",
    ...[`HEAD ${image}`, `HEAD ${image}.sig`, `GET ${image}.sig`, `GET ${image}`],
  ]);
});

for (const firmware of ["bios", "uefi", "secure-boot"] as const) {
  test(`the installed disk boots by ${firmware} and applies its user_data`, { timeout: 180_000 }, async (context) => {
    const began = Date.now();
    const machine = await start(firmware);
    const seen = await marker(machine, "DISK", 150);
    context.diagnostic(`${firmware}: ${((Date.now() - began) / 1000).toFixed(1)} s from power-on to the marker`);
    assert.deepEqual({ ...seen, address: "any" }, {
      hostname: "node-01",
      user_data: createHash("sha256").update(cloudConfig()).digest("hex"),
      root: "/dev/sda9",
      install: "coreos",
      version: "1010.5.0",
      address: "any",
      kind: "cloud-config",
      ssh_keys: "1",
      partitions: "9",
    });
    if (firmware === "secure-boot") assert.match(machine.serial, /Secure boot enabled/);
    await machine.sees(/^STANDIN DISK unit=report.service exit=0\r?\n/m, 30);
    assert.deepEqual(requests.splice(0), [`POST /report/${seen["address"] ?? ""}`]);
  });
}
