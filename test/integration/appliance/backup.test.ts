// Backup and restore of the whole appliance, and files that are no good backups (trust 4.108).
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createZstdCompress, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { pipeline } from "node:stream/promises";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { TAR_END, tarHeader, tarPadding } from "../../../appliance/backup/tar.ts";
import type { Ran } from "../namespace.ts";
import { openScene, type Scene, TOKEN, URL_BASE } from "./scene.ts";

const CLI = new URL("../../../appliance/cli/main.ts", import.meta.url).pathname;
const PASSPHRASE = "seven lamps in the harbour";
const MAC = "52:54:00:77:00:01";

let scene: Scene;
let file: string;
before(async () => {
  scene = await openScene();
  file = join(scene.folder, "house.rackseed");
  await scene.serve({
    images: [{ name: "coreos-1010.5.0", source: scene.release("1010.5.0"), verify: "none" }],
    profiles: [{ name: "worker", image: "coreos-1010.5.0" }],
  });
  await scene.imageReady("coreos-1010.5.0");
});
after(() => scene[Symbol.asyncDispose]());

const cli = (args: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
  scene.host.run([
    "env",
    `HOME=${scene.folder}`,
    `RACKSEED_URL=${URL_BASE}`,
    `RACKSEED_TOKEN=${TOKEN}`,
    ...Object.entries(env).map(([key, value]) => `${key}=${value}`),
    process.execPath,
    CLI,
    ...args,
  ]);
const names = async (): Promise<string[]> =>
  (JSON.parse((await cli(["machines", "--json"])).stdout) as { name: string }[]).map(({ name }) => name);
const data = (name: string): string => join(scene.folder, "data", name);

test("a backup is one file that tar reads: databases, profiles and settings as text, no secret in the clear", async () => {
  await cli(["machines", "set", MAC, "--name", "node-01", "--profile", "worker"]);
  const made = await cli(["backup", file], { RACKSEED_PASSPHRASE: PASSPHRASE });
  assert.equal(made.code, 0, made.stderr);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const { stdout } = await scene.host.run(["tar", "--zstd", "-tf", file]);
  assert.deepEqual(stdout.trim().split("\n"), [
    "manifest.json",
    "rackseed.db",
    "leases.db",
    "secrets",
    "settings.json",
    "images.json",
    "profiles/worker.yaml",
  ]);
  const plain = zstdDecompressSync(readFileSync(file));
  assert.ok(!plain.includes(readFileSync(data("token.key"))));
  assert.ok(
    !readdirSync(join(scene.folder, "data")).some((name) => name.startsWith("backup-")),
    "nothing is left over",
  );
});

test("restoring brings back what was there, arms nothing, keeps the old aside, and the appliance starts again by itself", async () => {
  assert.equal((await cli(["arm", "node-01", "--yes"])).code, 0);
  const armed = join(scene.folder, "armed.rackseed");
  assert.equal((await cli(["backup", armed])).code, 0);
  await cli(["machines", "remove", "node-01"]);
  await cli(["machines", "set", "52:54:00:77:00:02", "--name", "later"]);
  const restored = await cli(["restore", armed, "--yes"]);
  assert.equal(restored.code, 0, restored.stderr);
  await scene.until("node-01 is back", async () => {
    const listed = await cli(["machines"]);
    return listed.stdout.includes("node-01") ? true : undefined;
  });
  assert.deepEqual(await names(), ["node-01"]);
  const runs = JSON.parse((await cli(["runs", "--json"])).stdout) as { state: string }[];
  assert.deepEqual(
    [...new Set(runs.map(({ state }) => state))],
    ["failed"],
    "what was armed in the backup is not armed now",
  );
  assert.ok(readdirSync(data("before-restore-1")).includes("rackseed.db"));
});

test("the passphrase is checked before anything is changed; with it the keys come back too", async () => {
  const wrong = await cli(["restore", file, "--yes"], { RACKSEED_PASSPHRASE: "nine kites over Wuhan" });
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /not the passphrase of this backup\. Nothing was changed\./);
  const key = readFileSync(data("token.key"));
  writeFileSync(data("token.key"), Buffer.alloc(32, 1));
  assert.equal((await cli(["restore", file, "--yes"], { RACKSEED_PASSPHRASE: PASSPHRASE })).code, 0);
  await scene.until("the key is back", () =>
    Promise.resolve(readFileSync(data("token.key")).equals(key) ? true : undefined),
  );
  await scene.until("it answers", async () => ((await cli(["status"])).code === 0 ? true : undefined));
});

