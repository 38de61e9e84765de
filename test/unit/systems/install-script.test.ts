import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { parseMac } from "../../../appliance/net/mac.ts";
import { bootstrapScript, machineScript } from "../../../appliance/systems/install-script.ts";
import type { MachineScript } from "../../../appliance/systems/install-script.ts";

const MAC = parseMac("52:54:00:77:00:01");
const TOOLS = "bash cat sed tr tail tee mktemp readlink grep cut rm".split(" ");
const hostile = `/dev/s d'a; $(touch owned) \`touch owned\` "x`;
const plain: MachineScript = {
  mac: MAC,
  disk: "/dev/sda",
  version: "1010.5.0",
  base: "http://127.0.0.1",
  configUrl: "http://127.0.0.1/c",
  reportUrl: "http://127.0.0.1/r",
};

/** What the appliance answers: a status and a body for each request. */
type Answer = (method: string, path: string) => { status: number; body?: string };

/** A machine made of fake commands: its disks, its cards, its installer, its appliance. */
interface Machine {
  tool?: "curl" | "wget" | "busybox";
  answer?: Answer;
  lsblk?: string;
  installer?: string;
  installerName?: string;
  ip?: string;
  cmdline?: string;
  /** card → files below /sys/class/net/<card>; `master` names another card. */
  cards?: Record<string, Record<string, string>>;
  /** The n-th `sleep` ends the script, for one that would wait for ever. */
  sleeps?: number;
}

const IP = `case "$*" in *"dev eth1 "*) echo '3: eth1    inet 127.0.0.2/8 brd 127.255.255.255 scope global eth1' ;; esac`;
// busybox's wget knows no long options but a few; Debian's static one dies in getaddrinfo, so GNU's plays its part.
const BUSYBOX_WGET = `case "$*" in *--help*) echo 'Usage: wget [-cqS] [-O FILE] [-T SEC] URL' >&2; exit 1 ;; *\\ --*) exit 1 ;; esac; exec WGET -t 1 "$@"`;
const CARDS = {
  eth0: { address: "52:54:00:77:00:99\n" },
  eth1: { address: `${MAC}\n` },
  lo: { address: "00:00:00:00:00:00\n" },
};

async function run(t: TestContext, script: (url: string) => string, machine: Machine = {}) {
  const dir = mkdtempSync(join(tmpdir(), "rackseed-machine-"));
  const asked: string[] = [];
  const from = new Set<string>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    asked.push(`${request.method ?? ""} ${path}`);
    from.add(request.socket.remoteAddress ?? "");
    const { status, body } = (machine.answer ?? (() => ({ status: 200, body: "ok" })))(request.method ?? "", path);
    response.writeHead(status).end(sandboxed(body ?? "", dir));
  });
  await new Promise<void>((done) => server.listen(0, "0.0.0.0", done));
  t.after(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  furnish(dir, machine);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(dir, "install.sh"), sandboxed(script(url), dir));
  const child = spawn(join(dir, "bin/bash"), [join(dir, "install.sh")], {
    cwd: dir,
    env: { PATH: join(dir, "bin"), TMPDIR: dir },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const status = await new Promise<number | null>((done) => child.on("close", done));
  const read = (name: string): string => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), "utf8") : "");
  return {
    status,
    printed,
    asked,
    from: [...from],
    installed: read("installed"),
    rebooted: read("rebooted") !== "",
    console: read("dev/ttyS0"),
    owned: existsSync(join(dir, "owned")),
  };
}

/** The same script with its fingers in the folder instead of the machine that runs this test. */
const sandboxed = (text: string, dir: string): string =>
  text
    .replaceAll("/sys/", `${dir}/sys/`)
    .replaceAll("/proc/cmdline", `${dir}/cmdline`)
    .replaceAll('"/dev/$console"', `"${dir}/dev/$console"`)
    .replaceAll("/bin/bash ", `${dir}/bin/bash `)
    .replace(/^PATH=.*$/m, `PATH=${dir}/bin`);

