// The stand-in for Ubuntu's live installer on this machine: the ISO into memory, NoCloud, autoinstall, events.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Host, openHost } from "./host.ts";

let host: Host;

before(async () => {
  host = await openHost("ubuntu24", "ubuntu", "NAME=Ubuntu\nID=ubuntu\nVERSION_ID=24.04.1\n");
});
after(() => host[Symbol.asyncDispose]());

const cmdline = (): string =>
  `ip=dhcp url=${host.base}/os.iso autoinstall ds=nocloud-net;s=${host.base}/seed/ cloud-config-url=/dev/null`;

const userData = (more = ""): string => `#cloud-config
autoinstall:
  version: 1
  early-commands:
    - curl -fsS -X POST '${host.base}/runs/started' || true
  storage:
    layout:
      name: direct
      match:
        path: /dev/sda
  user-data:
    hostname: node-09
    users:
      - name: ops
        groups: [adm, sudo]
        sudo: "ALL=(ALL) NOPASSWD:ALL"
        ssh_authorized_keys:
          - ssh-ed25519 AAAAC3 ops@desk
  late-commands:
    - [curtin, in-target, --, sh, -c, "exit 0"]
    - curl -fsS -X POST '${host.base}/runs/installed' || true
  reporting:
    rackseed:
      type: webhook
      endpoint: ${host.base}/runs/log
  shutdown: reboot
${more}`;

const seed = (text: string): void => {
  host.server.texts
    .set("/seed/meta-data", "instance-id: x\n")
    .set("/seed/user-data", text)
    .set("/seed/vendor-data", "#cloud-config\n{}\n");
};

test("fetches the ISO whole, then the seed's three files, reports its steps and leaves a system", async () => {
  seed(userData());
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 0, output);
  const asked = host.server.lines();
  assert.deepEqual(asked.slice(0, 5), [
    "GET /os.iso",
    "GET /seed/meta-data",
    "GET /seed/user-data",
    "GET /seed/vendor-data",
    "POST /runs/log",
  ]);
  assert.equal(host.server.asked[2]?.headers["user-agent"], "Cloud-Init/24.1.3");
  const names = host.server.asked
    .filter(({ path }) => path === "/runs/log")
    .map(({ body }) => JSON.parse(body) as { name: string; event_type: string });
  assert.deepEqual(
    [...new Set(names.map(({ name }) => name))],
    ["subiquity/Early", "subiquity/Install/install", "subiquity/Install/configure", "subiquity/Late"],
  );
  assert.ok(asked.indexOf("POST /runs/started") < asked.indexOf("POST /runs/installed"));
  assert.equal(await host.installed("etc/hostname"), "node-09\n");
  assert.equal(await host.installed("home/ops/.ssh/authorized_keys"), "ssh-ed25519 AAAAC3 ops@desk\n");
  assert.match(await host.installed("var/lib/standin/install"), /^autoinstall=[0-9a-f]{64}$/m);
});

test("without cloud-config-url the ISO is fetched a second time", async () => {
  seed(userData());
  await host.run(cmdline().replace("cloud-config-url=/dev/null", ""));
  assert.equal(host.server.lines().filter((line) => line === "GET /os.iso").length, 2);
});

test("without autoinstall on the command line it asks whether to go on", async () => {
  seed(userData());
  const { status, output } = await host.run(cmdline().replace(" autoinstall ", " "));
  assert.equal(status, 3, output);
  assert.match(output, /would ask: autoinstall/);
});

test("without a slash at the end of the seed's address nothing is found", async () => {
  seed(userData());
  const { status, output } = await host.run(cmdline().replace("/seed/", "/seed"));
  assert.equal(status, 4, output);
  assert.match(output, /no meta-data at/);
});

test("an interactive section is asked, and the disk stays blank", async () => {
  seed(userData("  interactive-sections:\n    - storage\n"));
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 3, output);
  assert.match(output, /would ask: storage/);
  assert.ok((await host.diskStart(4096)).every((byte) => byte === 0));
});

test("a late command that fails runs the error commands and stops", async () => {
  seed(
    userData(`  error-commands:\n    - curl -fsS -X POST '${host.base}/runs/failed'\n`).replace('"exit 0"', '"exit 3"'),
  );
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 4, output);
  assert.ok(host.server.lines().includes("POST /runs/failed"), output);
  assert.match(output, /late-commands: command 000 failed with status 3/);
});

test("a disk that no match finds is an error", async () => {
  seed(userData().replace("/dev/sda", "/dev/sdq"));
  const { status, output } = await host.run(cmdline());
  assert.equal(status, 4, output);
  assert.match(output, /no disk matches path=\/dev\/sdq/);
});
