// docs/proof.md says which test proves which row. A page that names tests which are gone would be worse than none.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const ROOT = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/proof.md", ROOT), "utf8");

interface Row {
  readonly id: string;
  readonly proof: string;
  readonly missing: string;
}
const rows: readonly Row[] = page
  .split("\n")
  .filter((line) => /^\| [A-Z]?\d/.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .map(([, id = "", , proof = "", missing = ""]) => ({ id, proof, missing }));

const numbered = (before: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${before}${from + index}`);
const WANTED = [
  ...[...numbered("F", 1, 7), "F10", "F13", ...numbered("B", 5, 12), ...numbered("L", 1, 10), ...numbered("K", 1, 8)],
  ...[...numbered("Q", 2, 5), ...numbered("2.3.", 1, 7), "2.8", "2.9", ...numbered("4.", 77, 106)],
  ...[...numbered("4.", 45, 76), ...numbered("X", 1, 18), "4.108", "4.109"],
];

test("docs/proof.md has each row once", () => {
  assert.deepEqual(
    rows.map(({ id }) => id),
    WANTED,
  );
});

for (const { id, proof, missing } of rows) {
  test(`what docs/proof.md says of ${id} is there: each file, and in it each name`, () => {
    const claims = [...proof.matchAll(/`([^`]+)` “([^”]+)”/g)];
    if (claims.length === 0) {
      assert.equal(proof, "none");
      assert.match(missing, /\w/, "and why there is none");
    }
    // Nothing may stand there that this test does not read.
    assert.equal(proof.replaceAll(/`[^`]+` “[^”]+”/g, "").replaceAll("<br>", ""), claims.length === 0 ? "none" : "");
    for (const [, file = "", name = ""] of claims) {
      assert.match(file, /^test\/.*\.test\.ts$/);
      assert.ok(existsSync(new URL(file, ROOT)), file);
      assert.ok(readFileSync(new URL(file, ROOT), "utf8").includes(name), `${file} has no test named “${name}”`);
    }
  });
}

test("docs/proof.md calls a stand-in a stand-in: no claim on Anaconda's test hides it", () => {
  for (const { id, proof } of rows) {
    if (!proof.includes("appliance/anaconda.test.ts")) continue;
    const text = readFileSync(new URL("test/integration/appliance/anaconda.test.ts", ROOT), "utf8");
    const names = [...proof.matchAll(/anaconda\.test\.ts` “([^”]+)”/g)].map(([, name = ""]) => name);
    for (const name of names) {
      const line = text.split("\n").find((one) => one.includes(name)) ?? "";
      assert.match(line, /stand-in/, `${id}: “${name}”`);
    }
  }
});