const packed = (entries: readonly (readonly [string, Buffer])[], manifest?: object): Buffer => {
  const [whole] = [zstdDecompressSync(readFileSync(file))];
  const size = Number.parseInt(whole.toString("latin1", 124, 135), 8);
  const original = JSON.parse(whole.toString("utf8", 512, 512 + size)) as object;
  const head = Buffer.from(JSON.stringify({ ...original, ...manifest }));
  return zstdCompressSync(
    Buffer.concat([
      ...([["manifest.json", head], ...entries] as const).flatMap(([name, bytes]) => [
        tarHeader(name, bytes.length, 0),
        bytes,
        tarPadding(bytes.length),
      ]),
      TAR_END,
    ]),
  );
};
const SUM = "0".repeat(64);

test("no damaged, foreign or hostile file changes anything, and each is told what is wrong with it (trust 4.108)", async () => {
  const good = readFileSync(file);
  const flipped = Buffer.from(zstdDecompressSync(good));
  flipped[20_000] = (flipped[20_000] ?? 0) ^ 1;
  const cases: readonly (readonly [string, Buffer, RegExp])[] = [
    ["truncated", good.subarray(0, good.length / 2), /ends early; copy it again/],
    ["a bit is wrong", zstdCompressSync(flipped), /is not what was saved/],
    ["a picture", Buffer.from("\x89PNG\r\n and so on"), /damaged, or no backup at all/],
    ["a later format", packed([], { format: 2 }), /format 2, and this Rackseed reads format 1/],
    ["a way out", packed([], { entries: [{ name: "../../etc/cron.d/x", size: 1, sha256: SUM }] }), /which no backup has/],
    ["a path", packed([], { entries: [{ name: "/etc/passwd", size: 1, sha256: SUM }] }), /which no backup has/],
    ["another name than its manifest's", packed([["../x", Buffer.from("x")]]), /which its manifest does not say/],
    ["too large", packed([], { entries: ["rackseed.db", "leases.db"].map((name) => ({ name, size: 6e9, sha256: SUM })) }), /would unpack to more than/],
    ["no database", packed([], { entries: [] }), /databases are missing/],
  ]; // prettier-ignore
  const before = readFileSync(data("device.id"));
  for (const [what, bytes, sentence] of cases) {
    const bad = join(scene.folder, "bad.rackseed");
    writeFileSync(bad, bytes);
    const { code, stderr } = await cli(["restore", bad, "--yes"]);
    assert.equal(code, 1, what);
    assert.match(stderr, sentence, what);
    assert.match(stderr, /Nothing was changed\.\n$/, what);
  }
  assert.ok(!readdirSync(join(scene.folder, "data")).some((name) => /^restore-(incoming|upload|pending)$/.test(name)));
  assert.deepEqual(readFileSync(data("device.id")), before);
  assert.ok((await names()).includes("node-01"));
});

test("10 GB of zeros in a small file are refused when the first block is too much, not when the card is full (trust 4.108)", async () => {
  const bomb = join(scene.folder, "bomb.rackseed");
  const block = Buffer.alloc(64 * 1024 * 1024);
  await pipeline(
    Readable.from((function* () { yield tarHeader("manifest.json", 10 * 1024 ** 3 - 512, 0); for (let i = 0; i < 160; i++) yield block; })()),
    createZstdCompress(),
    createWriteStream(bomb),
  ); // prettier-ignore
  assert.ok(statSync(bomb).size < 2_000_000);
  const { code, stderr } = await cli(["restore", bomb, "--yes"]);
  assert.equal(code, 1);
  assert.match(stderr, /does not begin with a manifest/);
});

test("data that does not start is taken back by itself, and the appliance serves what was there before (trust 4.108)", async () => {
  await scene.stop("SIGTERM");
  mkdirSync(data("restore-pending"));
  writeFileSync(join(data("restore-pending"), "rackseed.db"), "this is no database");
  await scene.serve({
    images: [{ name: "coreos-1010.5.0", source: scene.release("1010.5.0"), verify: "none" }],
    profiles: [{ name: "worker", image: "coreos-1010.5.0" }],
  });
  assert.match(scene.log, /the restored backup does not start/);
  assert.ok((await names()).includes("node-01"));
});
