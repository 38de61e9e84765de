import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";

import { AppError } from "../../../appliance/errors.ts";
import { checkWhole } from "../../../appliance/update/damage.ts";
import { inspect } from "../../../appliance/update/rauc.ts";
import { install } from "../../../appliance/update/root/install.ts";
import { openBox, placesIn } from "../../../appliance/update/root/places.ts";
import { ownSchemas } from "../../../appliance/update/schemas.ts";
import { signingKeys } from "../../../image-build/keys.ts";
import { cardRoot, openWorld } from "./world.ts";

const run = promisify(execFile);
const world = await openWorld();
after(() => world[Symbol.asyncDispose]());
const { keyring } = world.keys;
const good = await world.bundle("good.raucb");

async function refused(act: Promise<unknown>): Promise<{ readonly code: string; readonly text: string }> {
  try {
    await act;
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    return { code: error.code, text: error.message };
  }
  return assert.fail("it was let through");
}

test("a bundle that is signed says what it is, with its notes in two languages and the data that it writes", async () => {
  const facts = await inspect(good, keyring);
  assert.deepEqual(facts, {
    compatible: "rackseed-arm64",
    version: "0.2.0",
    build: "2026-12-01T00:00:00.000Z",
    notes: "Boots faster.\n更快。",
    schemas: ownSchemas(),
    signer: facts.signer,
    image: { filename: "slot.img", size: 3_000_000, checksum: facts.image?.checksum },
  });
  assert.match(facts.signer ?? "", /DEVELOPMENT/);
});

test("a bundle is verified without any privilege", async () => {
  const script = `import { inspect } from ${JSON.stringify(join(import.meta.dirname, "../../../appliance/update/rauc.ts"))};
    console.log((await inspect(process.argv[1], process.argv[2])).version);`;
  const open = join(world.folder, "keyring.pem"); // the key's own folder is closed
  await copyFile(keyring, open);
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script, good, open], {
    ...(process.getuid?.() === 0 && { uid: 65534, gid: 65534 }),
  });
  assert.equal(stdout.trim(), "0.2.0");
});

test("a bundle of a real slot's size is checked block by block, over several levels of its tree", async () => {
  const slotImage = join(world.folder, "large.img");
  await writeFile(slotImage, randomBytes(70 * 1024 * 1024)); // a third level begins behind 64 MiB
  const random = await world.bundle("large.raucb", { slotImage });
  await checkWhole(random);
  const shares: number[] = [];
  await checkWhole(good, (share) => shares.push(share));
  assert.equal(shares.at(-1), 1);
});

test("each bad file is refused with its own code and a sentence, and none is let through", async () => {
  const size = (await stat(good)).size;
  const flip = (at: number) => (bytes: Buffer) => (bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at), bytes);
  const twoRoots = (bytes: Buffer): Buffer => {
    const length = bytes.subarray(-8).readBigUInt64BE();
    const begin = bytes.length - 8 - Number(length);
    const more = Buffer.from(`\nverity-hash=${"0".repeat(64)}\n`);
    const end = Buffer.alloc(8);
    end.writeBigUInt64BE(length + BigInt(more.length));
    return Buffer.concat([bytes.subarray(0, begin), more, bytes.subarray(begin, -8), end]);
  };
  const unsigned = join(world.folder, "unsigned.raucb");
  const content = join(world.folder, "content");
  await mkdir(content);
  await writeFile(join(content, "manifest.raucm"), "[update]\ncompatible=rackseed-arm64\nversion=9.0.0\n");
  await run("mksquashfs", [content, unsigned, "-quiet", "-no-progress"]);
  const cases: readonly [name: string, path: string, code: string][] = [
    ["signed by somebody else", await world.bundle("other.raucb", { keys: world.strangers }), "RS_UPDATE_OTHER_KEY"],
    ["not signed", unsigned, "RS_UPDATE_NOT_SIGNED"],
    ["empty", await world.changed("empty.raucb", good, () => Buffer.alloc(0)), "RS_UPDATE_NOT_A_BUNDLE"],
    [
      "another file",
      await world.changed("iso.raucb", good, () => Buffer.alloc(100_000, "CD001")),
      "RS_UPDATE_NOT_A_BUNDLE",
    ],
    ["half of it", await world.changed("half.raucb", good, (b) => b.subarray(0, size / 2)), "RS_UPDATE_DAMAGED"],
    ["without its last byte", await world.changed("last.raucb", good, (b) => b.subarray(0, -1)), "RS_UPDATE_DAMAGED"],
    ["without its signature", await world.changed("cut.raucb", good, (b) => b.subarray(0, -3000)), "RS_UPDATE_DAMAGED"],
    [
      "with more behind it",
      await world.changed("more.raucb", good, (b) => Buffer.concat([b, b.subarray(0, 4096)])),
      "RS_UPDATE_DAMAGED",
    ],
    ["a flipped bit at its beginning", await world.changed("f1.raucb", good, flip(100)), "RS_UPDATE_DAMAGED"],
    ["a flipped bit in its middle", await world.changed("f2.raucb", good, flip(size >> 1)), "RS_UPDATE_DAMAGED"],
    ["a flipped bit in its signature", await world.changed("f3.raucb", good, flip(size - 100)), "RS_UPDATE_DAMAGED"],
    [
      "another version in its manifest",
      await world.changed("f4.raucb", good, (b) => (b.write("9", b.lastIndexOf("version=0.2.0") + 8), b)),
      "RS_UPDATE_DAMAGED",
    ],
    [
      "signed, with the root of another tree beside what was signed",
      await world.changed("two.raucb", good, twoRoots),
      "RS_UPDATE_DAMAGED",
    ],
    ["gone", join(world.folder, "gone.raucb"), "RS_UPDATE_NOT_FOUND"],
  ];
  for (const [name, path, code] of cases) {
    const { code: found, text } = await refused(inspect(path, keyring));
    assert.equal(found, code, `${name}: ${text}`);
    assert.match(text, /^[A-Z].*\.$|ENOENT/, name);
  }
});

