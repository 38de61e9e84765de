// The card's text becomes the box: root's two steps at the start, as they are, around a network of the test's.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { readConfig } from "../../../appliance/config.ts";

const SCRIPT = new URL("start.sh", import.meta.url).pathname;
const PROGRAMS = new URL("../../../appliance/card", import.meta.url).pathname;

/** What was made, by path below /run, and what was said on the console. */
async function start(card: Record<string, string>, address?: string) {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-start-"));
  try {
    mkdirSync(join(folder, "card"));
    for (const [name, text] of Object.entries(card)) writeFileSync(join(folder, "card", name), text);
    if (address !== undefined) writeFileSync(join(folder, "address"), address);
    const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}` };
    const { stdout } = await promisify(execFile)("unshare", ["-mnu", "sh", SCRIPT, folder, PROGRAMS], { env });
    const read = (name: string): string | undefined =>
      existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : undefined;
    return {
      stdout,
      network: read("systemd/network/10-rack.network") ?? "",
      config: readConfig(read("rackseed/config.yaml") ?? "", "config.yaml"),
      address: read("rackseed/address")?.trim(),
      hostname: read("rackseed/hostname")?.trim(),
      keys: read("rackseed/ssh/authorized_keys"),
      calls: read("rackseed/calls") ?? "",
      problems: [read("rackseed/problems/card.json"), read("rackseed/problems/config.json")],
      regain: read("rackseed/state/regain"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("a written address, a name and a key are the box's; each mistake is said in both languages and keeps nothing from starting", async () => {
  const text =
    "address: 10.77.0.1/24\r\nhostname: box7\r\ntimezone: Mars/Olympus\r\nsshKey: ssh-ed25519 AAAA x\r\ndhpc: {}\r\n";
  const made = await start({ "rackseed.yaml": text, "regain-access.txt": "" }, "10.77.0.1/24");
  assert.match(made.network, /^Address=10\.77\.0\.1\/24$/m);
  assert.equal(made.config.address.address, "10.77.0.1");
  assert.deepEqual([made.address, made.hostname, made.keys], ["10.77.0.1/24", "box7", "ssh-ed25519 AAAA x\n"]);
  assert.match(made.stdout, /timezone is "Mars\/Olympus"[^]*时区[^]*dhpc: this is not a setting[^]*配置没有使用/);
  assert.match(made.problems[0] ?? "", /timezone/);
  assert.match(made.problems[1] ?? "", /dhpc/);
  assert.equal(made.regain, "");
});

test("without rackseed.yaml the box is what the DHCP server says", async () => {
  const made = await start({}, "192.168.9.5/24 valid_lft 600 preferred_lft 600");
  assert.equal(made.config.address.address, "192.168.9.5");
  assert.match(made.network, /^DHCP=ipv4$/m);
  assert.deepEqual(
    [made.hostname, made.keys, made.calls, made.problems],
    ["rackseed", undefined, "", [undefined, undefined]],
  );
});

test("when nobody gives an address the box takes 10.77.0.1 and goes on asking", async () => {
  const made = await start({});
  assert.equal(made.config.address.address, "10.77.0.1");
  assert.match(made.network, /^DHCP=ipv4\nAddress=10\.77\.0\.1\/24$/m);
  assert.equal(made.calls, "networkctl reload\n");
});

test("an interface that is not there is no end: the box takes the one it has, and its sockets with it", async () => {
  const made = await start({ "rackseed.yaml": "interface: eth5\naddress: 10.77.0.1/24\n" }, "10.77.0.1/24");
  assert.equal(made.config.interface, "eth0");
  assert.match(made.stdout, /no network interface eth5, so it uses eth0/);
});
