import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsSums, parseSums, sumFor } from "../../../appliance/images/checksums.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);

const texts: Record<string, [text: string, expected: ReturnType<typeof sumFor>]> = {
  "a GNU line": [`${A}  x.iso\n`, { kind: "sum", sha256: A }],
  "a GNU line of a binary file": [`${B} *y.iso\n${A} *x.iso\r\n`, { kind: "sum", sha256: A }],
  "a BSD line in a clear-signed message": [
    `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n# x.iso: 5 bytes\nSHA256 (x.iso) = ${A.toUpperCase()}\n-----BEGIN PGP SIGNATURE-----\n`,
    { kind: "sum", sha256: A },
  ],
  "a path with ./": [`${A}  ./x.iso\n`, { kind: "sum", sha256: A }],
  "another folder's file of the same name": [`${A}  ../x.iso\n${B}  /etc/x.iso\n`, { kind: "nothing" }],
  "the same sum twice": [`${A}  x.iso\n${A}  x.iso\n`, { kind: "sum", sha256: A }],
  "two sums for one name": [`${A}  x.iso\n${B}  x.iso\n`, { kind: "contradiction" }],
  "a bare sum that is meant for no file": [`${A}\n`, { kind: "nothing" }],
  "sums of other kinds": [
    `MD5 (x.iso) = ${A.slice(32)}\nSHA512 (x.iso) = ${A}${A}\n${A}${A}  x.iso\n`,
    { kind: "nothing" },
  ],
  "a line without end": [`${A}  ${"x".repeat(100_000)}`, { kind: "nothing" }],
};
for (const [what, [text, expected]] of Object.entries(texts)) {
  test(`trust 4.90: sums are data: ${what}`, () => {
    assert.deepEqual(sumFor(parseSums(text), "x.iso", false), expected);
  });
}

test("a bare sum counts in the file that is named after the ISO", () => {
  assert.deepEqual(sumFor(parseSums(`${A}\n`), "x.iso", true), { kind: "sum", sha256: A });
});

test("files of sums are known by their names, those of other ISOs are not", () => {
  for (const name of ["x.iso.sha256", "SHA256SUMS", "Rocky-9.4-x86_64-CHECKSUM", "CHECKSUM"])
    assert.ok(holdsSums(name, "x.iso"), name);
  for (const name of ["y.iso.sha256", "MD5SUMS", "CHECKSUM.exe"]) assert.ok(!holdsSums(name, "x.iso"), name);
});