test("rauc alone does not see a flipped bit in the content: that is why each block is checked before", async () => {
  const flipped = await world.changed(
    "f5.raucb",
    good,
    (b) => (b.writeUInt8(b.readUInt8(1_000_000) ^ 1, 1_000_000), b),
  );
  const { stdout } = await run("rauc", ["info", `--keyring=${keyring}`, "--output-format=json", flipped]);
  assert.match(stdout, /"0\.2\.0"/);
  assert.equal((await refused(inspect(flipped, keyring))).code, "RS_UPDATE_DAMAGED");
});

test("root judges anew what the service asks for, and writes nothing of what it refuses (trust 2.10)", async () => {
  const root = await cardRoot(world, "judging");
  const box = openBox(placesIn(root));
  const updates = join(root, "data/updates");
  const ask = async (from: string, allowOlder: boolean): Promise<string> => {
    const path = join(updates, "x.raucb");
    await copyFile(from, path);
    return (await refused(install(box, path, allowOlder))).code;
  };
  const older = await world.bundle("older.raucb", { version: "0.0.9" });
  assert.equal(await ask(older, false), "RS_UPDATE_OLDER");
  const same = await world.bundle("same.raucb", { version: "0.1.0", build: "2026-11-01T00:00:00.000Z" });
  assert.equal(await ask(same, false), "RS_UPDATE_SAME");
  const kiosk = await world.bundle("kiosk.raucb", { compatible: "rackseed-kiosk-arm64" });
  assert.equal(await ask(kiosk, true), "RS_UPDATE_WRONG_DEVICE");
  const old = { writes: 1, least: 1 };
  const unreadable = await world.bundle("data.raucb", { version: "0.0.1", schemas: { rackseed: old, leases: old } });
  assert.equal(await ask(unreadable, true), "RS_UPDATE_DATA");
  assert.equal(await ask(join(world.folder, "other.raucb"), true), "RS_UPDATE_OTHER_KEY");
  assert.equal(await ask(join(world.folder, "f2.raucb"), true), "RS_UPDATE_DAMAGED");
  assert.equal(box.read().update, undefined, "none of them was begun");
  assert.deepEqual(await readdir(join(root, "data/host")), [], "nothing is left lying about");
});

test("root takes files only from the card's folder of updates and from sticks, and follows no link", async () => {
  const root = await cardRoot(world, "places");
  const box = openBox(placesIn(root));
  const newer = good;
  assert.equal((await refused(install(box, newer, false))).code, "RS_UPDATE_NOT_FOUND");
  assert.equal((await refused(install(box, join(root, "data/updates/../host/x"), false))).code, "RS_UPDATE_NOT_FOUND");
  const link = join(root, "data/updates/link.raucb");
  await symlink(newer, link);
  await assert.rejects(install(box, link, false), /ELOOP/);
  await symlink(world.folder, join(root, "data/updates/folder"));
  assert.equal(
    (await refused(install(box, join(root, "data/updates/folder/good.raucb"), false))).code,
    "RS_UPDATE_NOT_FOUND",
  );
  assert.equal(box.read().update, undefined);
});

test("the record of updates survives being torn, and the service reads what it is told", async () => {
  const root = await cardRoot(world, "record");
  const box = openBox(placesIn(root));
  const record = { slots: { A: "0.1.0", B: null } };
  box.write(record);
  assert.deepEqual(openBox(placesIn(root)).read(), record);
  await writeFile(join(root, "data/host/update.json"), '{"slots":{"A"');
  assert.deepEqual(box.read(), { slots: { A: null, B: null } });
  const told = JSON.parse(await readFile(join(root, "run/rackseed/update/state.json"), "utf8")) as { slot: string };
  assert.equal(told.slot, "A");
});

test("development keys are made once, say what they are, and many may ask at once", async () => {
  const folder = join(world.folder, "many");
  const all = await Promise.all(Array.from({ length: 4 }, () => signingKeys({}, folder)));
  assert.equal(new Set(await Promise.all(all.map(({ keyring: path }) => readFile(path, "utf8")))).size, 1);
  const { stdout } = await run("openssl", ["x509", "-in", all[0]?.keyring ?? "", "-noout", "-subject"]);
  assert.match(stdout, /DEVELOPMENT/);
  assert.equal((await stat(all[0]?.key ?? "")).mode & 0o777, 0o600);
  assert.deepEqual(
    (await readdir(world.folder)).filter((name) => name.startsWith("many.")),
    [],
  );
});

test("a real key is named by three paths, all or none", async () => {
  const { certificate, key, keyring: path } = world.keys;
  const env = { RACKSEED_SIGNING_CERTIFICATE: certificate, RACKSEED_SIGNING_KEY: key, RACKSEED_KEYRING: path };
  assert.deepEqual(await signingKeys(env), world.keys);
  await assert.rejects(signingKeys({ ...env, RACKSEED_KEYRING: undefined }), /RACKSEED_KEYRING must be set too/);
  await assert.rejects(signingKeys({ ...env, RACKSEED_KEYRING: "/no/such" }), /ENOENT/);
  const real = join(world.folder, "real.pem");
  await run("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-noenc",
    "-keyout",
    `${real}.key`,
    "-out",
    real,
    "-subj",
    "/CN=Maker",
  ]);
  await rename(`${real}.key`, join(world.folder, "real.key"));
  assert.equal((await signingKeys({ ...env, RACKSEED_KEYRING: real })).development, false);
});
