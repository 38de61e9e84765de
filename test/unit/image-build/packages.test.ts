import assert from "node:assert/strict";
import { test } from "node:test";

import { packageList } from "../../../image-build/packages.ts";
import { readOptions } from "../../../image-build/options.ts";

test("a list of packages is read without its comments, and names nothing twice", () => {
  for (const name of ["plain", "parts", "host"]) {
    const names = packageList(name);
    assert.ok(names.length > 5);
    assert.ok(
      names.every((word) => /^[a-z0-9][a-z0-9.+-]+(:amd64)?$/.test(word)),
      names.join(" "),
    );
    assert.equal(new Set(names).size, names.length);
  }
});

test("an unknown flavour and a version that is none are refused", () => {
  assert.throws(() => readOptions(["--flavour", "grape"]), /no flavour grape/);
  assert.throws(() => readOptions(["--version", "../1"]), /not a version/);
  assert.throws(() => readOptions(["--url", "example.org"]), /no URL/);
  assert.equal(readOptions(["--version", "1.2.3-test"]).version, "1.2.3-test");
});
