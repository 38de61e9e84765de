import assert from "node:assert/strict";
import { test } from "node:test";
import { freeName, shownName, storedName } from "../../../appliance/images/names.ts";

const NAMES = [
  "; rm -rf $HOME.iso",
  `${"x".repeat(251)}.iso`,
  "🎉🎉.iso",
  "\u202eosi.exe.iso",
  "../../etc/passwd.iso",
  ".iso",
  "服务器.ISO",
  "-n.iso",
];

for (const name of NAMES) {
  test(`trust 4.99: ${JSON.stringify(name.slice(0, 30))} is stored under a name that nothing can be read into`, () => {
    const stored = storedName(name, ".iso");
    assert.match(stored, /^[A-Za-z0-9_][A-Za-z0-9._+-]*\.iso$/);
    assert.ok(stored.length <= 100 && !stored.includes(".."));
    assert.match(
      freeName(name, () => false),
      /^[a-z0-9][a-z0-9._-]{0,63}$/,
    );
  });
}

test("trust 4.99: a shown name cannot turn the direction of the line around", () => {
  assert.equal(shownName("a\u202eosi.exe\u0007\n"), "a·osi.exe··");
});

test("an image is called after its file, in lower case, with a number when that is taken", () => {
  assert.equal(
    freeName("Rocky-9.4-x86_64-dvd.iso", () => false),
    "rocky-9.4-x86_64-dvd",
  );
  const taken = ["debian", "debian-2"];
  assert.equal(
    freeName("Debian.iso", (name) => taken.includes(name)),
    "debian-3",
  );
  assert.equal(
    freeName("boot.iso", () => false),
    "boot-2",
    "boot begins other URLs",
  );
});