function furnish(dir: string, machine: Machine): void {
  for (const folder of ["bin", "sys/class/net", "sys/class/tty/console", "dev"])
    mkdirSync(join(dir, folder), { recursive: true });
  const where = (tool: string): string => execFileSync("sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim();
  for (const tool of TOOLS) symlinkSync(where(tool), join(dir, "bin", tool));
  const command = (name: string, body: string): void => {
    writeFileSync(join(dir, "bin", name), `#!${where("sh")}\n${body}\n`);
    chmodSync(join(dir, "bin", name), 0o755);
  };
  const tool = machine.tool ?? "curl";
  if (tool === "busybox") command("wget", BUSYBOX_WGET.replace("WGET", where("wget")));
  else symlinkSync(where(tool), join(dir, "bin", tool));
  command("ip", machine.ip ?? IP);
  command("lsblk", machine.lsblk ?? "echo disk");
  command(
    machine.installerName ?? "coreos-install",
    machine.installer ?? `printf '[%s]' "$@" >${dir}/installed; echo writing`,
  );
  command(
    "sleep",
    `echo x >>${dir}/slept; [ "$(grep -c x ${dir}/slept)" -lt ${machine.sleeps ?? 1000} ] || kill -9 $PPID`,
  );
  command("sync", ":");
  command("reboot", `echo yes >${dir}/rebooted`);
  writeFileSync(join(dir, "sys/class/tty/console/active"), "tty0 ttyS0\n");
  writeFileSync(join(dir, "dev/ttyS0"), "");
  writeFileSync(join(dir, "cmdline"), machine.cmdline ?? "quiet\n");
  furnishCards(dir, machine.cards ?? CARDS);
}

function furnishCards(dir: string, cards: NonNullable<Machine["cards"]>): void {
  for (const [card, files] of Object.entries(cards)) {
    mkdirSync(join(dir, "sys/class/net", card, "bonding_slave"), { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      const path = join(dir, "sys/class/net", card, name);
      if (name === "master") symlinkSync(join(dir, "sys/class/net", content), path);
      else writeFileSync(path, content);
    }
  }
}

const forMachine =
  (more: Partial<MachineScript> = {}) =>
  (url: string): string =>
    machineScript({
      ...plain,
      base: url,
      configUrl: `${url}/cloud-configs/${MAC}.yml`,
      reportUrl: `${url}/runs/t0ken`,
      ...more,
    });

for (const [name, text] of Object.entries({
  machine: machineScript({ ...plain, disk: hostile }),
  bootstrap: bootstrapScript({ base: "http://10.77.0.1" }),
})) {
  test(`the ${name} script is one that bash, dash and busybox can read, and cloudinit leaves alone`, () => {
    for (const shell of [["bash"], ["dash"], ["busybox", "sh"]]) {
      const [program = "", ...args] = shell;
      execFileSync(program, [...args, "-n"], { input: text });
    }
    assert.ok(text.startsWith("#!"));
    assert.doesNotMatch(text, /(public|private)_ipv[46]/);
  });
}

for (const tool of ["curl", "wget", "busybox"] as const) {
  test(`a machine installs itself with ${tool} and reboots`, async (t) => {
    const seen = await run(t, forMachine(), { tool });
    const method = tool === "busybox" ? "GET" : "POST";
    assert.deepEqual(seen.asked, [
      `${method} /runs/t0ken/started`,
      `GET /cloud-configs/${MAC}.yml`,
      `${method} /runs/t0ken/downloading`,
      `${method} /runs/t0ken/installed`,
    ]);
    assert.match(
      seen.installed,
      /^\[-d\]\[\/dev\/sda\]\[-c\]\[[^\]]+\]\[-b\]\[http:\/\/127\.0\.0\.1:\d+\]\[-V\]\[1010\.5\.0\]$/,
    );
    assert.ok(seen.rebooted);
    assert.equal(seen.status, 0);
    assert.match(seen.console, /installed; restarting into \/dev\/sda/);
    // Its second card was made for this script: the appliance must see that one's address (busybox's wget cannot choose).
    assert.deepEqual(seen.from, [tool === "busybox" ? "127.0.0.1" : "127.0.0.2"]);
  });
}

test("Flatcar's installer and an OEM image are used where they are asked for", async (t) => {
  const seen = await run(t, forMachine({ oem: "vmware_raw" }), { installerName: "flatcar-install" });
  assert.match(seen.installed, /\[-o\]\[vmware_raw\]$/);
});

test("Flatcar gets an Ignition configuration by -i, and its token is not in what a failure says", async (t) => {
  const withIgnition = (url: string): string => forMachine({ ignitionUrl: `${url}/answers/t0ken/config.ign` })(url);
  const seen = await run(t, withIgnition, { installerName: "flatcar-install" });
  assert.deepEqual(
    seen.asked.filter((asked) => asked.startsWith("GET")),
    ["GET /answers/t0ken/config.ign"],
  );
  assert.match(seen.installed, /^\[-d\]\[\/dev\/sda\]\[-i\]\[[^\]]+\/config\.ign\]\[-b\]/);
  assert.ok(seen.rebooted);
  const failing: Answer = (_, path) => ({ status: path.startsWith("/answers/") ? 403 : 200 });
  const failed = await run(t, withIgnition, { answer: failing });
  assert.match(failed.asked.at(-1) ?? "", /The Ignition configuration cannot be fetched from http[^ ]*: .*403/);
  assert.doesNotMatch((failed.asked.at(-1) ?? "").split("reason=")[1] ?? "", /t0ken/);
  assert.doesNotMatch(failed.console, /t0ken/);
});

