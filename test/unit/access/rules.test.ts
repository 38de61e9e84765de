import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import fc from "fast-check";

import { accountName } from "../../../appliance/access/account-name.ts";
import { Attempts } from "../../../appliance/access/attempts.ts";
import { claimCodeOf, parseClaimCode } from "../../../appliance/access/claim-code.ts";
import { claimFiles } from "../../../appliance/access/claim-files.ts";
import { passwordHasher } from "../../../appliance/access/password-hash.ts";
import { passwordFault } from "../../../appliance/access/password-policy.ts";
import { formatPhc, parsePhc } from "../../../appliance/access/phc.ts";
import { terminalQr } from "../../../appliance/access/terminal-qr.ts";

test("a claim code is 40 bits in Crockford's base 32", () => {
  assert.equal(claimCodeOf(Uint8Array.of(0, 0, 0, 0, 0)), "0000-0000");
  assert.equal(claimCodeOf(Uint8Array.of(255, 255, 255, 255, 255)), "ZZZZ-ZZZZ");
  assert.equal(claimCodeOf(Uint8Array.of(0, 0, 0, 0, 33)), "0000-0011");
});

test("whatever code was made is read back, however it is typed", () => {
  const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(bytes, (random) => {
      const code = claimCodeOf(random);
      const typed = code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l").replace("-", "");
      return parseClaimCode(code) === code && parseClaimCode(` ${typed} `) === code;
    }),
  );
});

for (const text of ["", "K7QF-2M9", "K7QF-2M9XX", "K7QF-2M9U", "K7QF-2M9é", "K".repeat(1000)]) {
  test(`"${text.slice(0, 12)}" (${text.length}) is no claim code`, () => assert.equal(parseClaimCode(text), undefined));
}

const passwords: Readonly<Record<string, ReturnType<typeof passwordFault>>> = {
  "nine char": "short",
  十个字符的密码不够: "short",
  "lamp kite tea": undefined,
  港口七盏灯和九只风筝: undefined,
  ["x".repeat(9) + "abcdefg".repeat(40)]: "long",
  aaaaaaaaaaaaaaaa: "monotonous",
  "1234512345": "common",
  "1234567890": "common",
  "0987654321": "common",
  abcdefghijkl: "common",
  qwertyuiop: "common",
  "1qaz2wsx3edc": "common",
  "P@ssw0rd2026!": "common",
  "Rackseed-2026": "common",
  raspberry1234: "common",
  iloveyou123: "common",
  woaini1314520: "common",
  "changeme!!!!": "common",
  letmein12letmein12: "common",
  "mei.lin-2026": "name",
  mysteriouslamp: undefined,
};
for (const [password, fault] of Object.entries(passwords)) {
  test(`as a password "${password.slice(0, 20)}" is ${fault ?? "good"}`, () =>
    assert.equal(passwordFault(password, "mei.lin"), fault));
}

const names: Readonly<Record<string, string | undefined>> = {
  mei: "mei",
  " Mei ": "mei",
  魏: "魏",
  "mei.lin-2": "mei.lin-2",
  me: undefined,
  "": undefined,
  "-mei": undefined,
  "a/b": undefined,
  "mei\u202e": undefined,
  "a b": undefined,
  ["x".repeat(33)]: undefined,
};
for (const [text, key] of Object.entries(names)) {
  test(`${JSON.stringify(text.slice(0, 12))} as a name is ${key ?? "refused"}`, () =>
    assert.equal(accountName(text)?.key, key));
}

test("tries run out, come back when the window ends, and each wait is longer until an hour of quiet", () => {
  const tries = new Attempts({ most: 2, window: 60, longest: 150 });
  const spend = (now: number): number => {
    tries.take("a", now);
    tries.take("a", now);
    return tries.wait("a", now);
  };
  assert.deepEqual([spend(0), spend(60), spend(180), spend(330)], [60, 120, 150, 150]);
  assert.equal(tries.wait("b", 330), 0);
  assert.equal(spend(330 + 150 + 3600 + 1), 60);
});

