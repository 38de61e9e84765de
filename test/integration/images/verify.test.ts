import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readKey, verifySignature } from "../../../appliance/images/verify.ts";
import type { Verdict } from "../../../appliance/images/signature.ts";
import { Signer } from "./gnupg.ts";

const dir = mkdtempSync(join(tmpdir(), "rackseed-verify-"));
const signer = new Signer();
const file = join(dir, "coreos_production_image.bin.bz2");
const other = join(dir, "other");
const EXPIRING = { at: "20200101T000000", expires: "20210601T000000" };

before(() => {
  writeFileSync(file, "the disk image");
  writeFileSync(other, "another file");
  signer.key("good");
  signer.key("old", EXPIRING);
  signer.key("stranger");
  signer.key("revoked");
});
after(() => {
  signer[Symbol.dispose]();
  rmSync(dir, { recursive: true, force: true });
});

let count = 0;
async function check(keyFile: string, signature: string, now = new Date("2026-10-01")): Promise<Verdict> {
  const home = mkdtempSync(join(dir, `home${(count += 1)}-`));
  const signal = AbortSignal.timeout(60_000);
  const key = await readKey(keyFile, home, signal);
  return verifySignature({ file, signature, key, home, now }, signal);
}
const path = (name: string): string => join(dir, name);
const publish = (...names: string[]): string => signer.publish(names, path(`${names.join("-")}.asc`));
const refusal = (verdict: Verdict): string =>
  verdict.verdict === "refused" ? `${verdict.code} ${verdict.reason}` : verdict.verdict;

test("a good signature by the named key counts, whether the key is armoured, binary or one of several blocks", async () => {
  const signature = signer.sign("good", file, { into: path("good.sig") });
  const several = path("several.asc");
  const words = [
    "keys of ours",
    readFileSync(publish("stranger"), "utf8"),
    "and",
    readFileSync(publish("good"), "utf8"),
  ];
  writeFileSync(several, words.join("\n"));
  for (const keyFile of [publish("good"), signer.publish(["good"], path("good.gpg"), false), several]) {
    const verdict = await check(keyFile, signature);
    assert.equal(verdict.verdict, "good");
    assert.equal(verdict.fingerprint, signer.fingerprint("good"));
    assert.ok(Math.abs(verdict.madeAt.getTime() - Date.now()) < 120_000);
  }
});

test("an armoured .sig counts too", async () => {
  const signature = signer.sign("good", file, { into: path("armoured.sig"), options: ["--armor"] });
  assert.equal((await check(publish("good"), signature)).verdict, "good");
});

test("a subkey of the named key may sign", async () => {
  signer.key("parent", { usage: "cert" });
  const fingerprint = signer.subkey("parent");
  const verdict = await check(publish("parent"), signer.sign("parent", file, { into: path("sub.sig") }));
  assert.equal(verdict.verdict === "good" && verdict.fingerprint, fingerprint);
});

test("a signature made while its key was valid counts after the key's end, and says since when", async () => {
  const signature = signer.sign("old", file, { at: "20200601T000000", into: path("old.sig") });
  const verdict = await check(publish("old"), signature);
  assert.deepEqual(verdict, {
    verdict: "good-key-expired",
    fingerprint: signer.fingerprint("old"),
    madeAt: new Date("2020-06-01"),
    keyExpiredAt: new Date("2021-06-01"),
  });
});

test("an expired subkey, and a subkey of an expired key, are judged by the earlier end", async () => {
  signer.key("parent2", { at: EXPIRING.at, usage: "cert" });
  signer.subkey("parent2", EXPIRING);
  signer.key("parent3", { ...EXPIRING, usage: "cert" });
  signer.subkey("parent3", { at: EXPIRING.at });
  for (const name of ["parent2", "parent3"]) {
    const signature = signer.sign(name, file, { at: "20200601T000000", into: path(`${name}.sig`) });
    const verdict = await check(publish(name), signature);
    assert.equal(
      verdict.verdict === "good-key-expired" && verdict.keyExpiredAt.toISOString(),
      "2021-06-01T00:00:00.000Z",
    );
  }
});

test("a signature made after its key's end is refused", async () => {
  signer.key("late", { at: "20200101T000000" });
  const signature = signer.sign("late", file, { at: "20220601T000000", into: path("late.sig") });
  signer.gpg([
    "--faked-system-time",
    "20210101T000000!",
    "--quick-set-expire",
    signer.fingerprint("late"),
    "20210601T000000",
  ]);
  assert.match(
    refusal(await check(publish("late"), signature)),
    /^RS_IMAGE_SIG_TIME it was made on 2022-06-01, when its key had expired on 2021-06-01/,
  );
});

test("a key from the future counts: a Pi without a clock lives in the past", async () => {
  signer.key("future", { at: "20380101T000000" });
  const signature = signer.sign("future", file, { at: "20380201T000000", into: path("future.sig") });
  assert.equal((await check(publish("future"), signature)).verdict, "good");
});

test("a revoked key is refused", async () => {
  const signature = signer.sign("revoked", file, { into: path("revoked.sig") });
  signer.revoke("revoked");
  assert.match(refusal(await check(publish("revoked"), signature)), /^RS_IMAGE_SIG_REVOKED /);
});

