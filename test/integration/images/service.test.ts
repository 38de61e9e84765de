import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FILES, makeRelease } from "./release.ts";
import { config, freshRelease, life, otherKey, root, signer, source } from "./world.ts";

test("a signed release becomes a ready image whose files are served", async (t) => {
  const { service, apply, events } = life(t);
  service.applyConfig([config()]);
  assert.deepEqual([service.get("coreos")?.state, service.content("coreos", FILES[0])], ["waiting", undefined]);
  const image = await apply(config());
  assert.deepEqual(
    [image.state, image.verified, image.version, image.release?.family],
    ["ready", "verified", "1010.5.0", "coreos"],
  );
  assert.equal(image.fingerprint, signer.fingerprint("maker"));
  assert.equal(image.files?.length, 7);
  for (const { name, size, sha256 } of image.files ?? []) {
    const content = service.content("coreos", name);
    assert.ok(content?.kind === "file");
    const bytes = readFileSync(content.path);
    assert.deepEqual([bytes.length, createHash("sha256").update(bytes).digest("hex")], [size, sha256]);
    assert.deepEqual(bytes, readFileSync(join(source, name)));
  }
  assert.deepEqual(
    [service.content("coreos", "../rackseed.db"), service.content("nobody", FILES[0])],
    [undefined, undefined],
  );
  assert.deepEqual(events, ["importStarted", "imageReady"]);
});

test("a restart copies nothing again, and serves at once", async (t) => {
  const first = life(t);
  await first.apply(config());
  await first.service.stop();
  const [folder = ""] = first.folders();
  const inode = statSync(join(first.folder, folder, FILES[2])).ino;
  const second = life(t, { data: first.data });
  second.service.applyConfig([config()]);
  assert.equal(second.service.get("coreos")?.state, "ready");
  assert.ok(second.service.content("coreos", FILES[2]));
  await second.service.idle();
  assert.deepEqual([second.events, second.folders()], [[], [folder]]);
  assert.equal(statSync(join(first.folder, folder, FILES[2])).ino, inode);
});

test("a stick that is gone after the import takes nothing away; before it, the reason says what to do", async (t) => {
  const stick = freshRelease();
  const first = life(t);
  assert.equal((await first.apply(config({ source: stick }))).state, "ready");
  renameSync(stick, `${stick}.away`);
  const second = life(t, { data: first.data });
  assert.equal((await second.apply(config({ source: stick }))).state, "ready");
  const image = await life(t).apply(config({ source: stick }));
  assert.deepEqual([image.state, image.code], ["refused", "RS_IMAGE_SOURCE"]);
  assert.match(image.reason ?? "", /cannot be read \(ENOENT\)\. Put the medium in, or correct "source"/);
});

test("a changed source is imported anew, and the old copy goes", async (t) => {
  const folder = freshRelease();
  const first = life(t);
  await first.apply(config({ source: folder }));
  const before = first.folders();
  makeRelease(folder, { signer, salt: "newer" });
  const second = life(t, { data: first.data });
  const image = await second.apply(config({ source: folder }));
  assert.equal(image.state, "ready");
  const content = second.service.content("coreos", FILES[0]);
  assert.match(readFileSync(content?.kind === "file" ? content.path : "", "utf8"), /newer/);
  assert.equal(second.folders().length, 1);
  assert.notDeepEqual(second.folders(), before);
});

test("another key verifies the stored copy again, without copying; a foreign one ends its use", async (t) => {
  const first = life(t);
  const image = await first.apply(config());
  const bothKeys = signer.publish(["maker", "other"], join(root, "both.asc"));
  const again = await first.apply(config({ key: bothKeys }));
  assert.deepEqual([again.state, again.importedAt], ["ready", image.importedAt]);
  const refused = await first.apply(config({ key: otherKey }));
  assert.deepEqual(
    [refused.state, refused.verified, refused.code],
    ["refused", "not-verified", "RS_IMAGE_SIG_STRANGER"],
  );
  assert.match(
    refused.reason ?? "",
    /coreos_production_pxe\.vmlinuz of image "coreos" is not verified: it was made by the key .*Nothing was added\./,
  );
  assert.deepEqual([first.service.content("coreos", FILES[0]), first.folders()], [undefined, []]);
});

