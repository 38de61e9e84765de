// The authority and its certificates on a real disk, judged by OpenSSL.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";

import { parseIpv4 } from "../../../appliance/net/ipv4.ts";
import { tlsFiles } from "../../../appliance/tls/files.ts";
import { issueLeaf } from "../../../appliance/tls/issue.ts";
import { subjects } from "../../../appliance/tls/names.ts";
import { leafPeriod } from "../../../appliance/tls/period.ts";
import { openTls, type Tls } from "../../../appliance/tls/service.ts";
import { SOURCE_DATE } from "../../../appliance/version.ts";

const run = promisify(execFile);
const NOW = new Date("2026-11-21T14:00:00Z");

interface Given {
  readonly names?: string[];
  readonly address?: string;
  readonly clock?: { now: Date };
}

class Place {
  readonly folder: string;
  readonly issued: boolean[] = [];

  constructor(t: TestContext) {
    this.folder = mkdtempSync(join(tmpdir(), "rackseed-tls-"));
    t.after(() => rmSync(this.folder, { recursive: true, force: true }));
  }
  open({ names = [], address = "10.77.0.1", clock = { now: NOW } }: Given = {}): Promise<Tls> {
    return openTls({
      files: tlsFiles(this.folder),
      subjects: () => subjects([parseIpv4(address)], names),
      clock: () => clock.now,
      issued: (authority) => this.issued.push(authority),
    });
  }
  path = (name: string): string => join(this.folder, name);
  text = (name: string): string => readFileSync(this.path(name), "ascii");
  verify = (name: string, ...more: string[]): Promise<unknown> =>
    run("openssl", ["verify", "-x509_strict", "-CAfile", this.path("authority.crt"), ...more, this.path(name)]);
}

test("trust 2.7: OpenSSL, strict, accepts both leaves for every name and address, and for no other", async (t) => {
  const place = new Place(t);
  await place.open();
  for (const leaf of ["ec.crt", "rsa.crt"]) {
    for (const name of ["rackseed", "rackseed.local", "localhost"]) await place.verify(leaf, "-verify_hostname", name);
    for (const address of ["10.77.0.1", "127.0.0.1"]) await place.verify(leaf, "-verify_ip", address);
    await assert.rejects(place.verify(leaf, "-verify_hostname", "bank.example"), /hostname mismatch/);
    await assert.rejects(place.verify(leaf, "-verify_ip", "10.77.0.2"), /IP address mismatch/);
  }
  assert.deepEqual(
    ["ec", "rsa"].map((kind) => createPrivateKey(place.text(`${kind}.key`)).asymmetricKeyDetails),
    [{ namedCurve: "prime256v1" }, { modulusLength: 2048, publicExponent: 65537n }],
  );
});

test("keys are for the appliance alone, and so is their folder", async (t) => {
  const place = new Place(t);
  await place.open();
  assert.equal(statSync(place.folder).mode & 0o77, 0);
  for (const file of readdirSync(place.folder)) assert.equal(statSync(place.path(file)).mode & 0o777, 0o600, file);
});

test("the second start finds everything as it was and issues nothing", async (t) => {
  const place = new Place(t);
  const first = await place.open();
  const second = await place.open();
  assert.deepEqual(second.credentials(), first.credentials());
  assert.deepEqual(second.fingerprintWords(), first.fingerprintWords());
  assert.deepEqual(place.issued, [true]);
});

test("trust 2.7: a new address or name issues leaves anew; the authority, its key and its words stay", async (t) => {
  const place = new Place(t);
  const before = await place.open();
  const names: string[] = [];
  const after = await place.open({ address: "10.78.0.1", names });
  await place.verify("rsa.crt", "-verify_ip", "10.78.0.1");
  names.push("rack.lan");
  assert.equal(await after.refresh(), true);
  await place.verify("ec.crt", "-verify_hostname", "rack.lan");
  assert.equal(after.caPem, before.caPem);
  assert.deepEqual(place.issued, [true, false, false]);
});

test("the authority cannot sign for the Internet; a name of the owner widens it by that name alone, with the same words", async (t) => {
  const place = new Place(t);
  const names: string[] = [];
  const tls = await place.open({ names });
  const words = tls.fingerprintWords();
  const forged = issueLeaf(
    { certificate: tls.caPem, key: createPrivateKey(place.text("authority.key")) },
    createPrivateKey(place.text("ec.key")),
    { names: ["bank.example"], addresses: [parseIpv4("203.0.113.9")] },
    leafPeriod(NOW),
  );
  writeFileSync(place.path("forged.crt"), forged);
  await assert.rejects(place.verify("forged.crt"), /permitted subtree violation/);

  const old = tls.caPem;
  names.push("rack.example.org");
  await tls.refresh();
  assert.deepEqual(place.issued, [true, true]);
  assert.deepEqual(tls.fingerprintWords(), words);
  await place.verify("ec.crt", "-verify_hostname", "rack.example.org");
  await assert.rejects(place.verify("forged.crt"), /permitted subtree violation/);
  writeFileSync(place.path("authority.crt"), old);
  await assert.rejects(place.verify("ec.crt"), /permitted subtree violation/, "the old certificate does not cover it");
});

test("trust 4.110: with a clock of 1970, 2038 or 2106 the certificates count today", async (t) => {
  for (const year of ["1970", "2038", "2106"]) {
    const place = new Place(t);
    const tls = await place.open({ clock: { now: new Date(`${year}-06-01T00:00:00Z`) } });
    assert.equal(tls.facts().notBefore, SOURCE_DATE.toISOString());
    await place.verify("ec.crt", "-attime", String(NOW.getTime() / 1000));
  }
});

test("a leaf that has less than a year to go is issued anew, without a start", async (t) => {
  const place = new Place(t);
  const clock = { now: NOW };
  const tls = await place.open({ clock });
  assert.equal(await tls.refresh(), false);
  clock.now = new Date(SOURCE_DATE.getTime() + 366 * 86_400_000);
  let told = 0;
  tls.subscribe(() => told++);
  assert.deepEqual([await tls.refresh(), told], [true, 1]);
  assert.ok(new Date(tls.facts().notAfter) > new Date(clock.now.getTime() + 700 * 86_400_000));
});

test("what a power cut left half is made again from the keys, and a damaged key is said and kept", async (t) => {
  const place = new Place(t);
  const { caPem } = await place.open();
  writeFileSync(place.path("ec.crt"), "-----BEGIN CERTIFICATE-----\nMII");
  rmSync(place.path("rsa.crt"));
  assert.equal((await place.open()).caPem, caPem);
  await place.verify("ec.crt");
  await place.verify("rsa.crt");
  writeFileSync(place.path("ec.crt"), place.text("rsa.crt")); // of another key
  await place.open();
  assert.ok(new X509Certificate(place.text("ec.crt")).checkPrivateKey(createPrivateKey(place.text("ec.key"))));
  writeFileSync(place.path("authority.key"), "damaged");
  await assert.rejects(place.open(), /authority\.key in the data folder cannot be read .*Put it back from a backup/);
  assert.equal(place.text("authority.key"), "damaged");
});
