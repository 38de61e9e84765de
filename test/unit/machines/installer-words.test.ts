import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { complaintOf } from "../../../appliance/machines/complaint.ts";
import { mayBeMissing, missingSentence } from "../../../appliance/machines/missing.ts";
import { parseSeedPath } from "../../../appliance/machines/seed-path.ts";
import { readWebhook } from "../../../appliance/machines/webhook.ts";
import { escaped } from "../../../appliance/printable.ts";
import { withoutTokens } from "../../../appliance/redact.ts";

test("a cause is read from the lines that installers write when they stop, and from no other (seed K7)", () => {
  const causes: Record<string, string | undefined> = {
    "WARNING **: Configuring 'partman-base' failed with error code 141":
      "the step partman-base of the Debian installer failed (error code 141).",
    "WARNING **: Menu item 'bootstrap-base' failed.": "the step bootstrap-base of the Debian installer failed.",
    "Error code 1 running the kickstart script at line 42":
      "the script at line 42 of the kickstart file ended with error code 1.",
    "Non interactive installation failed: Failed to mount /dev/sda1":
      "the installation failed: Failed to mount /dev/sda1",
    "INFO: Menu item 'partman-base' selected": undefined,
    "--> INPUT critical partman/confirm": undefined,
  };
  for (const [line, cause] of Object.entries(causes)) assert.equal(complaintOf(line), cause, line);
});

test("a question of d-i that waits for a person is named; one that the preseed file answers is not (seed K7)", () => {
  const question = "--> INPUT high passwd/root-password";
  assert.match(complaintOf("<-- 0 question will be asked", question) ?? "", /question passwd\/root-password/);
  assert.equal(complaintOf("<-- 30 question skipped", question), undefined);
  assert.equal(complaintOf("<-- 0 question will be asked", "--> GO"), undefined);
});

test("a webhook of curtin tells a stage at partitioning, a failure at its outermost step, and else a line", () => {
  const heard = (event: object) => readWebhook(JSON.stringify(event));
  const step = "subiquity/Install/install/curtin_install/run_curtin_step/cmd-install/stage-partitioning";
  assert.equal(heard({ name: step, event_type: "start" })?.stage, "installing");
  assert.equal(heard({ name: step, event_type: "finish", result: "SUCCESS" })?.stage, undefined);
  const inner = heard({ name: "cmd-install/stage-curthooks/builtin", event_type: "finish", result: "FAIL" });
  assert.deepEqual([inner?.stage, inner?.said.severity], [undefined, "error"]);
  const outer = heard({
    name: "cmd-install",
    event_type: "finish",
    result: "FAIL",
    description: "curtin command install",
  });
  assert.deepEqual([outer?.stage, outer?.reason], ["failed", "cmd-install: curtin command install"]);
  const init = heard({
    name: "init-network",
    event_type: "start",
    origin: "cloudinit",
    description: "searching",
    level: "DEBUG",
  });
  assert.deepEqual(init?.said, {
    source: "webhook",
    severity: "debug",
    program: "cloudinit",
    text: "start: init-network: searching",
  });
});

test("what is no webhook is none, and nothing that is posted breaks the reader", () => {
  for (const body of ["", "no space left", "{", "{}", "[]", "null", '{"name":1,"event_type":"start"}']) {
    assert.equal(readWebhook(body), undefined, body);
  }
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => void readWebhook(body)));
});

test("the seeds' answer URLs are read in every spelling, and nothing else is taken for one (trust 2.3.7, seed L10)", () => {
  const mac = "52:54:00:77:00:01";
  const paths: Record<string, object | undefined> = {
    "ks.cfg": { file: "ks.cfg", mac: undefined, profile: undefined },
    "preseed.cfg": { file: "preseed.cfg", mac: undefined, profile: undefined },
    "ks/52:54:00:77:00:01.cfg": { file: "ks.cfg", mac, profile: undefined },
    "ks/52-54-00-77-00-01.cfg": { file: "ks.cfg", mac, profile: undefined },
    "preseed/5254.0077.0001.cfg": { file: "preseed.cfg", mac, profile: undefined },
    "ks/centos.ks": { file: "ks.cfg", mac: undefined, profile: "centos" },
    "ks/centos.cfg": undefined,
    "preseed/debian.ks": undefined,
    ks: undefined,
    "ks/a/b.ks": undefined,
    "other.cfg": undefined,
    "constructor.cfg": undefined,
  };
  for (const [path, seed] of Object.entries(paths)) assert.deepEqual(parseSeedPath(path), seed, path);
});

test("what installers look for and do without is not missed; what they need is (seed Q5)", () => {
  const optional = [
    "images/updates.img",
    "images/product.img",
    ".treeinfo",
    "AppStream/treeinfo",
    "LiveOS/squashfs.img",
    "dists/bookworm/InRelease",
    "dists/bookworm-updates/Release",
    "dists/bookworm/main/binary-amd64/by-hash/SHA256/abc",
    "dists/bookworm/main/i18n/Translation-de.xz",
  ];
  const needed = [
    "AppStream/repodata/repomd.xml",
    "Packages/bash-5.rpm",
    "pool/main/b/bash/bash.deb",
    "images/install.img.xz",
  ];
  assert.deepEqual(
    optional.filter((path) => !mayBeMissing(path)),
    [],
  );
  assert.deepEqual(needed.filter(mayBeMissing), []);
  assert.match(missingSentence("node-01", "AppStream/repodata/repomd.xml", "the image rocky"), /use the DVD ISO/);
});

test("tokens are taken out of URLs however they are written, and a run's id is left (trust 2.3.2)", () => {
  const token = "0123456789abcdef0123456789abcdef01234567";
  const line = `inst.ks=http://10.77.0.1/answers/${token}/ks.cfg GET //runs//${token.toUpperCase()}/started url=answers%2F${token}`;
  assert.equal(withoutTokens(line), "inst.ks=http://10.77.0.1/answers/…/ks.cfg GET //runs/…/started url=answers/…");
  assert.equal(withoutTokens("/api/v1/runs/8a1f0c44-5c2e/log"), "/api/v1/runs/8a1f0c44-5c2e/log");
});

test("no text that is shown holds a control character or turns its direction (trust 4.19)", () => {
  assert.equal(escaped("a\tb\u001b]0;x\u0007 \u202Eevil é 漢"), "a b\\u{1b}]0;x\\u{7} \\u{202e}evil é 漢");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      assert.doesNotMatch(escaped(text), /[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
    }),
  );
});