test("a right try is given back alone: the wrong ones before it still count", () => {
  const tries = new Attempts({ most: 2, window: 60, longest: 60 });
  tries.take("a", 0);
  tries.take("a", 1);
  assert.ok(tries.wait("a", 1) > 0);
  tries.giveBack("a");
  assert.equal(tries.wait("a", 1), 0);
  tries.take("a", 2);
  assert.ok(tries.wait("a", 2) > 0);
});

test("a PHC string is read back as it was written, and nothing else is", () => {
  const cost = { memory: 19456, passes: 2, parallelism: 1 };
  const hashed = { ...cost, salt: Buffer.from("salt"), hash: Buffer.from("hash") };
  assert.equal(formatPhc(hashed), "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");
  assert.deepEqual(parsePhc(formatPhc(hashed)), hashed);
  assert.equal(parsePhc("$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"), undefined);
});

test("a password is known again by its hash, composed or not; another is not; nobody's is not", async () => {
  const hasher = passwordHasher();
  const stored = await hasher.hash("caf\u00e9 and lamps");
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(await hasher.verify("cafe\u0301 and lamps", stored), true);
  assert.equal(await hasher.verify("cafe and lamps", stored), false);
  assert.equal(await hasher.verify("caf\u00e9 and lamps", undefined), false);
});

test("argon2id agrees with the reference implementation's own vector", async () => {
  // phc-winner-argon2, src/test.c: version 19, t=2, m=65536, p=1, "password", "somesalt".
  const stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  assert.equal(await passwordHasher().verify("password", stored), true);
  assert.equal(await passwordHasher().verify("passwore", stored), false);
});

test("seventeen passwords at once are one too many, and the rest are checked all the same", async () => {
  const hasher = passwordHasher();
  const sixteen = Array.from({ length: 16 }, () => hasher.verify("guess", undefined));
  assert.throws(() => hasher.verify("guess", undefined), { code: "RS_ACCESS_BUSY" });
  assert.deepEqual(
    await Promise.all(sixteen),
    Array.from({ length: 16 }, () => false),
  );
  assert.equal(await hasher.verify("guess", undefined), false);
});

test("the claim code lies in its files for their owner alone, is found again, and its bytes are gone after the claim", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "rackseed-claim-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const places = [join(folder, "claim.txt"), join(folder, "boot.txt"), join(folder, "no/such/folder/claim.txt")];
  const problems: unknown[] = [];
  const open = () =>
    claimFiles(
      places,
      (code) => `https://10.0.0.1/#claim=${code}`,
      (error) => problems.push(error),
    );
  assert.equal(open().read(), undefined);
  open().write("K7QF-2M9X");
  assert.equal(problems.length, 1, "a place that cannot be written is told");
  const [first = "", second = ""] = places;
  assert.equal(statSync(first).mode & 0o777, 0o600);
  assert.match(readFileSync(second, "utf8"), /^K7QF-2M9X$[^]*https:\/\/10\.0\.0\.1\/#claim=K7QF-2M9X/m);
  assert.equal(open().read(), "K7QF-2M9X");
  const { ino } = statSync(first);
  open().erase();
  assert.equal(statSync(first).ino, ino, "overwritten where it lay");
  assert.doesNotMatch(readFileSync(first, "utf8") + readFileSync(second, "utf8"), /K7QF/);
  assert.equal(open().read(), undefined);
});

test("the QR code on the console is a square of half blocks with a quiet zone", () => {
  const lines = terminalQr("https://192.168.100.200/#claim=K7QF-2M9X")
    .replaceAll("\u001b[97;40m", "")
    .replaceAll("\u001b[0m", "")
    .split("\n");
  const width = Array.from(lines[0] ?? "").length;
  assert.equal(lines.length, Math.ceil(width / 2));
  assert.ok(lines.every((line) => Array.from(line).length === width && line.startsWith("████")));
  assert.ok(lines.slice(0, 2).every((line) => /^█+$/.test(line)));
});