test("a key that is not the named one is refused", async () => {
  const signature = signer.sign("stranger", file, { into: path("stranger.sig") });
  const said = refusal(await check(publish("good"), signature));
  assert.match(
    said,
    new RegExp(
      `^RS_IMAGE_SIG_STRANGER .* ${signer.fingerprint("stranger").slice(-16)}, .* ${signer.fingerprint("good")}`,
    ),
  );
});

test("the .sig of another file, and a changed file, are refused", async () => {
  assert.match(refusal(await check(publish("good"), signer.sign("good", other))), /^RS_IMAGE_SIG_BAD /);
});

test("a SHA-1 signature is refused", async () => {
  const signature = signer.sign("good", file, { into: path("sha1.sig"), options: ["--digest-algo", "SHA1"] });
  assert.match(refusal(await check(publish("good"), signature)), /^RS_IMAGE_SIG_WEAK it was made with SHA-1/);
});

test("two signatures count only together", async () => {
  const both = path("both.sig");
  copyFileSync(signer.sign("good", file, { into: path("one.sig") }), both);
  appendFileSync(both, readFileSync(signer.sign("old", file, { at: "20200601T000000", into: path("two.sig") })));
  assert.equal((await check(publish("good", "old"), both)).verdict, "good-key-expired");
  assert.match(
    refusal(await check(publish("good"), both)),
    /^RS_IMAGE_SIG_STRANGER one of its 2 signatures does not count/,
  );

  const bad = path("bad.sig");
  copyFileSync(path("one.sig"), bad);
  appendFileSync(bad, readFileSync(signer.sign("good", other, { into: path("three.sig") })));
  assert.match(refusal(await check(publish("good"), bad)), /^RS_IMAGE_SIG_BAD one of its 2 signatures does not count/);
});

test("anything but signatures in the .sig is refused", async () => {
  const good = readFileSync(signer.sign("good", file, { into: path("plain.sig") }));
  const armoured = readFileSync(signer.sign("good", file, { into: path("plain.asc"), options: ["--armor"] }), "utf8");
  const marker = Buffer.from([0xca, 3, 0x50, 0x47, 0x50]); // a marker packet, which gpgv passes over
  const bodies: Record<string, string | Buffer> = {
    "trailing letters": Buffer.concat([good, Buffer.from("junk")]),
    "trailing zeros": Buffer.concat([good, Buffer.alloc(6)]),
    "a trailing packet": Buffer.concat([good, marker]),
    "a packet in front": Buffer.concat([marker, good]),
    "a cut signature": good.subarray(0, -1),
    nothing: "",
    "a web page": "<html>404</html>",
    "text around armour": `hello\n${armoured}`,
    "two armours": armoured + armoured,
    "a signed message instead": signer.gpg(["--local-user", "good", "--armor", "--sign", "--output", "-", file]),
  };
  for (const [what, body] of Object.entries(bodies)) {
    writeFileSync(path("junk.sig"), body);
    assert.match(refusal(await check(publish("good"), path("junk.sig"))), /^RS_IMAGE_SIG_JUNK /, what);
  }
});

test("every byte of a signature matters", async () => {
  const good = readFileSync(signer.sign("good", file, { into: path("flip.sig") }));
  const home = mkdtempSync(path("flip-"));
  const signal = AbortSignal.timeout(60_000);
  const key = await readKey(publish("good"), home, signal);
  for (let at = 0; at < good.length; at += 7) {
    const flipped = Buffer.from(good);
    flipped.writeUInt8((flipped.readUInt8(at) ^ 0x01) & 0xff, at);
    writeFileSync(path("flipped.sig"), flipped);
    const verdict = await verifySignature({ file, signature: path("flipped.sig"), key, home, now: new Date() }, signal);
    // The unhashed part (issuer key id, at most a hint) is not covered by a signature; all it can do is name no key.
    if (verdict.verdict !== "refused") assert.equal(verdict.fingerprint, signer.fingerprint("good"));
    else assert.match(verdict.code, /^RS_IMAGE_SIG_/);
  }
});

test("a missing .sig and a file that is no key are refused in words", async () => {
  assert.match(refusal(await check(publish("good"), path("nowhere.sig"))), /^RS_IMAGE_SIG_MISSING /);
  await assert.rejects(check(file, path("nowhere.sig")), {
    name: "KeyFileError",
    message: /holds no OpenPGP public key\. Save the/,
  });
  await assert.rejects(check(path("no.asc"), path("nowhere.sig")), {
    name: "KeyFileError",
    message: /The key file .*no\.asc cannot be read/,
  });
});

test("a secret key is turned away, armoured or not", async () => {
  for (const armour of [["--armor"], []]) {
    signer.gpg([...armour, "--output", path("secret"), "--export-secret-keys", "good"]);
    await assert.rejects(check(path("secret"), path("nowhere.sig")), {
      name: "KeyFileError",
      message: /holds a secret key/,
    });
  }
});

test("a check can be given up", async () => {
  const signal = AbortSignal.abort(new Error("given up"));
  await assert.rejects(readKey(publish("good"), mkdtempSync(path("given-up-")), signal), /given up/);
});
