import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { canonicalTarget, checkHost } from "../../../appliance/http/guards.ts";
import { HttpError } from "../../../appliance/http/errors.ts";

const own = { addresses: ["10.77.0.1"], names: ["rackseed", "rackseed.local"], ports: [80, 8080] };
const statusOf = (work: () => unknown): number => {
  try {
    work();
    return 200;
  } catch (error) {
    assert.ok(error instanceof HttpError);
    return error.status;
  }
};

const hosts: Record<string, number> = {
  "10.77.0.1": 200,
  "10.77.0.1:8080": 200,
  "rackseed.local": 200,
  "rackseed:80": 200,
  "127.0.0.1:34567": 200,
  "localhost:5173": 200,
  "[::1]:9000": 200,
  "10.77.0.1:9999": 421,
  "10.77.0.2": 421,
  "evil.example": 421,
  "rackseed.local.evil.example": 421,
  "127.0.0.1.evil.example": 421,
  "10.77.0.1:80:80": 400,
  "user@10.77.0.1": 400,
  "10.77.0.1/x": 400,
  "a b": 400,
};
for (const [host, want] of Object.entries(hosts)) {
  test(`Host "${host}" is answered ${want}`, () =>
    assert.equal(
      statusOf(() => checkHost(own, host)),
      want,
    ));
}

const targets: Record<string, string | number> = {
  "//1010.5.0///file": "/1010.5.0/file",
  "/cloud-configs/52%3A54%3A00%3A77%3A00%3A01.yml": "/cloud-configs/52%3A54%3A00%3A77%3A00%3A01.yml",
  "/a?x=//&y=../..": "/a?x=//&y=../..",
  "/..": 400,
  "/a/../b": 400,
  "/a/%2e%2e/b": 400,
  "/a/%2e%2e%2fb": 400,
  "/a/.%2E": 400,
  "/./a": 400,
  "/a%00b": 400,
  "/a%5cb": 400,
  "/a\\b": 400,
  "/a;x": 400,
  "/a%252e": 400,
  "/%c0%ae%c0%ae/": 400,
  "/%zz": 400,
  "/a%0d%0ab": 400,
  "/a#b": 400,
  "http://10.77.0.1/": 400,
  "*": 400,
  "": 400,
};
for (const [target, want] of Object.entries(targets)) {
  test(`the target "${target}" is ${want}`, () => {
    if (typeof want === "number")
      assert.equal(
        statusOf(() => canonicalTarget(target)),
        want,
      );
    else assert.equal(canonicalTarget(target), want);
  });
}

test("a fuzzed path is refused or has one reading, without dots, slashes or controls in a segment", () => {
  const bit = fc.constantFrom(
    "/",
    "..",
    ".",
    "%2e",
    "%2f",
    "%5c",
    "%00",
    "%c0",
    "%af",
    "\\",
    ";",
    "a",
    "%",
    "%25",
    "~",
    "%e4%b8%ad",
    "//",
  );
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 12 }), (bits) => {
      const target = `/${bits.join("")}`;
      let path: string;
      try {
        path = canonicalTarget(target);
      } catch (error) {
        assert.ok(error instanceof HttpError);
        return;
      }
      for (const segment of path.split("/").map(decodeURIComponent)) {
        assert.ok(segment !== "." && segment !== "..");
        assert.doesNotMatch(segment, /[\\/;%]|\p{Cc}/u);
      }
    }),
    { numRuns: 2000 },
  );
});
