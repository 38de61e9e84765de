// Sticks of every kind, put into the emulated card's USB port and pulled out again.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { makeReleaseIso } from "../../fakes/release-iso.ts";
import { rocky94 } from "../../unit/systems/media.ts";
import { TOKEN } from "../../rack/config.ts";
import { builtImage, insertCard, writeToBoot } from "../harness/card.ts";
import { freePort } from "../harness/free-port.ts";
import { type Guest, startVirt } from "../harness/qemu.ts";
import { openQmp, type Qmp, qmpAt } from "../harness/qmp.ts";
import { readReport } from "../harness/report.ts";
import type { Shell } from "../harness/serial.ts";
import { plugIn, USB_PORT } from "../harness/usb.ts";

const MOST_MS = 900_000;
const MIB = 1024 * 1024;
/** What the tests' ISO calls itself. */
const LABEL = rocky94.label ?? "TEST";
const run = (file: string, ...words: string[]): string => execFileSync(file, words, { encoding: "utf8" });
const sumOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

/** How the box sees itself when its page does not answer. */
const INSIDE =
  "P=$(systemctl show -P MainPID rackseed.service); cat /proc/loadavg; ss -Htnp sport = :443 | head -n 20; ps -L -o tid,stat,pcpu,time,wchan:24,comm -p $P; cat /proc/$P/stack; dmesg | tail -n 15; journalctl -u rackseed -o short-monotonic --no-pager | tail -n 30; true";

interface MediumSeen {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly files: readonly { readonly path: string; readonly name: string; readonly size: number }[];
  readonly unreadable?: { readonly why: string; readonly fileSystem?: string; readonly text: string };
}
interface ImageSeen {
  readonly name: string;
  readonly state: string;
  readonly share?: number;
  readonly because?: string;
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
}

