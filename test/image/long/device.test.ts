// The card's system: what rackseed.yaml makes of it, what the service may do, and how the box helps itself. On virt.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { builtImage, insertCard, readFromBoot, writeToBoot } from "../harness/card.ts";
import { claim } from "../harness/claim.ts";
import { freePort } from "../harness/free-port.ts";
import { type Guest, startVirt } from "../harness/qemu.ts";
import { readReport } from "../harness/report.ts";
import type { Shell } from "../harness/serial.ts";

const MOST_MS = 900_000;
const run = promisify(execFile);

/** Asks again until it is so. */
async function until(shell: Shell, condition: string, seconds: number): Promise<void> {
  const loop = `for i in $(seq ${seconds}); do if ${condition}; then break; fi; sleep 1; done; ${condition}`;
  await shell.run(loop, seconds * 4000);
}

describe("a card with a rackseed.yaml that has a mistake in it", () => {
  let folder: string;
  let card: string;
  let guest: Guest;
  let shell: Shell;
  let ssh: number;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "rackseed-device-"));
    // Of a smaller card the package cache would keep nothing: it leaves 2 GB free.
    card = await insertCard(await builtImage(), path.join(folder, "card.img"), 8 * 1024 ** 3);
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, "key")]);
    const key = (await readFile(path.join(folder, "key.pub"), "utf8")).trim();
    ssh = await freePort();
    await writeToBoot(
      card,
      "rackseed.yaml",
      `address: 10.0.2.15/24\r\ngateway: 10.0.2.2\r\nhostname: box7\r\nlanguage: zh\r\ntimezone: Mars/Olympus\r\nnat: true\r\npackageCache: true\r\nsshKey: ${key}\r\n`,
    );
    guest = await startVirt({ card, forward: { [ssh]: 22 }, folder: path.join(folder, "first") });
    const report = await readReport(guest.console, MOST_MS);
    assert.deepEqual(report.failed, []);
    assert.equal(report.cycles, 0);
    shell = await guest.shell();
  });
  after(async () => {
    await guest.kill();
    await rm(folder, { recursive: true, force: true });
  });

  test("address, router, name and NAT are as it says; the mistake is told in both languages and the default holds", async () => {
    assert.match(await shell.run("ip -4 -o address show dev eth0"), /inet 10\.0\.2\.15\/24 .*forever/);
    assert.match(await shell.run("ip route show default"), /via 10\.0\.2\.2/);
    assert.equal(await shell.run("hostname"), "box7");
    assert.equal(await shell.run("cat /proc/sys/net/ipv4/ip_forward"), "1");
    assert.match(await shell.run("nft list ruleset"), /masquerade/);
    assert.match(await shell.run("cat /run/rackseed/problems/card.json"), /timezone is .*Asia\/Shanghai.*时区/s);
    assert.match(await shell.run("cat /run/rackseed/state/screen.txt"), /! rackseed\.yaml on the card: timezone/);
    assert.match(await shell.run("cat /run/rackseed/config.yaml"), /language: zh/);
    await shell.run("resolvectl query --protocol=mdns box7.local || resolvectl query box7.local");
  });

  test("the service has no capability, and its low ports are systemd's", async () => {
    const status = await shell.run("cat /proc/$(systemctl show -P MainPID rackseed.service)/status");
    assert.match(status, /^CapEff:\s+0+$/m);
    assert.match(status, /^CapBnd:\s+0+$/m);
    assert.match(status, /^Uid:\s+600\s/m);
    const sockets = await shell.run("ss -Hlunp; ss -Hltnp");
    for (const port of [":67", ":68", ":69", ":514", ":4011", ":80", ":443"]) {
      assert.match(
        sockets,
        // Node calls its process MainThread.
        new RegExp(`${port}\\b.*systemd.*MainThread|${port}\\b.*MainThread.*systemd`),
        `${port} in\n${sockets}`,
      );
    }
  });

  test("ISOs can be read in their sandbox under the unit's own restrictions", async () => {
    await shell.run(
      "mkdir -p /tmp/iso/a && echo text >/tmp/iso/a/file && xorriso -as mkisofs -quiet -R -o /data/rackseed/probe.iso /tmp/iso && chown rackseed: /data/rackseed/probe.iso",
    );
    const script =
      'import("/opt/rackseed/appliance/images/xorriso.js").then(async (x) => console.log((await x.runXorriso("/data/rackseed/probe.iso", x.XORRISO_LIMITS, new AbortController().signal)).includes("/a/file") ? "read it" : "no"), (e) => console.log(e))';
    await shell.run(
      `sed -e 's/^Type=.*/Type=oneshot/' -e '/^\\(Sockets\\|WatchdogSec\\|Restart\\|RestartSec\\|ExecStart\\|NotifyAccess\\|Wants\\|After\\)=/d' /etc/systemd/system/rackseed.service >/run/systemd/system/probe.service && printf '%s\\n' '${script}' >/data/rackseed/probe.mjs && sed -i 's#^WorkingDirectory=.*#&\\nExecStart=/opt/rackseed/node/bin/node /data/rackseed/probe.mjs#' /run/systemd/system/probe.service && systemctl daemon-reload && systemctl start probe.service; journalctl -u probe.service -o cat --no-pager >/tmp/probe`,
      180_000,
    );
    assert.match(await shell.run("cat /tmp/probe; rm /data/rackseed/probe.*"), /read it/);
  });

  test("whoever has the key comes in, nobody else; the host key lasts", async () => {
    const login = (key: string) =>
      run("ssh", [
        ...["-i", key, "-p", String(ssh), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"],
        ...[
          "-o",
          "BatchMode=yes",
          "-o",
          "ConnectTimeout=60",
          "-o",
          "IdentitiesOnly=yes",
          "root@127.0.0.1",
          "cat /etc/hostname",
        ],
      ]);
    assert.equal((await login(path.join(folder, "key"))).stdout.trim(), "box7");
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path.join(folder, "other")]);
    await assert.rejects(login(path.join(folder, "other")), /Permission denied/);
    await shell.run("test -s /data/ssh/ssh_host_ed25519_key");
  });

  test("packages that machines fetch are kept, and given while the mirror is gone; the box's own doors are no mirrors", async () => {
    // A mirror on a wire of its own, with a name that systemd-resolved takes from /etc/hosts.
    await shell.run(
      "mkdir -p /tmp/mirror/pool && head -c 2000000 /dev/urandom >/tmp/mirror/pool/x_1.deb && echo first >/tmp/mirror/InRelease && ip netns add mirror && ip link add m0 type veth peer name m1 netns mirror && ip addr add 10.99.0.1/24 dev m0 && ip link set m0 up && ip -n mirror addr add 10.99.0.2/24 dev m1 && ip -n mirror link set m1 up && echo '10.99.0.2 mirror.test' >>/etc/hosts",
    );
    const server = `require("http").createServer((q, s) => { require("fs").appendFileSync("/tmp/asked", q.url + "\\n"); require("fs").createReadStream("/tmp/mirror" + q.url).on("error", () => s.writeHead(404).end()).pipe(s); }).listen(80)`;
    await shell.run(
      `printf '%s' '${server}' >/tmp/mirror.cjs && (ip netns exec mirror /opt/rackseed/node/bin/node /tmp/mirror.cjs >/dev/null 2>&1 & echo $! >/tmp/mirror.pid)`,
    );
    const fetching = `fetch = async (url) => { const { request } = require("http"); return new Promise((done, fail) => request({ host: "10.0.2.15", port: 3142, path: url, headers: { Host: new URL(url).host } }, (a) => { let n = 0; const h = require("crypto").createHash("sha256"); a.on("data", (d) => { n += d.length; h.update(d); }).on("end", () => done(a.statusCode + " " + a.headers["x-cache"] + " " + n + " " + h.digest("hex"))); }).on("error", fail).end()); }; Promise.all(process.argv.slice(1).map((url) => fetch(url))).then((all) => console.log(all.join("\\n")))`;
    await shell.run(`printf '%s' '${fetching}' >/tmp/fetching`);
    const get = (...urls: string[]): Promise<string> =>
      shell.run(`/opt/rackseed/node/bin/node -e "$(cat /tmp/fetching)" ${urls.join(" ")}`, 120_000);
    await until(
      shell,
      'systemctl -q is-active rackseed-packages && ip netns exec mirror ss -Hltn | grep -q ":80 "',
      60,
    );
    const sum = (await shell.run("sha256sum /tmp/mirror/pool/x_1.deb")).split(" ")[0];
    const three = await get(...Array<string>(3).fill("http://mirror.test/pool/x_1.deb"));
    assert.deepEqual(
      three.split("\n").map((line) => line.replace(/ \S+ /, " ")),
      Array(3).fill(`200 2000000 ${sum}`),
    );
    assert.match(await get("http://mirror.test/InRelease"), /^200 MISS 6 /);
    assert.equal(await shell.run("grep -c deb /tmp/asked"), "1");
    await shell.run("kill $(cat /tmp/mirror.pid); sleep 2");
    assert.match(await get("http://mirror.test/InRelease"), /^200 STALE 6 /);
    assert.match(await get("http://mirror.test/pool/x_1.deb"), /^200 HIT 2000000 /);
    assert.match(await get("http://127.0.0.1:8090/"), /^403 /);
    assert.match(await shell.run("nft list ruleset"), /dport 3142 accept/);
  });

  test("no console asks for a name and a password", async () => {
    assert.equal(await shell.run("systemctl list-units --plain --no-legend '*getty@*' | wc -l"), "0");
    assert.doesNotMatch(guest.console.text(), /login:/);
    assert.match(guest.console.text(), /Its claim code: {3}[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  test("root sets the clock for the service, and the rack is told the time from then on", async () => {
    await shell.run(
      `runuser -u rackseed -- sh -c 'echo "{\\"id\\":\\"1\\",\\"time\\":\\"2031-02-03T04:05:06.000Z\\"}" >/run/rackseed/requests/set-time.tmp && mv /run/rackseed/requests/set-time.tmp /run/rackseed/requests/set-time.json'`,
    );
    await until(shell, "grep -q ok /run/rackseed/answers/set-time.json", 60);
    assert.match(await shell.run("cat /run/rackseed/answers/set-time.json"), /"ok":true/);
    assert.equal(await shell.run("date +%Y"), "2031");
    assert.match(await shell.run("chronyc -n tracking"), /Stratum\s*: (?:10|11)/);
  });

  test("a service that is killed is back at once, one that hangs within the watchdog's minute, and the sockets stayed", async () => {
    const pid = (): Promise<string> => shell.run("systemctl show -P MainPID rackseed.service");
    const first = await pid();
    await shell.run(`kill -KILL ${first}`);
    await until(
      shell,
      `[ "$(systemctl is-active rackseed.service)" = active ] && [ "$(systemctl show -P MainPID rackseed.service)" != ${first} ]`,
      180,
    );
    const second = await pid();
    await shell.run(`kill -STOP ${second}`);
    await until(
      shell,
      `[ "$(systemctl is-active rackseed.service)" = active ] && [ "$(systemctl show -P MainPID rackseed.service)" != ${second} ]`,
      240,
    );
    assert.match(await shell.run("journalctl -b -o cat -u rackseed.service | grep -i watchdog"), /timeout/i);
    assert.equal(await shell.run("systemctl list-units --failed --plain --no-legend | wc -l"), "0");
  });

  test("the claim code lies on the card, and a file there gives a new one to whoever lost the password", async () => {
    const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec((await readFromBoot(card, "claim.txt")).toString())?.[0] ?? "";
    assert.match(await shell.run("cat /data/rackseed/claim.txt"), new RegExp(code));
    assert.match(await claim(shell, "10.0.2.15", code), /^201$/m);
    await until(shell, "[ ! -e /boot/firmware/claim.txt ]", 60);
    assert.match(await shell.run("findmnt -no OPTIONS /boot/firmware"), /\bro\b/);
    await guest.kill();
    await writeToBoot(card, "regain-access.txt", "");
    guest = await startVirt({ card, forward: { [ssh]: 22 }, folder: path.join(folder, "second") });
    assert.deepEqual((await readReport(guest.console, MOST_MS)).failed, []);
    shell = await guest.shell();
    await until(shell, "[ ! -e /boot/firmware/regain-access.txt ] && [ -s /boot/firmware/claim.txt ]", 60);
    assert.match(await shell.run("cat /boot/firmware/claim.txt"), /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m);
    assert.match(await shell.run("cat /run/rackseed/state/state.json"), /"claimed":false/);
  });
});

describe("a card on a wire where nobody gives addresses", () => {
  let folder: string;
  let guest: Guest;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "rackseed-device-"));
    const card = await insertCard(await builtImage(), path.join(folder, "card.img"));
    guest = await startVirt({ card, network: "hubport,hubid=7", folder: path.join(folder, "first") });
  });
  after(async () => {
    await guest.kill();
    await rm(folder, { recursive: true, force: true });
  });

  test("is 10.77.0.1, has an address for a laptop without one, and says where its page is", async () => {
    const report = await readReport(guest.console, MOST_MS);
    assert.deepEqual(report.failed, []);
    const shell = await guest.shell();
    await until(shell, "ip -4 -o address show dev eth0 | grep -q 169.254", 60);
    // The first is the source of broadcasts from port 67.
    assert.match(
      await shell.run("ip -4 -o address show dev eth0"),
      /^\d+: eth0 +inet 10\.77\.0\.1\/24 .*\n\d+: eth0 +inet 169\.254\.\d+\.\d+\/16 .*scope global/,
    );
    assert.match(await shell.run("cat /run/rackseed/state/screen.txt"), /https:\/\/10\.77\.0\.1\//);
    assert.equal(await shell.run("pgrep -c sshd || true"), "0");
    assert.doesNotMatch(await shell.run("nft list ruleset"), /masquerade|dport 22|3142/);
    assert.equal(await shell.run("systemctl is-active rackseed-packages nginx | sort -u"), "inactive");
  });
});