test("a failing installer is reported with its last words, and nothing reboots", async (t) => {
  const seen = await run(t, forMachine(), {
    installer: "echo 'Downloading…'; echo 'gpg: BAD signature & more' >&2; exit 3",
  });
  assert.equal(seen.status, 1);
  assert.ok(!seen.rebooted);
  assert.match(
    seen.asked.at(-1) ?? "",
    /^POST \/runs\/t0ken\/failed\?reason=coreos-install ended with status 3: Downloading.* gpg: BAD signature & more *$/,
  );
  assert.match(seen.console, /INSTALLING FAILED: coreos-install ended with status 3/);
});

test("a reason of many kilobytes is cut to its end, below a kilobyte", async (t) => {
  const seen = await run(t, forMachine(), {
    installer: "printf 'é%.0s' $(cat /proc/meminfo) >&2; echo the end; exit 1",
  });
  const reason = (seen.asked.at(-1) ?? "").split("reason=")[1] ?? "";
  assert.ok(reason.length <= 900, `${reason.length} letters`);
  assert.match(reason, /the end *$/);
});

const refusals: Record<string, [lsblk: string, reason: RegExp]> = {
  "a disk that is not there": [
    `case "$*" in *NAME*) echo 'vda 8G disk' ;; *) exit 32 ;; esac`,
    /There is no disk \/dev\/sda here\. Disks: vda 8G disk;/,
  ],
  "a loop device": ["echo loop", /of type loop: its partition table cannot be read again/],
  "a logical volume": ["echo lvm", /of type lvm: its partition table cannot be read again/],
  "a partition": ["echo part", /of type part, not a whole disk/],
};
for (const [what, [lsblk, reason]] of Object.entries(refusals)) {
  test(`${what} is refused before anything is fetched or written`, async (t) => {
    const seen = await run(t, forMachine(), { lsblk });
    assert.deepEqual([seen.status, seen.installed, seen.rebooted], [1, "", false]);
    assert.deepEqual(seen.asked.length, 2);
    assert.match(seen.asked[1] ?? "", reason);
  });
}

test("an appliance that is not ready yet is asked again", async (t) => {
  let times = 0;
  const answer: Answer = (_, path) => (path.endsWith(".yml") && (times += 1) < 4 ? { status: 503 } : { status: 200 });
  const seen = await run(t, forMachine(), { answer });
  assert.equal(seen.asked.filter((path) => path.endsWith(".yml")).length, 4);
  assert.ok(seen.rebooted);
});

test("a cloud-config that never comes is a failure; the report is repeated until it is taken", async (t) => {
  let reports = 0;
  const answer: Answer = (_, path) =>
    path.includes("/failed")
      ? { status: (reports += 1) > 12 ? 200 : 500 }
      : { status: path.endsWith(".yml") ? 403 : 200 };
  const seen = await run(t, forMachine(), { answer });
  assert.equal(reports, 13);
  assert.match(seen.asked.at(-1) ?? "", /The cloud-config cannot be fetched from http.*403/);
  assert.deepEqual([seen.status, seen.rebooted], [1, false]);
});