const refusals: Record<string, [spoil: (folder: string) => void, code: string]> = {
  "a changed disk image": [(folder) => appendFileSync(join(folder, FILES[2]), "x"), "RS_IMAGE_SIG_BAD"],
  "a missing .sig": [(folder) => rmSync(join(folder, `${FILES[1]}.sig`)), "RS_IMAGE_SIG_MISSING"],
  "a .sig of another file": [
    (folder) => renameSync(join(folder, `${FILES[1]}.sig`), join(folder, `${FILES[2]}.sig`)),
    "RS_IMAGE_SIG_MISSING",
  ],
  "a .sig with junk behind it": [
    (folder) => appendFileSync(join(folder, `${FILES[0]}.sig`), "junk"),
    "RS_IMAGE_SIG_JUNK",
  ],
  "a missing kernel": [(folder) => rmSync(join(folder, FILES[0])), "RS_IMAGE_INCOMPLETE"],
  "a folder of something else": [(folder) => FILES.forEach((name) => rmSync(join(folder, name))), "RS_IMAGE_UNKNOWN"],
  "a version that is no name": [
    (folder) => writeFileSync(join(folder, "version.txt"), "COREOS_VERSION=../x\n"),
    "RS_IMAGE_VERSION",
  ],
};
for (const [what, [spoil, code]] of Object.entries(refusals)) {
  test(`${what} is refused with a reason, and leaves nothing`, async (t) => {
    const folder = freshRelease();
    spoil(folder);
    const { apply, folders, service } = life(t);
    const image = await apply(config({ source: folder }));
    assert.deepEqual([image.state, image.code], ["refused", code]);
    assert.match(image.reason ?? "", /\.$/);
    assert.deepEqual([folders(), service.content("coreos", FILES[0])], [[], undefined]);
  });
}

test("a refusal by signature is remembered, so a restart does not copy only to refuse again", async (t) => {
  const folder = freshRelease();
  appendFileSync(join(folder, FILES[2]), "x");
  const first = life(t);
  await first.apply(config({ source: folder }));
  const second = life(t, { data: first.data });
  assert.equal((await second.apply(config({ source: folder }))).code, "RS_IMAGE_SIG_BAD");
  assert.deepEqual(second.events, []);
  signer.sign("maker", join(folder, FILES[2]));
  assert.equal((await second.apply(config({ source: folder }))).state, "ready");
});

test("a missing key and a file that is no key are refused in words", async (t) => {
  const { apply } = life(t);
  assert.match((await apply(config({ key: undefined }))).reason ?? "", /must be verified and names no key/);
  assert.match((await apply(config({ key: join(root, "no.asc") }))).reason ?? "", /cannot be read: ENOENT/);
  assert.match((await apply(config({ key: join(source, "version.txt") }))).reason ?? "", /holds no OpenPGP public key/);
});

test("verify: none is usable and marked, and says what coreos-install will miss", async (t) => {
  const folder = freshRelease();
  rmSync(join(folder, `${FILES[2]}.sig`));
  const { apply } = life(t);
  const image = await apply(config({ source: folder, verify: "none", key: undefined, version: "7.7" }));
  assert.deepEqual([image.state, image.verified, image.version], ["ready", "not-verified", "7.7"]);
  assert.match(image.detail ?? "", /no coreos_production_image\.bin\.bz2\.sig: coreos-install will refuse/);
});

test("signatures of a key that has expired since count, and the image says since when", async (t) => {
  const folder = freshRelease({ by: "expired", at: "20200601T000000" });
  const image = await life(t).apply(
    config({ source: folder, key: signer.publish(["expired"], join(root, "expired.asc")) }),
  );
  assert.deepEqual([image.state, image.verified, image.detail], ["ready", "verified", "key expired since 2021-06-01"]);
});

test("the same files under two names take the card's room once", async (t) => {
  const { apply, service } = life(t);
  await apply(config(), config({ name: "again" }));
  const inode = (name: string): number => {
    const content = service.content(name, FILES[2]);
    return statSync(content?.kind === "file" ? content.path : "").ino;
  };
  assert.equal(inode("coreos"), inode("again"));
  await service.remove("coreos");
  assert.ok(existsSync(join(root)) && inode("again") > 0);
});

test("the source is never written to", async (t) => {
  const folder = freshRelease();
  const look = (): unknown =>
    readdirSync(folder).map((name) => [
      name,
      statSync(join(folder, name)).mtimeMs,
      statSync(join(folder, name)).ctimeMs,
    ]);
  const was = look();
  await life(t).apply(config({ source: folder }));
  assert.deepEqual(look(), was);
});

test("an image that the configuration no longer names stays until it is removed", async (t) => {
  const first = life(t);
  await first.apply(config());
  const second = life(t, { data: first.data });
  await second.apply();
  assert.equal(second.service.get("coreos")?.state, "ready");
  assert.deepEqual([await second.service.remove("coreos"), await second.service.remove("coreos")], [true, false]);
  assert.deepEqual([second.folders(), second.service.list(), second.events], [[], [], ["imageRemoved"]]);
  assert.deepEqual(life(t, { data: first.data }).service.list(), []);
});

test("an untouched source with a new time is looked at again, not trusted blindly", async (t) => {
  const folder = freshRelease();
  const first = life(t);
  await first.apply(config({ source: folder }));
  utimesSync(join(folder, FILES[0]), 1e9, 1e9);
  const second = life(t, { data: first.data });
  assert.equal((await second.apply(config({ source: folder }))).state, "ready");
  assert.deepEqual(second.events, ["importStarted", "imageReady"]);
});