describe("sticks that are put into the box", () => {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-sticks-"));
  const iso = join(folder, rocky94.fileName);
  const large = join(folder, "large.iso");
  const images: string[] = [];
  const sums = new Map<string, string>();
  let guest: Guest;
  let shell: Shell;
  let qmp: Qmp;
  let port: number;

  before(async () => {
    makeReleaseIso(iso, rocky94, { "big.bin": randomBytes(6 * MIB) });
    makeReleaseIso(large, rocky94, { "big.bin": randomBytes(48 * MIB) });
    const card = await insertCard(await builtImage(), join(folder, "card.img"));
    const socket = join(folder, "qmp.sock");
    await writeToBoot(card, "rackseed.yaml", `access:\n  token: ${TOKEN}\n`);
    port = await freePort();
    guest = await startVirt({
      card,
      forward: { [port]: 443 },
      folder: join(folder, "guest"),
      more: [...qmpAt(socket), ...USB_PORT],
    });
    await readReport(guest.console, MOST_MS);
    shell = await guest.shell();
    qmp = await openQmp(socket);
  });
  after(async () => {
    qmp.close();
    await guest.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A stick's bytes; they are to be the same at the end. */
  function stick(name: string, size: string, fill: (path: string) => void): string {
    const path = join(folder, name);
    run("truncate", "-s", size, path);
    fill(path);
    images.push(path);
    sums.set(path, sumOf(path));
    return path;
  }

  async function api<T>(method: "GET" | "POST", way: string, body?: unknown): Promise<T> {
    const words = ["-sSk", "--max-time", "120", "-X", method, "-H", "Host: rackseed.local"];
    const key = ["-H", `Authorization: Bearer ${TOKEN}`, "-H", "Content-Type: application/json"];
    const more = body === undefined ? [] : ["-d", JSON.stringify(body)];
    const url = `https://127.0.0.1:${port}/api/v1${way}`;
    try {
      const { stdout } = await promisify(execFile)("curl", [...words, ...key, ...more, url]);
      return JSON.parse(stdout) as T;
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${await shell.run(INSIDE, 240_000)}`, { cause: error });
    }
  }

  async function until<T>(what: string, look: () => Promise<T | undefined>, seconds = 180): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end)
        throw new Error(
          `${what}: not within ${seconds} s; ${await shell.run("journalctl -b -u 'rackseed-stick@*' -o cat | tail -n 30; mount | grep sticks; ls -la /run/rackseed/sticks/.notes; true")}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  const media = async (): Promise<readonly MediumSeen[]> =>
    (await api<{ items: readonly MediumSeen[] }>("GET", "/media")).items;
  const medium = (name: string): Promise<MediumSeen> =>
    until(`a stick called ${name}`, async () => (await media()).find((one) => one.name === name));
  const gone = (name: string): Promise<true> =>
    until(`${name} is gone`, async () => ((await media()).some((one) => one.name === name) ? undefined : true));
  const imageNow = async (name: string): Promise<ImageSeen | undefined> =>
    (await api<{ items: readonly ImageSeen[] }>("GET", "/images")).items.find((one) => one.name === name);
  const settled = (name: string): Promise<ImageSeen> =>
    until(
      `the image ${name} is settled`,
      async () => {
        const image = await imageNow(name);
        return image?.state === "ready" || image?.state === "refused" ? image : undefined;
      },
      600,
    );
  async function importing(name: string, from: MediumSeen): Promise<void> {
    const [file] = from.files;
    assert.ok(file);
    const added = await api<ImageSeen & { code?: string }>("POST", "/images", {
      name,
      from: { medium: from.id, path: file.path },
    });
    assert.equal(added.name, name, JSON.stringify(added));
  }
  /** What is being copied is past its first quarter. */
  const underWay = (name: string): Promise<true> =>
    until(`${name} is being copied`, async () => (((await imageNow(name))?.share ?? 0) > 0.25 ? true : undefined));

  /** One partition behind a partition table, as shops sell sticks. */
  const fat =
    (label: string, file: string) =>
    (path: string): void => {
      execFileSync("sfdisk", ["-q", path], { input: "2048,,c\n" });
      run("mkfs.vfat", "-F", "32", "-n", label, "--offset=2048", path, String((statSync(path).size - MIB) / 1024));
      run("mcopy", "-i", `${path}@@1M`, file, `::/${rocky94.fileName}`);
    };

  test("FAT behind a partition table: mounted so that nobody can write, run or follow anything; its ISO becomes an image", async (t) => {
    const path = stick("fat.img", "96M", fat("SANDISK", iso));
    const began = Date.now();
    const plugged = await plugIn(qmp, "fat", path);
    const seen = await medium("SANDISK");
    t.diagnostic(`listed ${((Date.now() - began) / 1000).toFixed(1)} s after it was put in`);
    assert.deepEqual(
      seen.files.map(({ name, size }) => [name, size]),
      [[rocky94.fileName, statSync(iso).size]],
    );
    const options = (await shell.run("findmnt -n -o OPTIONS /run/rackseed/sticks/SANDISK")).split(",");
    for (const one of ["ro", "nosuid", "nodev", "noexec", "nosymfollow"])
      assert.ok(options.includes(one), options.join());
    assert.equal(await shell.run("blockdev --getro /dev/sda /dev/sda1 | tr -d '\\n'"), "11");
    await importing("rocky-fat", seen);
    const image = await settled("rocky-fat");
    assert.equal(image.state, "ready", image.because);
    assert.equal(image.files[0]?.sha256, sumOf(iso));
    await plugged.pull();
    await gone("SANDISK");
    assert.equal(await shell.run("ls -A /run/rackseed/sticks"), ".notes");
    assert.equal(await shell.run("grep -c sticks /proc/mounts || true"), "0");
  });

  test("two sticks of one label at the same time are two sticks", async () => {
    const one = await plugIn(qmp, "one", stick("one.img", "96M", fat("TWIN", iso)));
    await medium("TWIN");
    const two = await plugIn(qmp, "two", stick("two.img", "96M", fat("TWIN", iso)));
    await medium("TWIN 2");
    await one.pull();
    await gone("TWIN");
    assert.equal((await medium("TWIN 2")).files.length, 1);
    await two.pull();
    await gone("TWIN 2");
  });

  test("exFAT on the whole stick, with a label and a file in Chinese", async () => {
    const path = stick("exfat.img", "96M", (file) => {
      run("mkfs.exfat", "-L", "系统盘", file);
      const mount = join(folder, "exfat");
      mkdirSync(mount);
      const disk = run("losetup", "--show", "--find", file).trim();
      try {
        run("blockdev", "--setrw", disk); // some machines begin with read-only ones
        run("mount.exfat-fuse", disk, mount);
        writeFileSync(join(mount, "安装光盘.iso"), readFileSync(iso));
        run("umount", mount);
      } finally {
        run("losetup", "--detach", disk);
      }
    });
    const plugged = await plugIn(qmp, "exfat", path);
    const seen = await medium("系统盘");
    assert.deepEqual(
      seen.files.map(({ name }) => name),
      ["安装光盘.iso"],
    );
    await importing("rocky-exfat", seen);
    assert.equal((await settled("rocky-exfat")).files[0]?.sha256, sumOf(iso));
    await plugged.pull();
    await gone("系统盘");
  });

  test("trust 4.97: NTFS is named and not mounted", async () => {
    const path = stick("ntfs.img", "32M", (file) => run("mkntfs", "-q", "-F", "-f", "-L", "WINDOWS", file));
    const plugged = await plugIn(qmp, "ntfs", path);
    const { unreadable, files } = await medium("WINDOWS");
    assert.deepEqual([unreadable?.text, files], ["This stick uses NTFS. Rackseed reads FAT32 and exFAT.", []]);
    assert.equal(await shell.run("grep -c ntfs /proc/mounts || true"), "0");
    await plugged.pull();
    await gone("WINDOWS");
  });

  test("trust 4.86: an ISO written to a whole stick, with a partition table that lies, is read from the device and never mounted", async () => {
    const path = stick("raw.img", "96M", (file) => {
      run("dd", `if=${iso}`, `of=${file}`, "conv=notrunc", "status=none");
      // A table that calls the middle of the ISO FAT, and a FAT that is really there.
      execFileSync("sfdisk", ["-q", "--no-tell-kernel", file], { input: "65536,,c\n" });
      run("mkfs.vfat", "-F", "32", "-n", "TRAP", "--offset=65536", file, String(64 * 1024));
    });
    const plugged = await plugIn(qmp, "raw", path);
    const seen = await medium(LABEL);
    assert.deepEqual([seen.path, seen.files.map(({ size }) => size <= statSync(iso).size)], ["/dev/sda", [true]]);
    assert.equal(await shell.run("stat -c '%U:%G %a' /dev/sda"), "root:rackseed 440");
    assert.equal(await shell.run("stat -c '%U:%G' /dev/sda1"), "root:disk");
    assert.equal(await shell.run("grep -c sticks /proc/mounts || true"), "0");
    await importing("rocky-raw", seen);
    const image = await settled("rocky-raw");
    assert.equal(image.state, "ready", image.because);
    await plugged.pull();
    await gone(LABEL);
  });

  test("trust 4.96: a FAT whose chain of clusters is broken or goes in a circle: the import ends, the box goes on", async () => {
    for (const [name, value, state] of [
      ["BROKEN", 0, "refused"],
      // FAT has no checksums: the kernel reads wrong bytes and does not know it. That the reading ends is all there is to see.
      ["CIRCLE", 4, undefined],
    ] as const) {
      const path = stick(`${name}.img`, "96M", (file) => {
        fat(name, large)(file);
        breakChain(file, value);
      });
      const plugged = await plugIn(qmp, name.toLowerCase(), path);
      await importing(`rocky-${name.toLowerCase()}`, await medium(name));
      const image = await settled(`rocky-${name.toLowerCase()}`);
      if (state !== undefined) {
        assert.equal(image.state, state, name);
        assert.match(
          image.because ?? "",
          /^The USB stick was removed at \d+ %\. .*from another stick, if this one is damaged/,
        );
      }
      await plugged.pull();
      await gone(name);
    }
    assert.equal(await shell.run("systemctl is-active rackseed.service"), "active");
  });

  for (const [what, name] of [
    ["a FAT stick", "PULLED"],
    ["a stick with a raw ISO", "RAWPULL"],
  ] as const) {
    test(`trust 4.93: ${what} that is pulled out in the middle of an import: told with its percentage, nothing is added`, async () => {
      const isRaw = name === "RAWPULL";
      const path = isRaw
        ? stick("rawpull.img", "64M", (file) => run("dd", `if=${large}`, `of=${file}`, "conv=notrunc", "status=none"))
        : stick("pulled.img", "96M", fat(name, large));
      const plugged = await plugIn(qmp, name.toLowerCase(), path, 2 * MIB);
      const seen = await medium(isRaw ? LABEL : name);
      const before = await shell.run("ls -A /data/rackseed/images");
      await importing(`rocky-${name.toLowerCase()}`, seen);
      await underWay(`rocky-${name.toLowerCase()}`);
      await plugged.pull();
      const { state, because = "" } = await settled(`rocky-${name.toLowerCase()}`);
      assert.equal(state, "refused");
      const percent = Number(/^The USB stick was removed at (\d+) %\. Nothing was added\./.exec(because)?.[1]);
      assert.ok(percent >= 25 && percent < 100, because);
      await gone(seen.name);
      assert.equal(await shell.run("ls -A /data/rackseed/images"), before);
      assert.equal(await shell.run("grep -c sticks /proc/mounts || true"), "0");
    });
  }

  test("nothing was written to any stick, and no unit of ours failed", async () => {
    for (const path of images) assert.equal(sumOf(path), sums.get(path), path);
    assert.equal(await shell.run("systemctl list-units --failed --plain --no-legend 'rackseed*'"), "");
  });

  test("the service, without any privilege, hears from chrony how the clock is", async () => {
    const line = await shell.run("runuser -u rackseed -- chronyc -c -n -h 127.0.0.1,::1 tracking");
    assert.equal(line.split(",").length, 14, line);
  });
});

/** Lets the chain of the first file go on at `value` from its hundredth cluster on; 0 is a cluster that belongs to nobody. */
function breakChain(image: string, value: number): void {
  const bytes = readFileSync(image);
  const start = MIB;
  const reserved = bytes.readUInt16LE(start + 14) * 512;
  const each = bytes.readUInt32LE(start + 36) * 512;
  for (const copy of [0, 1]) bytes.writeUInt32LE(value, start + reserved + copy * each + 100 * 4);
  writeFileSync(image, bytes);
}