test("an appliance that cannot be reached leaves the machine waiting, with words on its consoles", async (t) => {
  const seen = await run(
    t,
    () => machineScript({ ...plain, configUrl: "http://127.0.0.1:9/c", reportUrl: "http://127.0.0.1:9/r" }),
    { sleeps: 60 },
  );
  assert.deepEqual([seen.installed, seen.rebooted], ["", false]);
  assert.match(seen.console, /INSTALLING FAILED: The cloud-config cannot be fetched/);
});

test("an installed system reboots even when nobody takes the last report", async (t) => {
  const seen = await run(t, forMachine(), {
    answer: (_, path) => ({ status: path.endsWith("/installed") ? 500 : 200 }),
  });
  assert.equal(seen.asked.filter((path) => path.endsWith("/installed")).length, 5);
  assert.ok(seen.rebooted);
});

test("hostile values stay values", async (t) => {
  const seen = await run(t, forMachine({ disk: hostile, version: hostile }));
  assert.ok(!seen.owned);
  assert.ok(seen.installed.startsWith(`[-d][${hostile}]`));
});

test("a card inside a bond is found by the address it was made with, and speaks with the bond's", async (t) => {
  const cards = {
    bond0: { address: "52:54:00:77:00:99\n" },
    eth0: { address: "52:54:00:77:00:99\n", "bonding_slave/perm_hwaddr": "52:54:00:77:00:99\n", master: "bond0" },
    eth7: { address: "52:54:00:77:00:99\n", "bonding_slave/perm_hwaddr": `${MAC}\n`, master: "bond0" },
  };
  const ip = `case "$*" in *"dev bond0 "*) echo '9: bond0    inet 127.0.0.3/8 scope global bond0' ;; esac`;
  const seen = await run(t, forMachine(), { cards, ip });
  assert.deepEqual(seen.from, ["127.0.0.3"]);
  assert.ok(seen.rebooted);
});

const appliance =
  (known: string): ((url: () => string) => Answer) =>
  (url) =>
  (_, path) =>
    path === `/cloud-configs/install.sh?mac=${known}`
      ? { status: 200, body: forMachine()(url()) }
      : { status: path.includes("install.sh") ? 403 : 200 };

const bootstraps: Record<string, Machine> = {
  "by BOOTIF on the command line": { cmdline: `initrd=x BOOTIF=01-${MAC.replaceAll(":", "-").toUpperCase()} quiet\n` },
  "by trying each card": {},
  "by trying each card when the one that booted has no address": { cmdline: "BOOTIF=01-52-54-00-00-00-0f\n" },
};
for (const [how, machine] of Object.entries(bootstraps)) {
  test(`a machine that the appliance cannot tell finds its own script ${how}`, async (t) => {
    let url = "";
    const ip = `case "$*" in *"dev eth1 "*) echo '3: eth1    inet 127.0.0.2/8' ;; *"dev eth0 "*) echo '2: eth0    inet 127.0.0.4/8' ;; esac`;
    const script = (at: string): string => bootstrapScript({ base: (url = at) });
    const answer = appliance(MAC)(() => url);
    const seen = await run(t, script, { ip, sleeps: 400, answer, ...machine });
    assert.ok(seen.asked.includes(`GET /cloud-configs/install.sh?mac=${MAC}`));
    assert.ok(seen.asked.some((path) => path.endsWith("/runs/t0ken/started")));
    assert.ok(seen.rebooted);
    if (how.startsWith("by BOOTIF")) assert.equal(seen.asked[0], `GET /cloud-configs/install.sh?mac=${MAC}`);
  });
}

test("a machine that nobody armed says so and stays", async (t) => {
  const seen = await run(t, (url) => bootstrapScript({ base: url }), {
    answer: () => ({ status: 200, body: bootstrapScript({ base: "http://x" }) }),
  });
  assert.deepEqual([seen.status, seen.rebooted, seen.installed], [1, false, ""]);
  assert.match(seen.console, /has nothing to install on this machine/);
});
